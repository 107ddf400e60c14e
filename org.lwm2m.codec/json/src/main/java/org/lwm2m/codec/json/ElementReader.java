package org.lwm2m.codec.json;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.Place;
import org.lwm2m.notation.Repeats;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Span;
import org.lwm2m.notation.json.JsonReader;
import org.lwm2m.notation.senml.Times;

/** Reads the object and its elements. The elements may stand before the base name that they need: then it goes back. */
final class ElementReader {

    private static final int NAME = 1;
    private static final int VALUE = 2;
    private static final int TIME = 4;
    private static final int BASE_NAME = 8;
    private static final int BASE_TIME = 16;
    private static final int ELEMENTS = 32;

    private final Place place;
    private final ResourceTypes types;
    private final int records;
    private final JsonReader in;
    private final Times times;
    private final JoinedNames names;
    private final Span key = new Span();
    private final Span name = new Span();
    private final Span text = new Span();
    private final Scalar value = new Scalar();
    private final Scalar number = new Scalar();
    private final List<Entry> entries = new ArrayList<>();
    private Repeats repeats = new Repeats();
    private int seen;

    ElementReader(Path base, Bytes payload, ResourceTypes types, Limits limits, Clock clock) {
        this.place = new Place(base);
        this.types = types;
        this.records = limits.records();
        this.in = new JsonReader("OMA JSON", payload, limits);
        this.times = new Times(clock, Times.OMA);
        this.names = new JoinedNames(place);
    }

    List<Entry> read() {
        var fields = 0;
        var start = -1;
        var again = false;
        in.expect('{', "an object");
        for (var first = true; in.more(first, '}'); first = false) {
            in.key(key);
            var field = field();
            once(fields & field);
            fields |= field;
            if (field != ELEMENTS) {
                again |= start >= 0 && field == BASE_TIME;
                base(field);
                continue;
            }
            start = in.at();
            again = (fields & BASE_NAME) == 0;
            if (again) {
                in.skip();
            } else {
                elements();
            }
        }
        in.end();
        if (start < 0) {
            throw in.bad(in.at(), "no elements");
        }
        if (again) {
            in.back(start);
            elements();
        }
        repeats.find(entries).ifPresent(why -> {
            throw in.bad(in.at(), why);
        });
        return entries;
    }

    private void base(int field) {
        var at = in.at();
        try {
            if (field == BASE_NAME) {
                in.string(text);
                names.base(text);
            } else if (field == BASE_TIME) {
                in.number(number);
                times.base(number);
            } else {
                in.skip();
            }
        } catch (IllegalArgumentException e) {
            throw in.bad(at, e.getMessage());
        }
    }

    private void elements() {
        entries.clear();
        repeats = new Repeats();
        in.expect('[', "an array of elements");
        for (var first = true; in.more(first, ']'); first = false) {
            var start = in.at();
            if (entries.size() == records) {
                throw in.tooLarge(start, "more than " + records + " elements");
            }
            try {
                element();
                add();
            } catch (IllegalArgumentException e) {
                throw in.bad(start, e.getMessage());
            }
        }
    }

    private void element() {
        seen = 0;
        name.clear();
        in.expect('{', "an element");
        for (var first = true; in.more(first, '}'); first = false) {
            in.key(key);
            var field = field();
            once(seen & field);
            seen |= field;
            if (field == VALUE) {
                value();
            } else if (field == NAME) {
                in.string(name);
            } else if (field == TIME) {
                in.number(number);
                times.time(number);
            } else {
                in.skip();
            }
        }
    }

    private void value() {
        switch (key.word()) {
            case 'v' -> {
                in.number(value);
                if (value.kind() == Scalar.Kind.NOTHING) {
                    throw new IllegalArgumentException("null, which is no value");
                }
            }
            case 'b' << 8 | 'v' -> value.flag(in.flag());
            case 'o' << 8 | 'v' -> {
                in.string(text);
                value.link(text.text());
            }
            default -> {
                in.string(text);
                value.text("");
            }
        }
    }

    private void add() {
        if ((seen & VALUE) == 0) {
            throw new IllegalArgumentException("an element without a value");
        }
        var path = names.path(name);
        if (path.depth() < 3 || !place.has(path)) {
            throw new IllegalArgumentException(
                    path + (path.depth() < 3 ? " is no resource" : " is not under " + place.base()));
        }
        var type = types.at(path).orElse(ResourceType.NONE);
        if (value.kind() == Scalar.Kind.TEXT && type == ResourceType.OPAQUE) {
            value.octets(JsonReader.base64(text));
        } else if (value.kind() == Scalar.Kind.TEXT) {
            value.text(text.text());
        }
        try {
            entries.add(new Entry(path, value.value(type), times.end()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " has " + e.getMessage(), e);
        }
        repeats.add(path);
    }

    /** Which field it is; 0 for one that nobody knows. */
    private int field() {
        return switch (key.word()) {
            case 'n' -> NAME;
            case 'v', 'b' << 8 | 'v', 'o' << 8 | 'v', 's' << 8 | 'v' -> VALUE;
            case 't' -> TIME;
            case 'b' << 8 | 'n' -> BASE_NAME;
            case 'b' << 8 | 't' -> BASE_TIME;
            case 'e' -> ELEMENTS;
            default -> 0;
        };
    }

    private void once(int again) {
        if (again != 0) {
            throw in.bad(in.at(), again == VALUE ? "an element with two values" : "a field is there twice");
        }
    }
}
