package org.lwm2m.model.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.testing.DefinitionTable;

class ServerTest {

    @Test
    void saysWhatTheTableOfTheSpecificationSays() {
        var table = """
            1|LwM2M Server|1.2|1.2|Multiple|Mandatory
            0|Short Server ID|R|Single|Mandatory|Integer|1..65534|
            1|Lifetime|RW|Single|Mandatory|Integer||s
            2|Default Minimum Period|RW|Single|Optional|Integer||s
            3|Default Maximum Period|RW|Single|Optional|Integer||s
            4|Disable|E|Single|Optional|||
            5|Disable Timeout|RW|Single|Optional|Integer||s
            6|Notification Storing When Disabled or Offline|RW|Single|Mandatory|Boolean||
            7|Binding|RW|Single|Mandatory|String||
            8|Registration Update Trigger|E|Single|Mandatory|||
            9|Bootstrap-Request Trigger|E|Single|Optional|||
            10|APN Link|RW|Single|Optional|Objlnk||
            11|TLS-DTLS Alert Code|R|Single|Optional|Unsigned Integer|0..255|
            12|Last Bootstrapped|R|Single|Optional|Time||
            13|Registration Priority Order|R|Single|Optional|Unsigned Integer||
            14|Initial Registration Delay Timer|RW|Single|Optional|Unsigned Integer||s
            15|Registration Failure Block|R|Single|Optional|Boolean||
            16|Bootstrap on Registration Failure|R|Single|Optional|Boolean||
            17|Communication Retry Count|RW|Single|Optional|Unsigned Integer||
            18|Communication Retry Timer|RW|Single|Optional|Unsigned Integer||s
            19|Communication Sequence Delay Timer|RW|Single|Optional|Unsigned Integer||s
            20|Communication Sequence Retry Count|RW|Single|Optional|Unsigned Integer||
            21|Trigger|RW|Single|Optional|Boolean||
            22|Preferred Transport|RW|Single|Optional|String|The possible values are those listed in the LwM2M Core Specification|
            23|Mute Send|RW|Single|Optional|Boolean||
            24|Alternate APN Links|RW|Multiple|Optional|Objlnk||
            25|Supported Server Versions|RW|Multiple|Optional|String||
            26|Default Notification Mode|RW|Single|Optional|Integer|0..1|
            27|Profile ID Hash Algorithm|RW|Single|Optional|Unsigned Integer|0..255|
            """;
        assertEquals(table, DefinitionTable.of(ObjectInterface.of(Server.class).definition()));
    }
}
