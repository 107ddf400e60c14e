package org.lwm2m.codec.senmljson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

@Proves({"FMT-07", "FMT-12", "FMT-18", "FMT-20"})
class SenmlJsonCodecTest extends CodecContract {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.5Z");
    private static final ResourceTypes FLOATS = path -> Optional.of(ResourceType.FLOAT);

    private final SenmlJsonCodec codec = new SenmlJsonCodec(Limits.STANDARD, Clock.fixed(NOW, ZoneOffset.UTC));

    @Override
    protected Codec codec() {
        return codec;
    }

    @Test
    void keepsAllPlacesOfTimesThatAreFarApart() {
        var base = Path.parse("/3/0");
        var one = Entry.of(Path.parse("/3/0/8"), new Value.Int(1), Instant.ofEpochSecond(1_000_000_000));
        var other = Entry.of(Path.parse("/3/0/9"), new Value.Int(2), Instant.ofEpochSecond(1_700_000_000, 347_832_471));
        var entries = List.of(one, other);
        assertEquals(entries, codec.decode(base, codec.encode(base, entries), ResourceTypes.UNKNOWN));
    }

    @Test
    void readsAHistory() {
        var payload = "[{\"bn\":\"/72/\",\"bt\":25462634,\"n\":\"1/2\",\"v\":22.4,\"t\":-5},"
                + "{\"n\":\"1/2\",\"v\":22.9,\"t\":-30},{\"n\":\"1/2\",\"v\":24.1,\"t\":-50}]";
        var history = List.of(
                real("/72/1/2", 22.4, 25462629), real("/72/1/2", 22.9, 25462604), real("/72/1/2", 24.1, 25462584));
        assertEquals(history, decode("/72", payload));
        assertEquals(
                "[{\"bn\":\"/72/\",\"bt\":25462629,\"n\":\"1/2\",\"v\":22.4},"
                        + "{\"n\":\"1/2\",\"v\":22.9,\"t\":-25},{\"n\":\"1/2\",\"v\":24.1,\"t\":-45}]",
                encode("/72", history));
    }

    @Test
    void countsSmallTimesFromNow() {
        var payload = "[{\"n\":\"/72/1/2\",\"v\":1,\"t\":-5},{\"n\":\"/72/1/2\",\"v\":2,\"t\":268435455.5},"
                + "{\"n\":\"/72/1/2\",\"v\":3,\"t\":268435456},{\"n\":\"/72/1/2\",\"v\":4},"
                + "{\"bt\":-10,\"n\":\"/72/1/2\",\"v\":5,\"t\":2}]";
        assertEquals(
                List.of(
                        Optional.of(NOW.minusSeconds(5)),
                        Optional.of(NOW.plusSeconds(268435455).plusMillis(500)),
                        Optional.of(Instant.ofEpochSecond(268435456)),
                        Optional.empty(),
                        Optional.of(NOW.minusSeconds(8))),
                decode("/72", payload).stream().map(Entry::time).toList());
    }

    @Test
    void keepsTimesWithAndWithoutFractions() {
        var times = Stream.of("2016-10-11T11:50:13Z", "2016-10-11T11:50:13.25Z", "2016-10-11T11:50:12.999999Z")
                .map(Instant::parse)
                .map(Optional::of)
                .toList();
        var path = Path.parse("/72/1/2");
        var entries = Stream.concat(times.stream(), Stream.of(Optional.<Instant>empty()))
                .map(time -> new Entry(path, new Value.Real(0.5), time))
                .toList();
        var payload = encode("/72/1/2", entries);
        assertEquals(
                "[{\"bn\":\"/72/1/2\",\"bt\":1476186613,\"v\":0.5},{\"v\":0.5,\"t\":0.25},{\"v\":0.5,\"t\":-0.000001},"
                        + "{\"bt\":0,\"v\":0.5}]",
                payload);
        assertEquals(entries, decode("/72/1/2", payload));
    }

    @Test
    void writesAsMuchOfItsNameAsARecordNeeds() {
        var one = Entry.of(Path.parse("/3/0/6"), new Value.Int(1));
        var inside = Entry.of(Path.parse("/3/0/6/1"), new Value.Int(5));
        assertEquals("[{\"bn\":\"/3/0/6\",\"v\":1}]", encode("/3/0/6", List.of(one)));
        assertEquals("[{\"bn\":\"/3/0/6/\",\"n\":\"1\",\"v\":5}]", encode("/3/0/6", List.of(inside)));
        assertEquals("[{\"n\":\"/3/0/6\",\"v\":1}]", encode("/", List.of(one)));
        assertEquals(
                "[{\"n\":\"/3/0/6\",\"v\":1},{\"n\":\"/3/0/6/1\",\"v\":5}]", encode("/3/0/6", List.of(one, inside)));
        assertEquals(
                "[{\"bn\":\"/d\\\"1/3/0/6\",\"v\":1}]",
                encode("/d\"1/3/0/6", List.of(Entry.of(one.path().in("d\"1"), one.value()))));
    }

    @Test
    void readsAPayloadThatIsTooLongToBeCopied() {
        var text = "\u00e4\u20ac ".repeat(30_000);
        var entries = List.of(
                Entry.of(Path.parse("/3/0/0"), new Value.Text(text)), Entry.of(Path.parse("/3/0/9"), new Value.Int(7)));
        var payload = codec.encode(Path.parse("/3/0"), entries);
        assertEquals(entries, codec.decode(Path.parse("/3/0"), payload, ResourceTypes.UNKNOWN));
        var broken = payload.array();
        broken[broken.length / 2] = (byte) 0xff;
        var failure = assertThrows(
                LwM2mException.class,
                () -> codec.decode(Path.parse("/3/0"), Bytes.wrap(broken), ResourceTypes.UNKNOWN));
        assertEquals(Status.BAD_REQUEST, failure.status());
    }

