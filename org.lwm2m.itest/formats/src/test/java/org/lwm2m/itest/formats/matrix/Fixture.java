package org.lwm2m.itest.formats.matrix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.binaryappdatacontainer.BinaryAppDataContainer;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.portfolio.Portfolio;
import org.lwm2m.model.server.Server;
import org.lwm2m.testing.Everything;

/**
 * What each client holds when a row begins: the configurations of the test specification (ETS, appendix C) in one, and
 * an object with a resource of every type.
 */
final class Fixture implements ObjectModels {

    static final Path EVERYTHING = Path.of(42771, 0);

    /** By resource of {@link Everything}: one of each type, and what is hard about it. */
    static final Map<Integer, List<Value>> VALUES = Map.of(
            0, texts("Open Mobile Alliance", "", "Grüße, 世界 😀", "\"[1]\\/</3>,\n\t"),
            1, each(Value.Int::new, 7, -1, 127, -128, 32768, (1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE),
            2, each(Value.Unsigned::new, 7, (1L << 53) + 1, 128, 255, 65535, Long.MIN_VALUE, -1),
            3, reals(0.5, 0, 22.5, 22.4, -1e-30, 1e300, 43.61092),
            4, List.of(new Value.Flag(true), new Value.Flag(false)),
            5, opaques("0102", "", "00ff3e3f", "ab".repeat(300)),
            6, each(Fixture::time, 1476186613, 0, 1L << 33),
            7, List.of(new Value.ObjectLink(3, 0), Value.ObjectLink.NULL, new Value.ObjectLink(1, 0)),
            8, List.of(new Value.CoreLinks("</3>;pmin=5,</1/0>"), new Value.CoreLinks("</3/0/1>;pmin=10")));

    private static final List<Class<?>> OBJECTS =
            List.of(Server.class, Device.class, Portfolio.class, BinaryAppDataContainer.class, Everything.class);

    /** Those of a version: Mute Send is not in the server object of 1.0. */
    static List<Entry> entries(Version version) {
        return entries().stream()
                .filter(each -> version.atLeast(Version.V1_1) || !each.path().equals(Path.of(1, 0, 23)))
                .toList();
    }

    private static List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        entries.addAll(List.of(
                entry("/1/0/0", 101),
                entry("/1/0/1", 86_400),
                entry("/1/0/2", 1),
                entry("/1/0/3", 10),
                entry("/1/0/5", 86_400),
                entry("/1/0/6", false),
                entry("/1/0/7", "U"),
                entry("/1/0/23", false),
                entry("/3/0/0", "Open Mobile Alliance"),
                entry("/3/0/1", "Lightweight M2M Client"),
                entry("/3/0/2", "345000123"),
                entry("/3/0/3", "1.0"),
                entry("/3/0/7/0", 0),
                entry("/3/0/7/1", 0),
                entry("/3/0/8/0", 0),
                entry("/3/0/8/1", 0),
                entry("/3/0/9", 100),
                entry("/3/0/11/0", 0),
                entry("/3/0/13", time(1367491215)),
                entry("/3/0/16", "U"),
                entry("/16/0/0/0", "host"),
                entry("/16/0/0/1", "maker"),
                entry("/16/0/0/2", "model"),
                entry("/16/0/0/3", "software"),
                entry("/19/0/0/0", octets("0102")),
                entry("/19/1/0/0", octets("0102"))));
        VALUES.forEach((resource, values) -> entries.add(Entry.of(EVERYTHING.child(resource), values.get(0))));
        VALUES.forEach((resource, values) -> {
            var several = EVERYTHING.child(10 + resource);
            entries.add(Entry.of(several.child(0), values.get(0)));
            entries.add(Entry.of(several.child(300), values.get(1)));
        });
        return entries;
    }

    static Entry entry(String path, Object value) {
        return Entry.of(Path.parse(path), value(value));
    }

    static Value octets(String digits) {
        return new Value.Opaque(Bytes.hex(digits));
    }

    static Value time(long seconds) {
        return new Value.Time(Instant.ofEpochSecond(seconds));
    }

    private static Value value(Object value) {
        if (value instanceof String text) {
            return new Value.Text(text);
        } else if (value instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        return value instanceof Value made ? made : new Value.Int(((Number) value).longValue());
    }

    private static List<Value> texts(String... all) {
        return Stream.of(all).<Value>map(Value.Text::new).toList();
    }

    private static List<Value> opaques(String... all) {
        return Stream.of(all).map(Fixture::octets).toList();
    }

    private static List<Value> reals(double... all) {
        return java.util.Arrays.stream(all).<Value>mapToObj(Value.Real::new).toList();
    }

    private static List<Value> each(java.util.function.LongFunction<Value> make, long... all) {
        return java.util.Arrays.stream(all).mapToObj(make).toList();
    }

    @Override
    public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
        return all().filter(each -> each.id() == object).findFirst();
    }

    @Override
    public Stream<ObjectDefinition> all() {
        return OBJECTS.stream().map(this::of);
    }

    @Override
    public ObjectDefinition of(Class<?> annotated) {
        return ObjectInterface.of(annotated).definition();
    }
}
