package org.lwm2m.model.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.testing.DefinitionTable;

class SecurityTest {

    @Test
    void saysWhatTheTableOfTheSpecificationSays() {
        var table = """
            0|LWM2M Security|1.2|1.1|Multiple|Mandatory
            0|LWM2M Server URI||Single|Mandatory|String|0..255|
            1|Bootstrap-Server||Single|Mandatory|Boolean||
            2|Security Mode||Single|Mandatory|Integer|0..4|
            3|Public Key or Identity||Single|Mandatory|Opaque||
            4|Server Public Key||Single|Mandatory|Opaque||
            5|Secret Key||Single|Mandatory|Opaque||
            6|SMS Security Mode||Single|Optional|Integer|0..255|
            7|SMS Binding Key Parameters||Single|Optional|Opaque|6|
            8|SMS Binding Secret Key(s)||Single|Optional|Opaque|16,32,48|
            9|LwM2M Server SMS Number||Single|Optional|String||
            10|Short Server ID||Single|Optional|Integer|1..65534|
            11|Client Hold Off Time||Single|Optional|Integer||s
            12|Bootstrap-Server Account Timeout||Single|Optional|Integer||s
            13|Matching Type||Single|Optional|Unsigned Integer|0..3|
            14|SNI||Single|Optional|String||
            15|Certificate Usage||Single|Optional|Unsigned Integer|0..3|
            16|DTLS/TLS Ciphersuite||Multiple|Optional|Unsigned Integer||
            17|OSCORE Security Mode||Single|Optional|Objlnk||
            18|Groups To Use by Client||Multiple|Optional|Unsigned Integer|0..65535|
            19|Signature Algorithms Supported by Server||Multiple|Optional|Unsigned Integer|0..65535|
            20|Signature Algorithms To Use by Client||Multiple|Optional|Unsigned Integer|0..65535|
            21|Signature Algorithm Certs Supported by Server||Multiple|Optional|Unsigned Integer|0..65535|
            22|TLS 1.3 Features To Use by Client||Single|Optional|Unsigned Integer|0..65535|
            23|TLS Extensions Supported by Server||Single|Optional|Unsigned Integer|0..65535|
            24|TLS Extensions To Use by Client||Single|Optional|Unsigned Integer|0..65535|
            25|Secondary LwM2M Server URI||Multiple|Optional|String|0..255|
            26|MQTT Server||Single|Optional|Objlnk||
            27|LwM2M COSE Security||Multiple|Optional|Objlnk||
            28|RDS Destination Port||Single|Optional|Integer|0..15|
            29|RDS Source Port||Single|Optional|Integer|0..15|
            30|RDS Application ID||Single|Optional|String||
            """;
        assertEquals(
                table, DefinitionTable.of(ObjectInterface.of(Security.class).definition()));
    }
}