    @Test
    void leavesOutWhatHasNoValue() {
        var entries = List.of(
                Entry.of(Path.parse("/16/0"), Value.NONE),
                Entry.of(Path.parse("/16/1/0"), Value.NONE),
                Entry.of(Path.parse("/16/1/1"), new Value.Flag(true)));
        assertEquals("[{\"bn\":\"/16/\",\"n\":\"1/1\",\"vb\":true}]", encode("/16", entries));
    }

    @Test
    void refusesWhatSenmlCannotSay() {
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Real(Double.NaN)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Real(Double.NEGATIVE_INFINITY)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0"), new Value.Int(1)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/1/9"), new Value.Int(1)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/6/1"), Value.NONE));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Int(1), Instant.EPOCH));
        assertRefused("/d01/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Int(1)));
    }

    @Test
    void saysAtWhichByteAPayloadIsWrong() {
        assertEquals(
                "SenML JSON at byte 2: /3/0/9 has text, the resource is of type float",
                failure("[{\"n\":\"/3/0/9\",\"vs\":\"secret\"}]").getMessage());
        assertEquals(
                "SenML JSON at byte 19: a field is there twice",
                failure("[{\"n\":\"/3/0/9\",\"n\":\"x\"}]").getMessage());
    }

    @Test
    void readsAndWritesNamesAlone() {
        var paths = Stream.of("/3/0/0", "/3/0/9", "/1", "/", "/d01/3", "/d01")
                .map(Path::parse)
                .toList();
        var payload = codec.encodePaths(paths);
        assertEquals(
                "[{\"n\":\"/3/0/0\"},{\"n\":\"/3/0/9\"},{\"n\":\"/1\"},{\"n\":\"/\"},{\"n\":\"/d01/3\"},{\"n\":\"/d01\"}]",
                payload.utf8());
        assertEquals(paths, codec.decodePaths(payload));
        assertEquals(
                Stream.of("/4/0/0", "/4/0/1", "/4/0/2", "/6/0").map(Path::parse).toList(),
                codec.decodePaths(
                        Bytes.utf8(
                                "[{\"bn\":\"/4/0/\",\"n\":\"0\"},{\"n\":\"1\"},{\"n\":\"2\",\"x\":1},{\"bn\":\"/6/\",\"n\":\"0\"}]")));
    }

    @Test
    void refusesNamesThatAreNone() {
        for (var payload : List.of(
                "[]",
                "[{}]",
                "[{\"n\":\"\"}]",
                "[{\"n\":\"3\"}]",
                "[{\"n\":\"/3\",\"v\":1}]",
                "[{\"n\":\"/3\",\"x_\":1}]",
                "[{\"bn\":\"/d01/3/0/\",\"n\":\"0\"},{\"n\":\"/9\"}]",
                "",
                "[",
                "[{\"n\":\"/3\"}")) {
            var failure = assertThrows(LwM2mException.class, () -> codec.decodePaths(Bytes.utf8(payload)), payload);
            assertEquals(Status.BAD_REQUEST, failure.status(), payload);
        }
    }

    @Test
    void givesPathsThePrefixOfTheRequestOnceHoweverTheyAreWritten() {
        for (var base : List.of("/lwm2m", "/lwm2m/3", "/lwm2m/3/0")) {
            for (var name : List.of("/3/0/9", "/lwm2m/3/0/9")) {
                assertEquals(
                        Path.parse("/lwm2m/3/0/9"),
                        decode(base, "[{\"n\":\"" + name + "\",\"v\":1}]")
                                .get(0)
                                .path());
            }
        }
        for (var name : List.of("/d01/3/0/9", "/lwm2m/d01/3/0/9")) {
            assertEquals(
                    Path.parse("/lwm2m/d01/3/0/9"),
                    decode("/lwm2m", "[{\"n\":\"" + name + "\",\"v\":1}]")
                            .get(0)
                            .path());
        }
    }

    @Test
    @Proves("FMT-19")
    void readsNoMoreThanItsConfigurationAllows() {
        var strict = new SenmlJsonCodec(Map.of("records.max", 2, "payload.max.bytes", 100, "nesting.max", 1));
        var root = Path.ROOT;
        var record = "{\"n\":\"/3/0/%d\",\"v\":1}";
        var two = "[" + record.formatted(1) + "," + record.formatted(2);
        assertEquals(2, strict.decode(root, Bytes.utf8(two + "]"), FLOATS).size());
        for (var payload : List.of(
                two + "," + record.formatted(3) + "]", " ".repeat(101), "[{\"n\":\"/3/0/1\",\"v\":1,\"x\":[[]]}]")) {
            var failure =
                    assertThrows(LwM2mException.class, () -> strict.decode(root, Bytes.utf8(payload), FLOATS), payload);
            assertEquals(Status.TOO_LARGE, failure.status(), payload);
        }
    }

    private String encode(String base, List<Entry> entries) {
        return codec.encode(Path.parse(base), entries).utf8();
    }

    private List<Entry> decode(String base, String payload) {
        return codec.decode(Path.parse(base), Bytes.utf8(payload), FLOATS);
    }

    private LwM2mException failure(String payload) {
        return assertThrows(LwM2mException.class, () -> decode("/3/0", payload));
    }

    private void assertRefused(String base, Entry... entries) {
        var failure = assertThrows(LwM2mException.class, () -> encode(base, List.of(entries)));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status(), failure.getMessage());
    }

    private static Entry real(String path, double value, long seconds) {
        return Entry.of(Path.parse(path), new Value.Real(value), Instant.ofEpochSecond(seconds));
    }
}
