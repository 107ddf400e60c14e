package org.lwm2m.client.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.client.card.CardFile.Part;
import org.lwm2m.testing.Proves;

class CardFileTest {

    /** Objects 0, in the version that the enabler implies, and 1 in version 2.5. */
    private static final String FILE =
            "0002" + "0010" + "0000" + "00" + "0003" + "010203" + "0001" + "0205" + "0002" + "0405";

    @Test
    @Proves("BS-04")
    void hasObjectsOfAVersionEach() {
        var expected = List.of(
                new Part(0, ObjectVersion.V1_0, Bytes.hex("010203")),
                new Part(1, new ObjectVersion(2, 5), Bytes.hex("0405")));
        assertEquals(expected, CardFile.read(Bytes.hex(FILE)).objects());
        // A file is as large as the card made it.
        assertEquals(expected, CardFile.read(Bytes.hex(FILE + "ffffff")).objects());
        assertEquals(List.of(), CardFile.read(Bytes.hex("00000000")).objects());
    }

    @ParameterizedTest
    @CsvSource({
        "'', ends within",
        "000200, ends within",
        "0001000000, ends within",
        "00010009000000000301, ends at octet",
        "000100060000000003, ends at octet",
        "00010005000000000301, ends within object 0",
        "000100060000000003ff, ends within object 0",
        "000100080000000001ffffff, octets after its last object",
        "0000000401020304, octets after its last object",
    })
    void saysWhereItIsWrong(String octets, String words) {
        var refusal = assertThrows(LwM2mException.class, () -> CardFile.read(Bytes.hex(octets == null ? "" : octets)));
        assertEquals(Status.BAD_REQUEST, refusal.status());
        assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
    }

    @Test
    void eachOfItsBeginningsIsWrong() {
        for (var length = 0; length < FILE.length(); length += 2) {
            var half = Bytes.hex(FILE.substring(0, length));
            assertThrows(LwM2mException.class, () -> CardFile.read(half), half::toString);
        }
    }

    @Test
    void isNoLargerThanACardMakesIt() {
        assertThrows(LwM2mException.class, () -> CardFile.read(Bytes.wrap(new byte[32 * 1024 + 1])));
    }
}
