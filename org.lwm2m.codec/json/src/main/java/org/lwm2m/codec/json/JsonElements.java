package org.lwm2m.codec.json;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.notation.json.JsonWriter;

/** Writes the path of the request as base name, the latest time as base time, and an element for each value. */
final class JsonElements {

    private final Path base;
    private final List<Entry> entries;
    private final JsonWriter out;

    /** Of the base time, 0 if there is none. */
    private final long baseTime;

    JsonElements(Path base, List<Entry> entries) {
        this.base = base;
        this.entries = entries;
        var expected = 64;
        var latest = 0L;
        for (var entry : entries) {
            expected += 24 + expect(entry.value());
            latest = Math.max(latest, check(entry));
        }
        out = new JsonWriter(expected);
        baseTime = latest;
    }

    Bytes write() {
        var alone = entries.stream().allMatch(entry -> entry.path().equals(base));
        out.raw("{\"bn\":\"");
        out.path(base);
        out.raw(alone && !entries.isEmpty() ? "\"" : "/\"");
        if (baseTime != 0) {
            out.raw(",\"bt\":");
            out.integer(baseTime);
        }
        out.raw(",\"e\":[");
        var first = true;
        for (var entry : entries) {
            if (entry.value() instanceof Value.None) {
                continue;
            }
            out.raw(first ? "{" : ",{");
            element(entry);
            first = false;
        }
        out.raw("]}");
        return out.done();
    }

    private void element(Entry entry) {
        var path = entry.path();
        if (path.depth() > base.depth()) {
            out.raw("\"n\":\"");
            out.ids(path, base.depth(), path.depth());
            out.raw("\",");
        }
        value(entry);
        if (baseTime != 0) {
            time(entry.time());
        }
        out.raw("}");
    }

    private void value(Entry entry) {
        var value = entry.value();
        if (value instanceof Value.Text text) {
            out.raw("\"sv\":");
            out.string(text.value());
        } else if (value instanceof Value.Flag flag) {
            out.raw(flag.value() ? "\"bv\":true" : "\"bv\":false");
        } else if (value instanceof Value.Opaque opaque) {
            out.raw("\"sv\":");
            out.base64(opaque.value(), false);
        } else if (value instanceof Value.ObjectLink link) {
            out.raw("\"ov\":");
            out.string(link.toString());
        } else if (value instanceof Value.CoreLinks links) {
            out.raw("\"sv\":");
            out.string(links.value());
        } else {
            out.raw("\"v\":");
            number(entry);
        }
    }

    private void number(Entry entry) {
        var value = entry.value();
        if (value instanceof Value.Int number) {
            out.integer(number.value());
        } else if (value instanceof Value.Real real) {
            out.real(real.value(), entry.path());
        } else if (value instanceof Value.Time time) {
            out.integer(time.value().getEpochSecond());
        } else if (value instanceof Value.Unsigned number) {
            out.unsigned(number.value());
        }
    }

    /** One without a time is of now, which no time says but the base time's opposite. */
    private void time(Optional<Instant> time) {
        var seconds = time.map(Instant::getEpochSecond).orElse(0L) - baseTime;
        var nanos = time.map(Instant::getNano).orElse(0);
        if (seconds != 0 || nanos != 0) {
            out.raw(",\"t\":");
            out.seconds(seconds, nanos);
        }
    }

    /** The seconds of an entry's time, 0 if it has none; 4.06 for an entry that can't be written. */
    private long check(Entry entry) {
        var path = entry.path();
        var seconds = entry.time().map(Instant::getEpochSecond).orElse(0L);
        if (!base.contains(path)) {
            throw refused(path + " is not under " + base);
        } else if (entry.value() instanceof Value.None ? path.depth() > 3 : path.depth() < 3) {
            throw refused(path + (path.depth() > 3 ? " has no value" : " is no resource, yet has a value"));
        } else if (entry.time().isPresent() && seconds < 1) {
            throw refused("OMA JSON has no time before 1970, as " + path + " has");
        }
        return seconds;
    }

    private static int expect(Value value) {
        if (value instanceof Value.Text text) {
            return text.value().length() + 8;
        } else if (value instanceof Value.Opaque opaque) {
            return (int) Math.min(opaque.value().size() * 4 / 3, 1 << 28) + 8;
        }
        return 16;
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, why);
    }
}
