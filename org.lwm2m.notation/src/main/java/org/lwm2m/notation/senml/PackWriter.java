package org.lwm2m.notation.senml;

import java.time.Instant;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.notation.Place;

/**
 * Writes entries as a pack: the path of the request once as base name, as the examples of the specification have it, and
 * the first time as base time. Base times are whole seconds and near, so that a fraction keeps all its digits.
 */
public final class PackWriter {

    /** So many seconds and a billionth of one are exact in a double. */
    private static final long NEAR = 1 << 19;

    private final Path base;
    private final boolean patch;
    private final RecordOutput out;

    /** Whether names continue the base name; else each is in full. */
    private boolean below = true;

    /** Whether all entries are at the path of the request itself, which is then all the name they need. */
    private boolean alone = true;

    private long baseTime;

    /** @param patch whether a value may be missing, to remove what has it (RFC 8790) */
    public PackWriter(Path base, boolean patch, RecordOutput out) {
        this.base = base;
        this.patch = patch;
        this.out = out;
    }

    public Bytes write(List<Entry> entries) {
        out.pack(look(entries));
        var first = true;
        for (var entry : entries) {
            if (counts(entry)) {
                record(entry, first);
                first = false;
            }
        }
        return out.done();
    }

    public static Bytes write(List<Path> paths, RecordOutput out) {
        out.pack(paths.size());
        for (var path : paths) {
            out.record(1);
            out.name(path);
            out.endRecord();
        }
        return out.done();
    }

    /** How many records there are, and what their names need. */
    private int look(List<Entry> entries) {
        var place = new Place(base);
        var count = 0;
        for (var entry : entries) {
            if (!place.has(entry.path())) {
                throw refused(entry.path() + " is not under " + base);
            }
            if (counts(entry)) {
                check(entry);
                alone &= entry.path().equals(base);
                below &= entry.path().depth() > base.depth() && base.depth() > 0;
                count++;
            }
        }
        return count;
    }

    /** An instance without resources, a multiple resource without instances: SenML has no record for that. */
    private boolean counts(Entry entry) {
        return !(entry.value() instanceof Value.None) || entry.path().depth() > (patch ? 2 : 3);
    }

    private void check(Entry entry) {
        if (entry.value() instanceof Value.None && !patch) {
            throw refused("there is no value at " + entry.path());
        } else if (entry.path().depth() < 3) {
            throw refused(entry.path() + " is no resource, yet has a value");
        } else if (entry.time().isPresent() && entry.time().get().getEpochSecond() < 1) {
            throw refused("SenML has no time before 1970, as " + entry.path() + " has");
        }
    }

    private void record(Entry entry, boolean first) {
        var seconds = entry.time().map(Instant::getEpochSecond).orElse(0L);
        var nanos = entry.time().map(Instant::getNano).orElse(0);
        var far = nanos != 0 && Math.abs(seconds - baseTime) > NEAR;
        var newBase = seconds == 0 ? baseTime != 0 : baseTime == 0 || far;
        if (newBase) {
            baseTime = seconds;
        }
        var after = seconds - baseTime;
        var timed = after != 0 || nanos != 0;
        var based = first && (alone || below);
        var named = !alone;
        out.record(1 + (based ? 1 : 0) + (newBase ? 1 : 0) + (named ? 1 : 0) + (timed ? 1 : 0));
        if (based) {
            out.baseName(base, below);
        }
        if (newBase) {
            out.baseTime(baseTime);
        }
        if (named && below) {
            out.nameBelow(entry.path(), base.depth());
        } else if (named) {
            out.name(entry.path());
        }
        out.value(entry);
        if (timed) {
            out.time(after, nanos);
        }
        out.endRecord();
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, why);
    }
}
