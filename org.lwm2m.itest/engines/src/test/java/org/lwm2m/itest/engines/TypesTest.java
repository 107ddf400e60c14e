package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.api.ContentFormat.CBOR;
import static org.lwm2m.api.ContentFormat.JSON;
import static org.lwm2m.api.ContentFormat.LWM2M_CBOR;
import static org.lwm2m.api.ContentFormat.OPAQUE;
import static org.lwm2m.api.ContentFormat.SENML_CBOR;
import static org.lwm2m.api.ContentFormat.SENML_JSON;
import static org.lwm2m.api.ContentFormat.TEXT;
import static org.lwm2m.api.ContentFormat.TLV;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.testing.Everything;
import org.lwm2m.testing.Holder;
import org.lwm2m.testing.Proves;

/** Every type in every format that can carry it, in each direction: from setter and getter over the wire and back. */
class TypesTest {

    private static final ObjectInterface OBJECT = ObjectInterface.of(Everything.class);
    private static final Path INSTANCE = Path.of(OBJECT.definition().id(), 0);

    /** By resource: one of the type, and what is hard about it. */
    private static final Map<Integer, List<Value>> VALUES = Map.of(
            0, texts("Open Mobile Alliance", "", "x".repeat(300), "Grüße, 世界 😀", "\"[1]\\/</3>,\u0007\n"),
            1, integers(0, -1, 127, -128, 32768, 1L << 40, (1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE),
            2, unsigned(0, 255, 1L << 40, (1L << 53) + 1, Long.MIN_VALUE, -1),
            3, reals(0, 22.5, 22.4, -1e-30, 6.667e-11, 1e300, Double.MIN_VALUE, 43.61092),
            4, List.of(new Value.Flag(true), new Value.Flag(false)),
            5, opaques(Bytes.EMPTY, Bytes.hex("00ff3e3f"), Bytes.of(new byte[300])),
            6, times(0, 1476186613, -86400, 1L << 33),
            7, List.of(new Value.ObjectLink(1, 0), new Value.ObjectLink(1, 65535), Value.ObjectLink.NULL),
            8, List.of(new Value.CoreLinks("</3/0>;ver=1.2,</1/0>"), new Value.CoreLinks("")));

    static Stream<Arguments> ways() {
        var ways = new ArrayList<Arguments>();
        add(ways, Version.V1_0, TEXT, TLV, JSON, OPAQUE);
        add(ways, Version.V1_1, TEXT, CBOR, SENML_CBOR, SENML_JSON, TLV, OPAQUE);
        add(ways, Version.V1_2, TEXT, CBOR, SENML_CBOR, SENML_JSON, LWM2M_CBOR, TLV, OPAQUE);
        return ways.stream();
    }

    private static void add(List<Arguments> ways, Version version, ContentFormat... formats) {
        for (var format : formats) {
            ways.add(Arguments.of(version, format));
        }
    }

    private final Holder holder = new Holder();

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("ways")
    @Proves({
        "TYPE-01", "TYPE-02", "TYPE-03", "TYPE-04", "TYPE-05", "TYPE-06", "TYPE-07", "TYPE-08", "TYPE-09", "DM-01",
        "DM-10", "DM-32", "FMT-05", "FMT-06"
    })
    void aSingleResourceIsReadWrittenAndReported(Version version, ContentFormat format) {
        var both = together(version, format);
        var seen = new ArrayList<Entry>();
        VALUES.forEach((resource, values) -> {
            if (format.equals(OPAQUE) && resource != 5) {
                return;
            }
            var path = INSTANCE.child(resource);
            both.done(both.client().observe(List.of(path), Attributes.NONE, seen::addAll));
            for (var value : values) {
                seen.clear();
                hold(resource, Map.of(Path.ABSENT, value));
                both.device.changes().of(holder, resource);
                both.settle();
                assertEquals(List.of(Entry.of(path, value)), last(seen), "notified " + path);
                assertEquals(
                        List.of(Entry.of(path, value)), both.done(both.client().read(path)), "read " + path);
            }
            for (var value : values) {
                both.done(both.client().write(path, value));
                assertEquals(Map.of(Path.ABSENT, value), held(resource), "written " + path);
            }
        });
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("ways")
    @Proves({
        "TYPE-01", "TYPE-02", "TYPE-03", "TYPE-04", "TYPE-05", "TYPE-06", "TYPE-07", "TYPE-08", "TYPE-09", "DM-02",
        "DM-11", "DM-32", "FMT-05", "FMT-06"
    })
    void aMultipleResourceIsReadWrittenAndReported(Version version, ContentFormat format) {
        if (List.of(TEXT, CBOR, OPAQUE).contains(format)) {
            return;
        }
        var both = together(version, format);
        VALUES.forEach((resource, values) -> {
            var path = INSTANCE.child(10 + resource);
            var expected = new TreeMap<Integer, Value>();
            values.forEach(value -> expected.put(expected.size() * 7, value));
            var entries = expected.entrySet().stream()
                    .map(each -> Entry.of(path.child(each.getKey()), each.getValue()))
                    .toList();
            hold(10 + resource, expected);
            assertEquals(entries, both.done(both.client().read(path)), "read " + path);
            hold(10 + resource, Map.of(1, values.get(0)));
            both.done(both.client().write(path, entries, Mode.REPLACE));
            assertEquals(expected, held(10 + resource), "written " + path);
            if (version.atLeast(Version.V1_1)) {
                var one = path.child(7);
                assertEquals(
                        List.of(Entry.of(one, values.get(1))),
                        both.done(both.client().read(one)),
                        "read " + one);
                both.done(both.client().write(one, values.get(0)));
                assertEquals(values.get(0), held(10 + resource).get(7), "written " + one);
            }
        });
    }

    /** Instances, objects and composites: all types in one payload. */
    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("ways")
    @Proves({"DM-01", "DM-10", "DM-24", "DM-25", "DM-32", "FMT-05", "FMT-06"})
    void allOfThemTravelTogether(Version version, ContentFormat format) {
        if (List.of(TEXT, CBOR, OPAQUE).contains(format)) {
            return;
        }
        var both = together(version, format);
        VALUES.forEach((resource, values) -> {
            hold(resource, Map.of(Path.ABSENT, values.get(1)));
            hold(10 + resource, Map.of(2, values.get(1), 300, values.get(0)));
        });
        var all = both.done(both.client().read(INSTANCE));
        assertEquals(27, all.size());
        assertEquals(all, both.done(both.client().read(INSTANCE.upTo(1))));
        assertEquals(all.get(0), Entry.of(INSTANCE.child(0), VALUES.get(0).get(1)));

        VALUES.forEach((resource, values) -> hold(resource, Map.of(Path.ABSENT, values.get(0))));
        both.done(both.client().write(INSTANCE, all, Mode.REPLACE));
        assertEquals(all, both.done(both.client().read(INSTANCE)));
        if (version.atLeast(Version.V1_1) && !format.equals(TLV)) {
            both.server.add(Formats.all().get(ContentFormat.ETCH_CBOR), ContentFormat.ETCH_CBOR);
            assertEquals(all, both.done(both.client().readComposite(List.of(INSTANCE))));
            VALUES.forEach((resource, values) -> hold(resource, Map.of(Path.ABSENT, values.get(0))));
            both.done(both.client().writeComposite(all));
            assertEquals(all, both.done(both.client().read(INSTANCE)));
        }
    }

    private Together together(Version version, ContentFormat format) {
        var both = new Together(new Definitions(Everything.class), List.of(format)).register(version, holder);
        both.clock.advance(Duration.ofSeconds(1));
        assertTrue(both.client().registration().version() == version);
        return both;
    }

    private static List<Entry> last(List<Entry> seen) {
        return seen.isEmpty() ? seen : seen.subList(seen.size() - 1, seen.size());
    }

    private void hold(int resource, Map<Integer, Value> values) {
        try {
            OBJECT.writer(resource).orElseThrow().invoke(holder, OBJECT.java(resource, values));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Map<Integer, Value> held(int resource) {
        try {
            return OBJECT.values(resource, OBJECT.reader(resource).orElseThrow().invoke(holder));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Value> texts(String... all) {
        return Stream.of(all).<Value>map(Value.Text::new).toList();
    }

    private static List<Value> integers(long... all) {
        return java.util.Arrays.stream(all).<Value>mapToObj(Value.Int::new).toList();
    }

    private static List<Value> unsigned(long... all) {
        return java.util.Arrays.stream(all).<Value>mapToObj(Value.Unsigned::new).toList();
    }

    private static List<Value> reals(double... all) {
        return java.util.Arrays.stream(all).<Value>mapToObj(Value.Real::new).toList();
    }

    private static List<Value> opaques(Bytes... all) {
        return Stream.of(all).<Value>map(Value.Opaque::new).toList();
    }

    private static List<Value> times(long... all) {
        return java.util.Arrays.stream(all)
                .<Value>mapToObj(each -> new Value.Time(Instant.ofEpochSecond(each)))
                .toList();
    }
}
