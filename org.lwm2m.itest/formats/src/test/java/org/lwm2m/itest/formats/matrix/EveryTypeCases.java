package org.lwm2m.itest.formats.matrix;

import static org.lwm2m.api.message.Downlink.Write.Mode.REPLACE;
import static org.lwm2m.itest.formats.OurFormat.OPAQUE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;

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

    /** Those that the format has and that Leshan understands, by resource. */
    private static List<Entry> values(Ends ends, Side writer) {
        var entries = new ArrayList<Entry>();
        Fixture.VALUES.forEach((resource, values) -> values.stream()
                .filter(each -> ends.format() != OPAQUE || each instanceof Value.Opaque)
                .filter(each -> !Difference.prevents(ends.format(), writer, each))
                .forEach(each -> entries.add(Entry.of(Fixture.EVERYTHING.child(resource), each))));
        return entries;
    }

    private static List<Entry> read(Ends ends) {
        return values(ends, ends.side());
    }

    private static List<Entry> written(Ends ends) {
        return values(ends, ends.side().other());
    }

    private static Entry instance(Entry entry) {
        var path = Fixture.EVERYTHING.child(10 + entry.path().resource()).child(300);
        return Entry.of(path, entry.value());
    }

    private static void readOne(Ends ends) {
        for (var each : read(ends)) {
            ends.change(each);
            ends.reads("" + each.path());
        }
    }

    private static void readInstance(Ends ends) {
        for (var each : read(ends)) {
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
        for (var each : written(ends)) {
            ends.writes(REPLACE, "" + each.path(), each);
        }
    }

    private static void writeInstance(Ends ends) {
        for (var each : written(ends)) {
            ends.writes(REPLACE, "" + instance(each).path(), instance(each));
        }
    }

    private static void writeTogether(Ends ends) {
        var entries = new ArrayList<Entry>();
        for (var each : written(ends)) {
            // Of the single resource, the last counts.
            entries.removeIf(before -> before.path().equals(each.path()));
            entries.add(each);
            var several = instance(each).path().upTo(3);
            entries.add(Entry.of(several.child(7 * entries.size()), each.value()));
        }
        ends.writes(REPLACE, "/42771/0", entries.toArray(Entry[]::new));
        ends.reads("/42771/0");
    }
}
