package org.lwm2m.testing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** Values of each type: those at the edges, and any. */
final class SomeValues {

    private static final String LETTERS = "aZ09 /:\"\\\n\t\u0001\u007fäß€日\uD83D\uDE00";

    static final Map<ResourceType, List<Value>> EDGES = Map.of(
            ResourceType.STRING, texts("", "a", "U", "äöü", "日本語", "\uD83D\uDE00", " blanks \n", "x".repeat(300)),
            ResourceType.INTEGER,
                    integers(
                            0,
                            1,
                            -1,
                            127,
                            128,
                            -128,
                            -129,
                            255,
                            256,
                            32767,
                            -32768,
                            65535,
                            Integer.MIN_VALUE,
                            1L << 40),
            ResourceType.UNSIGNED, unsigned(0, 1, 200, 255, 256, 65535, 65536, 0xffffffffL, 1L << 32, -1),
            ResourceType.FLOAT, reals(0, 22.5, 22.4, -1e-9, 6.667e-11, 1e20, 1e300, Double.MIN_VALUE, Float.MAX_VALUE),
            ResourceType.BOOLEAN, List.of(new Value.Flag(true), new Value.Flag(false)),
            ResourceType.OPAQUE, octets(0, 1, 7, 8, 255, 256, 70_000),
            ResourceType.TIME, times(0, 1476186613, -1, 1L << 33),
            ResourceType.OBJLNK, List.of(new Value.ObjectLink(66, 0), Value.ObjectLink.NULL),
            ResourceType.CORELNK, List.of(new Value.CoreLinks("</3/0/1>;pmin=10,</3/0/2>")));

    private SomeValues() {}

    /** Long or short, large or small with about the same likelihood. */
    static Value any(ResourceType type, Random random) {
        var whole = random.nextLong() >> random.nextInt(64);
        return switch (type) {
            case INTEGER -> new Value.Int(whole);
            case UNSIGNED -> new Value.Unsigned(random.nextLong() >>> random.nextInt(64));
            case FLOAT -> new Value.Real(real(whole, random));
            case BOOLEAN -> new Value.Flag(random.nextBoolean());
            case OPAQUE -> new Value.Opaque(octets(random));
            case TIME -> new Value.Time(Instant.ofEpochSecond(random.nextInt()));
            case OBJLNK -> new Value.ObjectLink(random.nextInt(65536), random.nextInt(65536));
            case CORELNK -> new Value.CoreLinks("</3/" + random.nextInt(65535) + ">;pmin=" + random.nextInt(100));
            default -> new Value.Text(text(random));
        };
    }

    private static double real(long whole, Random random) {
        var bits = Double.longBitsToDouble(random.nextLong());
        return random.nextBoolean() || !Double.isFinite(bits) ? whole / 1000.0 : bits;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(1 << random.nextInt(10)), 0, LETTERS.codePointCount(0, LETTERS.length()))
                .mapToObj(at -> Character.toString(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at))))
                .collect(Collectors.joining());
    }

    private static Bytes octets(Random random) {
        var octets = new byte[random.nextInt(1 << random.nextInt(12))];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }

    private static List<Value> texts(String... texts) {
        return Stream.of(texts).<Value>map(Value.Text::new).toList();
    }

    private static List<Value> integers(long... numbers) {
        var extremes = LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE);
        return LongStream.concat(Arrays.stream(numbers), extremes)
                .<Value>mapToObj(Value.Int::new)
                .toList();
    }

    private static List<Value> unsigned(long... numbers) {
        return Arrays.stream(numbers).<Value>mapToObj(Value.Unsigned::new).toList();
    }

    private static List<Value> reals(double... numbers) {
        return Arrays.stream(numbers).<Value>mapToObj(Value.Real::new).toList();
    }

    private static List<Value> octets(int... sizes) {
        return Arrays.stream(sizes)
                .<Value>mapToObj(size -> new Value.Opaque(Bytes.wrap(new byte[size])))
                .toList();
    }

    private static List<Value> times(long... seconds) {
        return Arrays.stream(seconds)
                .<Value>mapToObj(each -> new Value.Time(Instant.ofEpochSecond(each)))
                .toList();
    }
}
