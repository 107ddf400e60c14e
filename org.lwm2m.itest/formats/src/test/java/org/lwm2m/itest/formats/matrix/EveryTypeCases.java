package org.lwm2m.itest.formats.matrix;

import static org.lwm2m.api.message.Downlink.Write.Mode.REPLACE;
import static org.lwm2m.itest.formats.OurFormat.OPAQUE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.itest.formats.OurFormat;

/** Cases 222 to 228 once more, with values of every type and what is hard about each. */
final class EveryTypeCases {

    private EveryTypeCases() {}

    static List<Case> all() {
        var any = Stream.concat(Case.SINGLE.stream(), Stream.of(OPAQUE)).toList();
        return List.of(
                Case.of("222 of every type", Case.SEVERAL, EveryTypeCases::readTogether),
                Case.of("224 of every type", any, EveryTypeCases::readOne),
                Case.of("225 of every type", Case.RESOURCE_INSTANCE, EveryTypeCases::readInstance),
                Case.of("226 of every type", Case.SEVERAL, EveryTypeCases::writeTogether),
                Case.of("227 of every type", any, EveryTypeCases::writeOne),
                Case.of("228 of every type", Case.RESOURCE_INSTANCE, EveryTypeCases::writeInstance));
    }

    /** Those that the format has, by resource. */
    private static List<Entry> values(OurFormat format) {
        var entries = new ArrayList<Entry>();
        Fixture.VALUES.forEach((resource, values) -> values.stream()
                .filter(each -> format != OPAQUE || each instanceof Value.Opaque)
                .forEach(each -> entries.add(Entry.of(Fixture.EVERYTHING.child(resource), each))));
        return entries;
    }

    private static Entry instance(Entry entry) {
        var path = Fixture.EVERYTHING.child(10 + entry.path().resource()).child(300);
        return Entry.of(path, entry.value());
    }

    private static void readOne(Ends ends) {
        for (var each : values(ends.format())) {
            ends.change(each);
            ends.reads("" + each.path());
        }
    }

    private static void readInstance(Ends ends) {
        for (var each : values(ends.format())) {
            ends.expectNothing("" + each.path().upTo(2).child(10 + each.path().resource()));
            ends.change(instance(each));
            ends.reads("" + instance(each).path());
        }
    }

    private static void readTogether(Ends ends) {
        ends.reads("/42771", "/42771/0");
        Fixture.VALUES.keySet().forEach(each -> ends.reads("/42771/0/" + (10 + each)));
    }

    private static void writeOne(Ends ends) {
        for (var each : values(ends.format())) {
            ends.writes(REPLACE, "" + each.path(), each);
        }
    }

    private static void writeInstance(Ends ends) {
        for (var each : values(ends.format())) {
            ends.writes(REPLACE, "" + instance(each).path(), instance(each));
        }
    }

    private static void writeTogether(Ends ends) {
        var entries = new ArrayList<Entry>();
        Fixture.VALUES.forEach((resource, values) -> {
            entries.add(Entry.of(Fixture.EVERYTHING.child(resource), values.get(1)));
            var several = Fixture.EVERYTHING.child(10 + resource);
            values.forEach(each -> entries.add(Entry.of(several.child(7 * values.indexOf(each)), each)));
        });
        ends.writes(REPLACE, "/42771/0", entries.toArray(Entry[]::new));
        ends.reads("/42771/0");
    }
}
