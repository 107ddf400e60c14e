package org.lwm2m.notation.senml;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.notation.Place;
import org.lwm2m.notation.Repeats;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Span;

/** Resolves the records of a pack: each stands for itself then (RFC 8428, 4.6). */
public final class PackReader {

    private static final int VALUES = bit(Label.VALUE)
            | bit(Label.STRING_VALUE)
            | bit(Label.BOOLEAN_VALUE)
            | bit(Label.DATA_VALUE)
            | bit(Label.LINK_VALUE);

    /** What a pack that only names may have (RFC 8790, 3.1). */
    private static final int NAMING = bit(Label.NAME)
            | bit(Label.BASE_NAME)
            | bit(Label.TIME)
            | bit(Label.BASE_TIME)
            | bit(Label.UNIT)
            | bit(Label.BASE_UNIT)
            | bit(Label.BASE_VERSION);

    private static final int MAX_VERSION = 10;

    private final Records in;
    private final int records;
    private final Times times;
    private final Span name = new Span();
    private final Span text = new Span();
    private final Scalar number = new Scalar();
    private final Scalar value = new Scalar();
    private final Scalar baseValue = new Scalar();
    private Names names;
    private int seen;

    /** @param records how many there may be */
    public PackReader(Records in, int records, Clock clock) {
        this.in = in;
        this.records = records;
        this.times = new Times(clock, Times.SENML);
        this.names = new Names(new Place(Path.ROOT));
    }

    /** @param patch whether a value may be null and a path be there twice, as changes are applied in order (RFC 8790) */
    public List<Entry> entries(Path base, ResourceTypes types, boolean patch) {
        var place = new Place(base);
        var repeats = new Repeats();
        var entries = new ArrayList<Entry>();
        names = new Names(place);
        while (in.nextRecord()) {
            var start = in.at();
            record(start);
            count(start, entries.size());
            var entry = entry(start, place, types, patch);
            repeats.add(entry.path());
            entries.add(entry);
        }
        if (!patch) {
            repeats.find(entries).ifPresent(why -> {
                throw in.bad(in.at(), why);
            });
        }
        return entries;
    }

    /** @param strict whether nothing may be there but what names (RFC 8790, 3.1); else what nobody knows may be */
    public List<Path> paths(boolean strict) {
        var paths = new ArrayList<Path>();
        while (in.nextRecord()) {
            var start = in.at();
            record(start);
            count(start, paths.size());
            if ((seen & (strict ? ~NAMING : VALUES)) != 0) {
                throw in.bad(start, "a record that names what to read has nothing but a name");
            }
            paths.add(path(start));
        }
        if (paths.isEmpty()) {
            throw in.bad(0, "no path is named");
        }
        return paths;
    }

    private Entry entry(int start, Place place, ResourceTypes types, boolean patch) {
        var path = path(start);
        if (path.depth() < 3 || !place.has(path)) {
            throw in.bad(start, path + (path.depth() < 3 ? " is no resource" : " is not under " + place.base()));
        }
        if ((seen & VALUES) == 0) {
            throw in.bad(start, path + " has no value");
        }
        if (value.kind() == Scalar.Kind.NOTHING && !patch) {
            throw in.bad(start, path + " has null, which is no value");
        }
        try {
            addBase();
            return new Entry(path, value.value(types.at(path).orElse(ResourceType.NONE)), times.end());
        } catch (IllegalArgumentException e) {
            throw in.bad(start, path + " has " + e.getMessage());
        }
    }

    private Path path(int start) {
        try {
            return names.path(name);
        } catch (IllegalArgumentException e) {
            throw in.bad(start, e.getMessage());
        }
    }

    private void count(int start, int sofar) {
        if (sofar == records) {
            throw in.tooLarge(start, "more than " + records + " records");
        }
    }

    private void record(int start) {
        seen = 0;
        name.clear();
        for (var label = in.nextField(); label != Label.NONE; label = in.nextField()) {
            var at = in.at();
            var twice = label != Label.OTHER && (seen & bit(label)) != 0;
            if (twice || (seen & VALUES) != 0 && (VALUES & bit(label)) != 0) {
                throw in.bad(at, twice ? "a field is there twice" : "a record with two values");
            }
            seen |= bit(label);
            try {
                field(label, at);
            } catch (IllegalArgumentException e) {
                throw in.bad(at, e.getMessage());
            }
        }
    }

    private void field(int label, int at) {
        switch (label) {
            case Label.NAME -> in.string(name);
            case Label.VALUE -> in.number(value);
            case Label.STRING_VALUE -> {
                in.string(text);
                value.text(text.text());
            }
            case Label.BOOLEAN_VALUE -> in.flag(value);
            case Label.DATA_VALUE -> in.octets(value);
            case Label.LINK_VALUE -> {
                in.string(text);
                value.link(text.text());
            }
            case Label.BASE_NAME -> {
                in.string(text);
                names.base(text);
            }
            case Label.TIME -> {
                in.number(number);
                times.time(number);
            }
            case Label.BASE_TIME -> {
                in.number(number);
                times.base(number);
            }
            case Label.BASE_VALUE -> {
                in.number(baseValue);
                if (!baseValue.isNumber()) {
                    throw in.bad(at, "a base value that is no number");
                }
            }
            case Label.BASE_VERSION -> version(at);
            case Label.MANDATORY -> throw in.bad(at, "a field that must be understood, and is not");
            default -> in.skip();
        }
    }

    private void version(int at) {
        in.number(number);
        if (number.kind() != Scalar.Kind.INTEGER || number.integer() < 1 || number.integer() > MAX_VERSION) {
            throw in.bad(at, "a version of SenML other than 1 to " + MAX_VERSION);
        }
    }

    /** The base value counts for numbers only. */
    private void addBase() {
        if (baseValue.kind() == Scalar.Kind.NOTHING || (seen & bit(Label.VALUE)) == 0) {
            return;
        }
        var whole = value.kind() == Scalar.Kind.INTEGER && baseValue.kind() == Scalar.Kind.INTEGER;
        if (value.kind() == Scalar.Kind.NOTHING) {
            return;
        } else if (whole) {
            value.integer(sum(value.integer(), baseValue.integer()));
        } else {
            value.real(value.real() + baseValue.real());
        }
    }

    private static long sum(long one, long other) {
        try {
            return Math.addExact(one, other);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a number beyond 64 bits", e);
        }
    }

    private static int bit(int label) {
        return 1 << label - Label.BASE_SUM;
    }
}
