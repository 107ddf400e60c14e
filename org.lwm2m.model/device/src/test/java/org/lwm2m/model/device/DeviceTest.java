package org.lwm2m.model.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.testing.DefinitionTable;

class DeviceTest {

    @Test
    void saysWhatTheTableOfTheSpecificationSays() {
        var table = """
            3|Device|1.2|1.1|Single|Mandatory
            0|Manufacturer|R|Single|Optional|String||
            1|Model Number|R|Single|Optional|String||
            2|Serial Number|R|Single|Optional|String||
            3|Firmware Version|R|Single|Optional|String||
            4|Reboot|E|Single|Mandatory|||
            5|Factory Reset|E|Single|Optional|||
            6|Available Power Sources|R|Multiple|Optional|Integer|0..7|
            7|Power Source Voltage|R|Multiple|Optional|Integer||
            8|Power Source Current|R|Multiple|Optional|Integer||
            9|Battery Level|R|Single|Optional|Integer|0..100|/100
            10|Memory Free|R|Single|Optional|Integer||
            11|Error Code|R|Multiple|Mandatory|Integer|0..32|
            12|Reset Error Code|E|Single|Optional|||
            13|Current Time|RW|Single|Optional|Time||
            14|UTC Offset|RW|Single|Optional|String||
            15|Timezone|RW|Single|Optional|String||
            16|Supported Binding and Modes|R|Single|Mandatory|String||
            17|Device Type|R|Single|Optional|String||
            18|Hardware Version|R|Single|Optional|String||
            19|Software Version|R|Single|Optional|String||
            20|Battery Status|R|Single|Optional|Integer|0..6|
            21|Memory Total|R|Single|Optional|Integer||
            22|ExtDevInfo|R|Multiple|Optional|Objlnk||
            """;
        assertEquals(table, DefinitionTable.of(ObjectInterface.of(Device.class).definition()));
    }
}
