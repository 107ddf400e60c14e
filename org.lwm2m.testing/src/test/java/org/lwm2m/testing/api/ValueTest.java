package org.lwm2m.testing.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

class ValueTest {

    private static final Map<ResourceType, Value> ONE_OF_EACH = Map.of(
            ResourceType.STRING, new Value.Text("a"),
            ResourceType.INTEGER, new Value.Int(1),
            ResourceType.UNSIGNED, new Value.Unsigned(1),
            ResourceType.FLOAT, new Value.Real(1),
            ResourceType.BOOLEAN, new Value.Flag(true),
            ResourceType.OPAQUE, new Value.Opaque(Bytes.EMPTY),
            ResourceType.TIME, new Value.Time(Instant.EPOCH),
            ResourceType.OBJLNK, Value.ObjectLink.NULL,
            ResourceType.CORELNK, new Value.CoreLinks(""),
            ResourceType.NONE, Value.NONE);

    @Test
    void belongsToOneResourceType() {
        for (var type : ResourceType.values()) {
            var accepted = ONE_OF_EACH.values().stream().filter(type::accepts).toList();
            assertEquals(List.of(ONE_OF_EACH.get(type)), accepted);
        }
    }

    @Test
    void anObjectLinkHasTwoIdsOf16Bits() {
        assertEquals("66:0", new Value.ObjectLink(66, 0).toString());
        assertEquals(new Value.ObjectLink(65535, 65535), Value.ObjectLink.NULL);
        for (var ids : new int[][] {{-1, 0}, {0, -1}, {65536, 0}, {0, 65536}}) {
            assertThrows(IllegalArgumentException.class, () -> new Value.ObjectLink(ids[0], ids[1]));
        }
    }

    @Test
    void anUnsignedPrintsAllItsBitsAsANumber() {
        assertEquals("Unsigned[value=18446744073709551615]", new Value.Unsigned(-1).toString());
    }

    @Test
    void anOpaqueDoesNotPrintWhatItHolds() {
        assertEquals("Opaque[value=6 bytes]", new Value.Opaque(Bytes.utf8("secret")).toString());
    }
}
