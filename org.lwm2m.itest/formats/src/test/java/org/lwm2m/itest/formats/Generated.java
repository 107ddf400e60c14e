package org.lwm2m.itest.formats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/**
 * Data of every type and shape, the same for the same seed: objects made up first, then values, instances, whole objects,
 * composites and histories of them. Edges are likelier than chance has them.
 */
final class Generated {

    private static final long SEED = Long.getLong("formats.seed", 20260101);
    private static final int ROUNDS = Integer.getInteger("formats.rounds", 2000);
    private static final int OBJECTS = 4;
    private static final int[] IDS = {0, 1, 9, 10, 127, 255, 256, 999, 5700, 10_000, 32_768, 65_534};
    private static final String LETTERS = "aZ09 /:\"\\\n\t\u0001\u007fäß€日\uD83D\uDE00";
    private static final long[] WHOLES = {
        0, 1, 23, 24, 127, 128, 255, 256, 32_767, 65_535, 65_536, Integer.MAX_VALUE, 1L << 32, 1L << 53, Long.MAX_VALUE
    };
    private static final double[] REALS = {
        0, 0.5, 22.4, 22.5, 1e-9, 6.667e-11, 65_504, 65_536, 1e15, 1e16, 123_456_789.125, 3.4e38, 1e300, 0.1 + 0.2
    };

    private final Random random;
    private final Shapes shapes = new Shapes();

    private Generated(long seed) {
        random = new Random(seed);
        for (var object = 0; object < OBJECTS; object++) {
            var id = 3200 + object;
            for (var resource : IDS) {
                var type = ResourceType.values()[random.nextInt(ResourceType.values().length - 1)];
                shapes.with(id, resource, type, resource < 2 || resource > 10 && random.nextInt(3) == 0);
            }
        }
    }

    /** As many packs as rounds are asked for; the seed is printed, so that what failed can be had again. */
    static List<Pack> packs() {
        System.out.println("Generated with -Dformats.seed=" + SEED + " -Dformats.rounds=" + ROUNDS);
        var packs = new ArrayList<Pack>();
        for (var round = 0; round < ROUNDS; round++) {
            packs.add(new Generated(SEED + round).pack(round));
        }
        return packs;
    }

    private Pack pack(int round) {
        var object = Path.of(3200 + random.nextInt(OBJECTS));
        return switch (round % 6) {
            case 0 -> value(object);
            case 1 -> resource(object);
            case 2 -> wholeInstance(object.child(id()));
            case 3 -> pack("object", object, instances(object));
            case 4 -> composite();
            default -> history(object);
        };
    }

    private Pack value(Path object) {
        var entry = some(resource(object.child(id()), false));
        return pack("value", entry.path(), List.of(entry));
    }

    private Pack resource(Path object) {
        var entries = resource(object.child(id()), true);
        return pack("resource", entries.get(0).path().upTo(3), entries);
    }

    private Pack wholeInstance(Path instance) {
        return pack("instance", instance, instance(instance));
    }

    private Pack history(Path object) {
        var entry = some(resource(object.child(id()), false));
        var entries = new ArrayList<Entry>();
        var time = Instant.ofEpochSecond(1_700_000_000 + random.nextInt(10_000));
        for (var i = 0; i <= random.nextInt(8); i++) {
            entries.add(Entry.of(entry.path(), i == 0 ? entry.value() : value(type(entry.path())), time));
            time = time.minusMillis(1 + (random.nextBoolean() ? random.nextInt(100_000) : 999));
        }
        return pack("history", entry.path(), entries);
    }

    private Pack composite() {
        var entries = new ArrayList<Entry>();
        for (var object : shapes.objects().keySet()) {
            entries.addAll(instances(Path.of(object)));
        }
        return pack("composite", Path.ROOT, entries);
    }

    private List<Entry> instances(Path object) {
        var entries = new ArrayList<Entry>();
        for (var id : IDS) {
            if (random.nextInt(4) == 0 || id == IDS[0]) {
                entries.addAll(instance(object.child(id)));
            }
        }
        return entries;
    }

    private List<Entry> instance(Path instance) {
        var entries = new ArrayList<Entry>();
        for (var id : IDS) {
            if (random.nextInt(3) == 0 || id == IDS[3]) {
                entries.addAll(values(instance.child(id)));
            }
        }
        return entries;
    }

    /** The values of a resource that has several, or may have. */
    private List<Entry> resource(Path instance, boolean multiple) {
        var ids = shapes.objects().get(instance.object()).entrySet().stream()
                .filter(each -> each.getValue().multiple() || !multiple)
                .map(each -> each.getKey())
                .toList();
        return values(instance.child(ids.get(random.nextInt(ids.size()))));
    }

    private List<Entry> values(Path resource) {
        if (!shapes.multiple(resource.object(), resource.resource())) {
            return List.of(Entry.of(resource, value(type(resource))));
        }
        var entries = new ArrayList<Entry>();
        for (var id : IDS) {
            if (random.nextInt(4) == 0 || id == IDS[1]) {
                entries.add(Entry.of(resource.child(id), value(type(resource))));
            }
        }
        return entries;
    }

    private ResourceType type(Path path) {
        return shapes.at(path).orElseThrow();
    }

    private Value value(ResourceType type) {
        return switch (type) {
            case STRING -> new Value.Text(text());
            case INTEGER -> new Value.Int(random.nextBoolean() ? whole() : -whole());
            case UNSIGNED -> new Value.Unsigned(random.nextInt(8) == 0 ? random.nextLong() : whole());
            case FLOAT -> new Value.Real(random.nextBoolean() ? real() : -real());
            case BOOLEAN -> new Value.Flag(random.nextBoolean());
            case OPAQUE -> new Value.Opaque(octets());
            case TIME -> new Value.Time(Instant.ofEpochSecond(random.nextInt()));
            case OBJLNK -> link();
            default -> new Value.CoreLinks("</3/" + id() + ">;pmin=" + random.nextInt(100) + ",</3/0/" + id() + ">");
        };
    }

    private Value link() {
        return random.nextInt(8) == 0 ? Value.ObjectLink.NULL : new Value.ObjectLink(id(), id());
    }

    private long whole() {
        return random.nextInt(4) == 0 ? random.nextLong() >>> 1 : WHOLES[random.nextInt(WHOLES.length)];
    }

    private double real() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextGaussian() * 1000;
            case 1 -> random.nextInt(100_000) / 1000.0;
            case 2 -> random.nextFloat();
            default -> REALS[random.nextInt(REALS.length)];
        };
    }

    private String text() {
        var text = new StringBuilder();
        var size = random.nextInt(10) == 0 ? random.nextInt(700) : random.nextInt(12);
        var points = LETTERS.codePoints().toArray();
        for (var i = 0; i < size; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private Bytes octets() {
        var octets = new byte[random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(20)];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }

    private int id() {
        return IDS[random.nextInt(IDS.length)];
    }

    private Entry some(List<Entry> entries) {
        return entries.get(random.nextInt(entries.size()));
    }

    private Pack pack(String name, Path base, List<Entry> entries) {
        return new Pack(name, base, List.copyOf(entries), shapes);
    }
}
