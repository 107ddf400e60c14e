package org.lwm2m.codec.senmlcbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.testing.Proves;

@Proves("FMT-11")
class EtchCborCodecTest {

    private final EtchCborCodec codec = new EtchCborCodec(Map.of());

    @Test
    void namesWhatToRead() {
        var paths = Stream.of("/3/0/0", "/3/0/9", "/1/0/1").map(Path::parse).toList();
        var payload = codec.encodePaths(paths);
        assertEquals("83a100662f332f302f30a100662f332f302f39a100662f312f302f31", payload.hex());
        assertEquals(paths, codec.decodePaths(payload));
        assertEquals(
                Stream.of("/4/0/0", "/4/0/1", "/4/0/2", "/6/0").map(Path::parse).toList(),
                codec.decodePaths(Bytes.hex("84a221652f342f302f006130a1006131a1006132a221632f362f006130")));
    }

    @Test
    void refusesARecordThatNamesAndHasAnythingElse() {
        for (var field : List.of(
                "0201", "036161", "04f5", "084101", "63766c6f63303a30", "0501", "0701", "2401", "2501", "617801")) {
            var payload = Bytes.hex("82a100662f332f302f39a200662f332f302f38" + field);
            assertBad(field, () -> codec.decodePaths(payload));
        }
        assertBad("nothing", () -> codec.decodePaths(Bytes.hex("80")));
    }

    @Test
    void removesAResourceInstance() {
        var removed = List.of(Entry.of(Path.parse("/34/0/1/1"), Value.NONE));
        var payload = Bytes.hex("81a200692f33342f302f312f3102f6");
        assertEquals(payload, codec.encode(Path.ROOT, removed));
        assertEquals(removed, codec.decode(Path.ROOT, payload, ResourceTypes.UNKNOWN));
    }

    @Test
    void keepsTheOrderOfChangesAlsoOfOnePath() {
        var path = Path.parse("/34/0/1/1");
        var changes = List.of(
                Entry.of(path, new Value.Text("a")),
                Entry.of(path, Value.NONE),
                Entry.of(Path.parse("/1/0/6"), new Value.Flag(true)),
                Entry.of(path, new Value.Text("b")));
        var payload = codec.encode(Path.ROOT, changes);
        assertEquals(changes, codec.decode(Path.ROOT, payload, ResourceTypes.UNKNOWN));
    }

    private static void assertBad(String what, Runnable decoding) {
        assertEquals(
                Status.BAD_REQUEST,
                assertThrows(LwM2mException.class, decoding::run, what).status(),
                what);
    }
}
