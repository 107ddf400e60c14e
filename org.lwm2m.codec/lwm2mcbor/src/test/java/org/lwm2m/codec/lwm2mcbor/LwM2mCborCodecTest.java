package org.lwm2m.codec.lwm2mcbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
import org.lwm2m.testing.CodecContract;
import org.lwm2m.testing.Proves;

@Proves({"FMT-10", "FMT-15", "FMT-16"})
class LwM2mCborCodecTest extends CodecContract {

    private static final ResourceTypes INTEGERS = path -> Optional.of(ResourceType.INTEGER);

    private final LwM2mCborCodec codec = new LwM2mCborCodec(Map.of());

    @Override
    protected Codec codec() {
        return codec;
    }

    @Test
    void putsEntriesInTheOrderOfTheirPaths() {
        var mixed = List.of(number("/3/0/9", 1), number("/3/0/6/1", 5), number("/3/0/0", 2), number("/3/0/6/0", 1));
        assertEquals(
                "a1820300a3000206a2000101050901",
                codec.encode(Path.parse("/3/0"), mixed).hex());
    }

    @Test
    void refusesTwoValuesOfOnePath() {
        assertRefused("/3/0", number("/3/0/9", 1), number("/3/0/9", 2));
        assertRefused("/3/0", number("/3/0/9", 1), number("/3/0/8", 2), number("/3/0/9", 2));
        assertRefused("/3/0", number("/3/0/9", 1), number("/3/0/9/0", 2));
        assertRefused("/16", Entry.of(Path.parse("/16/1"), Value.NONE), number("/16/1/0", 2));
    }

    @Test
    void refusesWhatMapsCannotSay() {
        assertRefused("/3/0", number("/3/0", 1));
        assertRefused("/3/0", number("/3/1/9", 1));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Real(Double.NaN)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Real(Double.POSITIVE_INFINITY)));
        assertRefused("/d01/3/0", number("/3/0/9", 1));
    }

    @Test
    void saysAtWhichByteAPayloadIsWrong() {
        assertEquals(
                "LwM2M CBOR at byte 8: /3/0/10 has text, the resource is of type integer",
                failure("/3/0", "a1820300a209010a6131").getMessage());
        assertEquals(
                "LwM2M CBOR at byte 1: a value where there is no resource",
                failure("/", "a10305").getMessage());
        assertEquals(
                "LwM2M CBOR at byte 8: longer than the payload",
                failure("/", "a1820300a209010a61").getMessage());
    }

    @Test
    void readsNoMoreValuesThanItsConfigurationAllows() {
        var strict = new LwM2mCborCodec(Map.of("records.max", 2, "payload.max.bytes", "14", "nesting.max", -1));
        var base = Path.parse("/3/0");
        assertEquals(
                2,
                strict.decode(base, Bytes.hex("a1820300a20901" + "0a02"), INTEGERS)
                        .size());
        var many = assertThrows(
                LwM2mException.class, () -> strict.decode(base, Bytes.hex("a1820300a309010a020b03"), INTEGERS));
        assertEquals(Status.TOO_LARGE, many.status());
        var large = assertThrows(
                LwM2mException.class, () -> strict.decode(base, Bytes.wrap(new byte[15]), ResourceTypes.UNKNOWN));
        assertEquals(Status.TOO_LARGE, large.status());
    }

    @Test
    @Proves("FMT-19")
    void refusesMoreValuesThanAnyClientHas() {
        var payload = new StringBuilder("bf");
        for (var id = 0; id <= 100_000; id++) {
            payload.append("8319fde819%04x19%04x00".formatted(id / 1000, id % 1000));
        }
        var failure = assertThrows(
                LwM2mException.class,
                () -> codec.decode(Path.ROOT, Bytes.hex(payload.append("ff").toString()), INTEGERS));
        assertEquals(Status.TOO_LARGE, failure.status());
    }

    @Test
    void comesBackWholeWhateverIsInIt() {
        var random = new Random(11544);
        for (var round = 0; round < 2000; round++) {
            var entries = entries(random);
            var shuffled = new ArrayList<>(entries);
            Collections.shuffle(shuffled, random);
            var payload = codec.encode(Path.ROOT, shuffled);
            assertEquals(entries, codec.decode(Path.ROOT, payload, INTEGERS), payload.hex());
        }
    }

    @Test
    void isNeverLongerThanAKeyForEachValueOrMapsInMaps() {
        var random = new Random(60);
        for (var round = 0; round < 2000; round++) {
            var entries = entries(random);
            var size = codec.encode(Path.ROOT, entries).size();
            if (!entries.isEmpty()) {
                assertTrue(size <= flat(entries), entries::toString);
            }
        }
    }

    /** What it would take with each path in full. */
    private long flat(List<Entry> entries) {
        return entries.stream()
                        .mapToLong(
                                entry -> codec.encode(Path.ROOT, List.of(entry)).size() - 1)
                        .sum()
                + (entries.size() < 24 ? 1 : entries.size() < 256 ? 2 : 3);
    }

    /** Some integers here and there, ids and prefixes often the same. */
    private static List<Entry> entries(Random random) {
        var values = new TreeMap<Path, Value>();
        var widest = List.of(2, 5, 40, 1000, 65535).get(random.nextInt(5));
        for (var i = random.nextInt(40); i > 0; i--) {
            var ids = new int[3 + random.nextInt(2)];
            for (var level = 0; level < ids.length; level++) {
                ids[level] = random.nextInt(widest);
            }
            // Resources of even numbers have instances, others have none.
            ids[2] = ids.length == 4 ? ids[2] & ~1 : ids[2] | 1;
            var path = Path.of(Math.min(ids[2], 65534) == ids[2] ? ids : new int[] {1, 2, 3});
            values.put(
                    path.in(random.nextInt(4) == 0 ? "d0" + random.nextInt(2) : ""), new Value.Int(random.nextLong()));
        }
        return values.entrySet().stream()
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .toList();
    }

    private LwM2mException failure(String base, String payload) {
        return assertThrows(LwM2mException.class, () -> codec.decode(Path.parse(base), Bytes.hex(payload), INTEGERS));
    }

    private void assertRefused(String base, Entry... entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec.encode(Path.parse(base), List.of(entries)));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status(), failure.getMessage());
    }

    private static Entry number(String path, long value) {
        return Entry.of(Path.parse(path), new Value.Int(value));
    }
}
