package org.lwm2m.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.notation.Limits;
import org.lwm2m.testing.CodecContract;
import org.lwm2m.testing.Proves;

@Proves("FMT-20")
class JsonCodecTest extends CodecContract {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.5Z");
    private static final ResourceTypes FLOATS = path -> Optional.of(ResourceType.FLOAT);

    private final JsonCodec codec = new JsonCodec(Limits.STANDARD, Clock.fixed(NOW, ZoneOffset.UTC));

    @Override
    protected Codec codec() {
        return codec;
    }

    @Test
    void keepsTimesOfAHistory() {
        var path = Path.parse("/72/1/2");
        var history = List.of(
                Entry.of(path, new Value.Real(22.4), Instant.ofEpochSecond(25462629)),
                Entry.of(path, new Value.Real(22.9), Instant.ofEpochMilli(25462604_250L)),
                Entry.of(path, new Value.Real(24.1)));
        var payload = codec.encode(Path.of(72), history);
        assertEquals(
                "{\"bn\":\"/72/\",\"bt\":25462629,\"e\":[{\"n\":\"1/2\",\"v\":22.4},{\"n\":\"1/2\",\"v\":22.9,\"t\":-24.75},"
                        + "{\"n\":\"1/2\",\"v\":24.1,\"t\":-25462629}]}",
                payload.utf8());
        assertEquals(history, codec.decode(Path.of(72), payload, FLOATS));
    }

    @Test
    void countsTimesUpToZeroFromNow() {
        var payload = "{\"bn\":\"/72/1/2\",\"e\":[{\"v\":1,\"t\":-5},{\"v\":2},{\"v\":3,\"t\":1}]}";
        assertEquals(
                List.of(Optional.of(NOW.minusSeconds(5)), Optional.empty(), Optional.of(Instant.ofEpochSecond(1))),
                times(payload));
    }

    @Test
    void takesABaseTimeThatComesAfterTheElements() {
        var payload = "{\"bn\":\"/72/1/2\",\"e\":[{\"v\":1,\"t\":-5}],\"bt\":100}";
        assertEquals(List.of(Optional.of(Instant.ofEpochSecond(95))), times(payload));
    }

    @Test
    void leavesOutWhatHasNoValue() {
        var entries = List.of(
                Entry.of(Path.parse("/16/0"), Value.NONE),
                Entry.of(Path.parse("/16/1/0"), Value.NONE),
                Entry.of(Path.parse("/16/1/1"), new Value.Flag(true)));
        assertEquals(
                "{\"bn\":\"/16/\",\"e\":[{\"n\":\"1/1\",\"bv\":true}]}",
                codec.encode(Path.of(16), entries).utf8());
    }

    @Test
    void refusesWhatItCannotSay() {
        assertRefused("/", Entry.of(Path.parse("/3/0/9"), new Value.Int(1)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0"), new Value.Int(1)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/1/9"), new Value.Int(1)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/6/1"), Value.NONE));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Real(Double.NaN)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Int(1), Instant.EPOCH));
    }

    @Test
    void saysAtWhichByteAPayloadIsWrong() {
        var payload = Bytes.utf8("{\"bn\":\"/3/0/\",\"e\":[{\"n\":\"9\",\"sv\":\"secret\"}]}");
        var failure = assertThrows(LwM2mException.class, () -> codec.decode(Path.parse("/3/0"), payload, FLOATS));
        assertEquals("OMA JSON at byte 19: /3/0/9 has text, the resource is of type float", failure.getMessage());
    }

    @Test
    void keepsItsWordsShortHoweverLongTheNameThatTheyQuote() {
        var payload = Bytes.utf8("{\"e\":[{\"n\":\"" + "x".repeat(100_000) + "\",\"v\":1}]}");
        var failure = assertThrows(LwM2mException.class, () -> codec.decode(Path.parse("/3/0"), payload, FLOATS));
        assertTrue(failure.getMessage().length() < 500, failure::getMessage);
    }

    @Test
    @Proves("FMT-19")
    void readsNoMoreThanItsConfigurationAllows() {
        var strict = new JsonCodec(Map.of("records.max", 2, "payload.max.bytes", 100, "nesting.max", 3));
        var base = Path.parse("/3/0");
        var two = "{\"bn\":\"/3/0/\",\"e\":[{\"n\":\"1\",\"v\":1},{\"n\":\"2\",\"v\":1}";
        assertEquals(2, strict.decode(base, Bytes.utf8(two + "]}"), FLOATS).size());
        for (var payload : List.of(two + ",{\"n\":\"3\",\"v\":1}]}", " ".repeat(101), "{\"x\":[[[[]]]],\"e\":[]}")) {
            var failure =
                    assertThrows(LwM2mException.class, () -> strict.decode(base, Bytes.utf8(payload), FLOATS), payload);
            assertEquals(Status.TOO_LARGE, failure.status(), payload);
        }
    }

    private List<Optional<Instant>> times(String payload) {
        return codec.decode(Path.parse("/72/1/2"), Bytes.utf8(payload), FLOATS).stream()
                .map(Entry::time)
                .toList();
    }

    private void assertRefused(String base, Entry... entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec.encode(Path.parse(base), List.of(entries)));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status(), failure.getMessage());
    }
}
