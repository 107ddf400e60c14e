package org.lwm2m.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;

/**
 * What holds for every codec: the vectors beside its test, read and made to the byte; every value that it can carry
 * comes back as it was; and whatever bytes come, it answers with entries or with a status that the api names.
 */
public abstract class CodecContract {

    /** One resource that any codec of values can carry alone. */
    private static final Path ALONE = Path.of(65000, 0, 1);

    private static final Set<Status> REFUSALS = Set.of(Status.BAD_REQUEST, Status.UNSUPPORTED_FORMAT, Status.TOO_LARGE);

    private static final Map<ResourceType, List<Value>> VALUES = SomeValues.EDGES;
    private static final long SEED = Long.getLong("codec.seed", 20260101);
    private static final int ROUNDS = 500;

    protected abstract Codec codec();

    @TestFactory
    Stream<DynamicTest> readsEachVector() {
        return vectors()
                .map(vector -> dynamicTest(vector.name(), () -> {
                    if (vector.refused().isPresent()) {
                        var failure = assertThrows(LwM2mException.class, () -> decode(vector));
                        assertEquals(vector.refused().get(), failure.status(), failure.getMessage());
                    } else {
                        assertEquals(vector.entries(), decode(vector));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> makesEachVector() {
        return vectors()
                .filter(Vector::encodes)
                .map(vector -> dynamicTest(vector.name(), () -> {
                    var made = codec().encode(vector.base(), vector.entries());
                    assertEquals(vector.payload().hex(), made.hex());
                }));
    }

    @TestFactory
    Stream<DynamicTest> givesBackEachValueThatItCanCarry() {
        return VALUES.keySet().stream()
                .map(type -> dynamicTest(type.name(), () -> {
                    for (var value : VALUES.get(type)) {
                        returns(type, value);
                    }
                }));
    }

    /** Made up, and the same for the same seed: {@code -Dcodec.seed}. */
    @TestFactory
    Stream<DynamicTest> givesBackWhateverItCanCarry() {
        return VALUES.keySet().stream()
                .map(type -> dynamicTest(type + ", codec.seed=" + SEED, () -> {
                    var random = new Random(SEED);
                    for (var round = 0; round < ROUNDS; round++) {
                        returns(type, SomeValues.any(type, random));
                    }
                }));
    }

    @Test
    void carriesValuesOfAtLeastOneType() {
        assertTrue(VALUES.values().stream().anyMatch(values -> carries(values.get(0))));
    }

    @Test
    void keepsThePrefixOfTheRequest() {
        good().filter(CodecContract::withoutPrefixes).forEach(vector -> {
            var base = vector.base().in("d01");
            var decoded = codec().decode(base, vector.payload(), vector.resourceTypes());
            var expected = vector.entries().stream()
                    .map(each -> Entry.of(each.path().in("d01"), each.value()))
                    .toList();
            assertEquals(expected, decoded, vector.name());
        });
    }

    @Test
    void refusesToMakeWhatIsNotUnderThePathOfTheRequest() {
        var elsewhere = List.of(Entry.of(Path.of(65000, 1, 1), new Value.Opaque(Bytes.of((byte) 1))));
        var failure = assertThrows(LwM2mException.class, () -> codec().encode(ALONE, elsewhere));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status());
    }

    /** Cut short, it may still be good for other values; it never fails but as the api says. */
    @Test
    void endsWellOnEveryBeginningOfAVector() {
        vectors().forEach(vector -> {
            for (var size = 0L; size < vector.payload().size(); size++) {
                endsWell(vector.with(vector.payload().slice(0, size)));
            }
        });
    }

    @Test
    void endsWellOnEveryVectorWithABitFlipped() {
        vectors().forEach(vector -> {
            for (var bit = 0; bit < vector.payload().size() * 8; bit++) {
                var bytes = vector.payload().array();
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                endsWell(vector.with(Bytes.wrap(bytes)));
            }
        });
    }

    @Test
    void endsWellOnNoise() {
        var random = new Random(SEED);
        var some = vectors().toList();
        for (var round = 0; round < 20_000; round++) {
            var noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            var vector = some.get(round % some.size()).with(Bytes.wrap(noise));
            assertDoesNotThrow(
                    () -> endsWell(vector),
                    () -> "codec.seed=" + SEED + ": " + HexFormat.of().formatHex(noise));
        }
    }

    /** A megabyte of anything takes no time worth speaking of, so no work grows faster than the payload. */
    @Test
    void isQuickWithALargePayload() {
        var random = new Random(1);
        for (var fill : new int[] {0, 0x41, 0xc0, 0xc1, '[', '{', '9', '<', 0xff, -1}) {
            var large = new byte[1 << 20];
            Arrays.fill(large, (byte) fill);
            if (fill == -1) {
                random.nextBytes(large);
            }
            for (var base : List.of(ALONE.upTo(1), ALONE.upTo(2), ALONE, ALONE.child(0))) {
                var vector = new Vector("large", base, Bytes.wrap(large), List.of(), Map.of(), false, Optional.empty());
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> endsWell(vector));
            }
        }
    }

    /** A payload that would not fit into memory is refused before it is read, unless it need not be. */
    @Test
    @Proves("FMT-19")
    void readsNothingThatWouldNotFitIntoMemory() {
        endsWell(new Vector("huge", ALONE, new Huge(), List.of(), Map.of(), false, Optional.empty()));
    }

    private void returns(ResourceType type, Value value) {
        if (carries(value)) {
            var entries = List.of(Entry.of(ALONE, value));
            var payload = codec().encode(ALONE, entries);
            assertEquals(entries, codec().decode(ALONE, payload, path -> Optional.of(type)));
        }
    }

    private boolean carries(Value value) {
        try {
            codec().encode(ALONE, List.of(Entry.of(ALONE, value)));
            return true;
        } catch (LwM2mException e) {
            assertEquals(Status.NOT_ACCEPTABLE, e.status(), e.getMessage());
            return false;
        }
    }

    private void endsWell(Vector vector) {
        for (var types : List.of(vector.resourceTypes(), ResourceTypes.UNKNOWN)) {
            try {
                codec().decode(vector.base(), vector.payload(), types).forEach(entry -> {
                    assertTrue(under(vector.base(), entry.path()), entry + " is not under " + vector.base());
                });
            } catch (LwM2mException e) {
                assertTrue(REFUSALS.contains(e.status()), () -> e.status() + ": " + e.getMessage());
                assertTrue(e.getMessage().length() < 500, e::getMessage);
            }
        }
    }

    /** Under the root there is everything, also what is behind a gateway. */
    private static boolean under(Path base, Path path) {
        return base.contains(path) || base.equals(Path.ROOT);
    }

    private static boolean withoutPrefixes(Vector vector) {
        return vector.entries().stream().allMatch(entry -> entry.path().prefix().isEmpty());
    }

    private List<Entry> decode(Vector vector) {
        return codec().decode(vector.base(), vector.payload(), vector.resourceTypes());
    }

    private Stream<Vector> vectors() {
        return VectorFile.beside(getClass()).stream();
    }

    private Stream<Vector> good() {
        return vectors().filter(each -> each.refused().isEmpty());
    }

    /** More bytes than an array has, kept somewhere else; nobody may ask for all of them. */
    private static final class Huge extends Bytes {

        @Override
        public long size() {
            return 1L << 40;
        }

        @Override
        public Bytes slice(long offset, long size) {
            throw new AssertionError("read " + size + " bytes");
        }

        @Override
        public ByteBuffer buffer() {
            throw new AssertionError("read all");
        }
    }
}
