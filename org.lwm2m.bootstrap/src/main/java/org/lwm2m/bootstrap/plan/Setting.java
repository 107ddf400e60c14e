package org.lwm2m.bootstrap.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/** A key that becomes one resource of an account, and how it is written. */
record Setting(String key, int resource, Kind kind, long least, long most) {

    private static final long UINT = 0xffffffffL;
    private static final long INT = Integer.MAX_VALUE;

    /** How the value is written, and what it becomes. */
    enum Kind {
        TEXT,
        INTEGER,
        UNSIGNED,
        FLAG,
        /** {@code true} or {@code false}, for a number. */
        SWITCH
    }

    /** Of /0, besides what is about keys. */
    static final List<Setting> SECURITY = List.of(
            new Setting("matching", 13, Kind.UNSIGNED, 0, 3),
            new Setting("sni", 14, Kind.TEXT, 1, 253),
            new Setting("usage", 15, Kind.UNSIGNED, 0, 3));

    /** Of /0, of a bootstrap account alone. */
    static final List<Setting> BOOTSTRAP = List.of(
            new Setting("hold.off.seconds", 11, Kind.INTEGER, 0, INT),
            new Setting("timeout.seconds", 12, Kind.INTEGER, 0, INT));

    /** Of /1, in the words of the client's own accounts. */
    static final List<Setting> SERVER = List.of(
            new Setting("lifetime.seconds", 1, Kind.INTEGER, 0, INT),
            new Setting("pmin.seconds", 2, Kind.INTEGER, 0, INT),
            new Setting("pmax.seconds", 3, Kind.INTEGER, 0, INT),
            new Setting("disable.seconds", 5, Kind.INTEGER, 0, INT),
            new Setting("store.notifications", 6, Kind.FLAG, 0, 0),
            new Setting("binding", 7, Kind.TEXT, 1, 8),
            new Setting("priority", 13, Kind.UNSIGNED, 0, UINT),
            new Setting("initial.delay.seconds", 14, Kind.UNSIGNED, 0, UINT),
            new Setting("failure.block", 15, Kind.FLAG, 0, 0),
            new Setting("bootstrap.on.failure", 16, Kind.FLAG, 0, 0),
            new Setting("retry.count", 17, Kind.UNSIGNED, 0, UINT),
            new Setting("retry.seconds", 18, Kind.UNSIGNED, 0, UINT),
            new Setting("sequence.delay.seconds", 19, Kind.UNSIGNED, 0, UINT),
            new Setting("sequence.count", 20, Kind.UNSIGNED, 0, UINT),
            new Setting("mute.send", 23, Kind.FLAG, 0, 0),
            new Setting("confirm.notifications", 26, Kind.SWITCH, 0, 0));

    /** What is said of these keys, at instance 0 of an object. */
    static List<Entry> read(List<Setting> some, Lines lines, String section, int object) {
        var entries = new ArrayList<Entry>();
        for (var each : some) {
            each.value(lines, section + "." + each.key)
                    .ifPresent(value -> entries.add(Entry.of(Path.of(object, 0, each.resource), value)));
        }
        return entries;
    }

    private Optional<Value> value(Lines lines, String name) {
        return switch (kind) {
            case TEXT -> text(lines, name);
            case INTEGER -> lines.number(name, least, most).map(Value.Int::new);
            case UNSIGNED -> lines.number(name, least, most).map(Value.Unsigned::new);
            case FLAG -> lines.flag(name).map(Value.Flag::new);
            case SWITCH -> lines.flag(name).map(flag -> new Value.Int(flag ? 1 : 0));
        };
    }

    private Optional<Value> text(Lines lines, String name) {
        return lines.text(name).flatMap(text -> {
            if (text.length() < least || text.length() > most) {
                lines.wrong(name, "has to have " + least + " to " + most + " characters");
                return Optional.empty();
            }
            return Optional.of(new Value.Text(text));
        });
    }
}
