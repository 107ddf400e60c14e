package org.lwm2m.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.formats.Pack;
import org.lwm2m.itest.formats.Shapes;

/** The data that formats are measured with. */
enum Samples {
    /** A reading; for octets, which hold no number, a key. */
    ONE("one value"),
    /** {@code /3/0} as in the examples of the specification. */
    DEVICE("/3/0"),
    /** 50 instances of a temperature sensor, six resources each. */
    SENSORS("50 sensors"),
    /** 1,000 resources of three objects, 250 instances each. */
    COMPOSITE("1,000 records");

    private static final Shapes SHAPES = shapes();

    private final String title;

    Samples(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Pack pack(OurFormat format) {
        return switch (this) {
            case ONE -> one(format);
            case DEVICE -> new Pack(title, Path.of(3, 0), device(), SHAPES);
            case SENSORS -> new Pack(title, Path.of(3303), sensors(), SHAPES);
            case COMPOSITE -> new Pack(title, Path.ROOT, composite(), SHAPES);
        };
    }

    private Pack one(OurFormat format) {
        var path = format == OurFormat.OPAQUE ? Path.of(0, 0, 5) : Path.of(3303, 0, 5700);
        var value = format == OurFormat.OPAQUE ? new Value.Opaque(Bytes.wrap(new byte[32])) : new Value.Real(22.4);
        return new Pack(title, path, List.of(Entry.of(path, value)), SHAPES);
    }

    private static List<Entry> device() {
        var device = Path.of(3, 0);
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of(device.child(0), new Value.Text("Open Mobile Alliance")));
        entries.add(Entry.of(device.child(1), new Value.Text("Lightweight M2M Client")));
        entries.add(Entry.of(device.child(2), new Value.Text("345000123")));
        entries.add(Entry.of(device.child(3), new Value.Text("1.0")));
        for (var id : List.of(6, 7, 8)) {
            for (var instance = 0; instance < 2; instance++) {
                var number = id == 6 ? 1 + 4 * instance : id == 7 ? 3800 + 1200 * instance : 125 + 775 * instance;
                entries.add(Entry.of(device.child(id).child(instance), new Value.Int(number)));
            }
        }
        entries.add(Entry.of(device.child(9), new Value.Int(100)));
        entries.add(Entry.of(device.child(10), new Value.Int(15)));
        entries.add(Entry.of(device.child(11).child(0), new Value.Int(0)));
        entries.add(Entry.of(device.child(13), new Value.Time(Instant.ofEpochSecond(1367491215))));
        entries.add(Entry.of(device.child(14), new Value.Text("+02:00")));
        entries.add(Entry.of(device.child(16), new Value.Text("U")));
        return List.copyOf(entries);
    }

    private static List<Entry> sensors() {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 50; i++) {
            var sensor = Path.of(3303, i);
            entries.add(Entry.of(sensor.child(5601), new Value.Real(15 + i / 10.0)));
            entries.add(Entry.of(sensor.child(5602), new Value.Real(25 + i / 10.0)));
            entries.add(Entry.of(sensor.child(5603), new Value.Real(-40)));
            entries.add(Entry.of(sensor.child(5604), new Value.Real(85)));
            entries.add(Entry.of(sensor.child(5700), new Value.Real(22.4 + i / 100.0)));
            entries.add(Entry.of(sensor.child(5701), new Value.Text("Cel")));
        }
        return List.copyOf(entries);
    }

    private static List<Entry> composite() {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < 250; i++) {
            entries.add(Entry.of(Path.of(3200, i, 5501), new Value.Int(1000 + 7 * i)));
        }
        for (var i = 0; i < 250; i++) {
            entries.add(Entry.of(Path.of(3303, i, 5700), new Value.Real(15 + i / 10.0)));
        }
        for (var i = 0; i < 250; i++) {
            entries.add(Entry.of(Path.of(3311, i, 5750), new Value.Text("lamp " + i)));
            entries.add(Entry.of(Path.of(3311, i, 5850), new Value.Flag(i % 3 == 0)));
        }
        return List.copyOf(entries);
    }

    private static Shapes shapes() {
        var shapes = new Shapes().with(0, 5, ResourceType.OPAQUE, false);
        for (var id : List.of(0, 1, 2, 3, 14, 16)) {
            shapes.with(3, id, ResourceType.STRING, false);
        }
        for (var id : List.of(6, 7, 8, 9, 10, 11)) {
            shapes.with(3, id, ResourceType.INTEGER, id != 9 && id != 10);
        }
        shapes.with(3, 13, ResourceType.TIME, false);
        for (var id : List.of(5601, 5602, 5603, 5604, 5700)) {
            shapes.with(3303, id, ResourceType.FLOAT, false);
        }
        return shapes.with(3303, 5701, ResourceType.STRING, false)
                .with(3200, 5501, ResourceType.INTEGER, false)
                .with(3311, 5750, ResourceType.STRING, false)
                .with(3311, 5850, ResourceType.BOOLEAN, false);
    }
}
