package org.lwm2m.codec.senmljson;

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
class EtchJsonCodecTest {

    private final EtchJsonCodec codec = new EtchJsonCodec(Map.of());

    @Test
    void namesWhatToRead() {
        var paths = Stream.of("/3/0/0", "/3/0/9", "/1/0/1").map(Path::parse).toList();
        var payload = codec.encodePaths(paths);
        assertEquals("[{\"n\":\"/3/0/0\"},{\"n\":\"/3/0/9\"},{\"n\":\"/1/0/1\"}]", payload.utf8());
        assertEquals(paths, codec.decodePaths(payload));
        assertEquals(
                List.of(Path.parse("/3/0/9")),
                codec.decodePaths(
                        Bytes.utf8("[{\"bn\":\"/3/0/\",\"bt\":5,\"bu\":\"%\",\"n\":\"9\",\"t\":0,\"u\":\"V\"}]")));
    }

    @Test
    void refusesARecordThatNamesAndHasAnythingElse() {
        for (var field : List.of("v", "vs", "vb", "vd", "vlo", "s", "ut", "bv", "bs", "x")) {
            var value = field.equals("vb") ? "true" : field.length() == 1 || field.startsWith("b") ? "1" : "\"AAAA\"";
            var payload = Bytes.utf8("[{\"n\":\"/3/0/9\"},{\"n\":\"/3/0/10\",\"%s\":%s}]".formatted(field, value));
            assertBad(field, () -> codec.decodePaths(payload));
        }
        assertBad("nothing", () -> codec.decodePaths(Bytes.utf8("[]")));
    }

    @Test
    void removesAResourceInstance() {
        var removed = List.of(Entry.of(Path.parse("/34/0/1/1"), Value.NONE));
        var payload = Bytes.utf8("[{\"n\":\"/34/0/1/1\",\"v\":null}]");
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

    @Test
    void refusesAChangeWithoutAValue() {
        assertBad("no value", () -> decode("[{\"n\":\"/34/0/1/1\"}]"));
        assertBad("null text", () -> decode("[{\"n\":\"/34/0/1/1\",\"vs\":null}]"));
        assertBad("an instance", () -> decode("[{\"n\":\"/34/0\",\"v\":null}]"));
    }

    private void decode(String payload) {
        codec.decode(Path.ROOT, Bytes.utf8(payload), ResourceTypes.UNKNOWN);
    }

    private static void assertBad(String what, Runnable decoding) {
        assertEquals(
                Status.BAD_REQUEST,
                assertThrows(LwM2mException.class, decoding::run, what).status(),
                what);
    }
}
