package org.lwm2m.codec.tlv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;

/**
 * Reads one payload, front to back. The three levels of TLV are three methods, so nothing nests deeper than the format
 * has it.
 */
final class TlvReader {

    private static final int MAX_SIZE = 1 << 28;
    private static final int MAX_ENTRIES = 100_000;

    /** What a value takes, more or less. */
    private static final int OCTETS = 8;

    private static final int MOST_AT_FIRST = 1000;

    private final Path base;

    /** The bits of packed ids that the path of the request fixes. */
    private final long fixed;

    private final TlvContent content;
    private final ResourceTypes types;
    private final int size;
    private final List<Entry> entries;
    private boolean ascending = true;
    private long last;

    /** Of the TLV whose head was read last. */
    private int kind;

    private int id;
    private int head;
    private int at;
    private int end;

    TlvReader(Path base, Bytes payload, ResourceTypes types) {
        if (payload.size() > MAX_SIZE) {
            throw new LwM2mException(Status.TOO_LARGE, "TLV of " + payload + ", at most " + MAX_SIZE + " are read");
        }
        this.base = base;
        this.fixed = -1L << 64 - 16 * base.depth();
        this.types = types;
        this.content = new TlvContent(payload);
        this.size = content.size();
        this.entries = new ArrayList<>(Math.min(1 + size / OCTETS, MOST_AT_FIRST));
    }

    List<Entry> read() {
        var first = -1;
        while (at < size) {
            head(size);
            first = first < 0 ? kind : first;
            if ((kind == Tlv.OBJECT_INSTANCE) != (first == Tlv.OBJECT_INSTANCE)) {
                throw bad(head, "resources stand beside instances");
            }
            if (kind == Tlv.OBJECT_INSTANCE) {
                instance(wrapped());
            } else if (kind == Tlv.RESOURCE_INSTANCE) {
                alone();
            } else {
                resource(base.upTo(2).packed());
            }
        }
        if (!ascending) {
            refuseRepeated();
        }
        return entries;
    }

    /** The instance that the current TLV wraps, which must be the one asked for, if the request names one. */
    private long wrapped() {
        if (base.depth() == 1) {
            return child(base.packed(), 1);
        }
        if (id != base.instance() || head != 0 || end != size) {
            throw bad(head, "instance " + id + ", but only " + base.upTo(2) + " was asked for");
        }
        return base.upTo(2).packed();
    }

    private void instance(long path) {
        var stop = end;
        if (at == stop) {
            add(path(path), Value.NONE);
        }
        while (at < stop) {
            head(stop);
            if (kind != Tlv.RESOURCE && kind != Tlv.MULTIPLE_RESOURCE) {
                throw bad(head, "an instance holds resources, nothing else");
            }
            resource(path);
        }
    }

    private void resource(long instance) {
        if (base.depth() == 4 && kind == Tlv.RESOURCE && id == base.resourceInstance()) {
            alone();
            return;
        }
        var path = path(child(instance, 2));
        if (kind == Tlv.MULTIPLE_RESOURCE) {
            resourceInstances(path);
        } else {
            // Some clients answer with the resource where its instance was asked for.
            var value = value(path);
            add(base.depth() == 4 && path.contains(base) ? base : path, value);
        }
    }

    private void resourceInstances(Path resource) {
        var stop = end;
        var type = type(resource);
        if (at == stop) {
            add(resource, Value.NONE);
        }
        while (at < stop) {
            head(stop);
            if (kind != Tlv.RESOURCE_INSTANCE) {
                throw bad(head, "a multiple resource holds resource instances, nothing else");
            }
            add(path(child(resource.packed(), 3)), content.value(type, at, end));
            at = end;
        }
    }

    /** A resource instance that no resource is wrapped around. */
    private void alone() {
        if (base.depth() < 4 || id != base.resourceInstance()) {
            throw bad(head, "resource instance " + id + " without its resource, asked for " + base);
        }
        add(base, value(base.upTo(3)));
    }

    private Value value(Path resource) {
        var value = content.value(type(resource), at, end);
        at = end;
        return value;
    }

    private ResourceType type(Path resource) {
        return types.at(resource).orElse(ResourceType.NONE);
    }

    private Path path(long ids) {
        return ids == base.packed() ? base : new Path(base.prefix(), ids);
    }

    private void add(Path path, Value value) {
        var ids = path.packed();
        if ((ids & fixed) != base.packed()) {
            throw bad(head, path + " is not under " + base);
        }
        if (entries.size() == MAX_ENTRIES) {
            throw new LwM2mException(Status.TOO_LARGE, "more than " + MAX_ENTRIES + " values in one TLV payload");
        }
        ascending &= Long.compareUnsigned(last, ids) < 0 && !under(ids, last);
        last = ids;
        entries.add(Entry.of(path, value));
    }

    /** Whether one path is under another one, of which trailing ids that are not there are zeros. */
    private static boolean under(long ids, long parent) {
        return (ids & -1L << (Long.numberOfTrailingZeros(parent) & 0x30)) == parent;
    }

    private void refuseRepeated() {
        var paths = new ArrayList<Path>(entries.size());
        entries.forEach(entry -> paths.add(entry.path()));
        Collections.sort(paths);
        for (var i = 1; i < paths.size(); i++) {
            if (paths.get(i - 1).contains(paths.get(i))) {
                throw new LwM2mException(
                        Status.BAD_REQUEST, "TLV has " + paths.get(i - 1) + " twice, or a value and what is under it");
            }
        }
    }

    /** {@code parent} with the id of the current TLV at a level. */
    private long child(long parent, int level) {
        if (id == Path.ABSENT) {
            throw bad(head, "65535 is no id");
        }
        return parent | (long) (id + 1) << 48 - 16 * level;
    }

    private void head(int limit) {
        head = at;
        var type = content.octet(at++);
        kind = type >>> 6;
        id = number((type & 0x20) == 0 ? 1 : 2, limit);
        var bytes = type >>> 3 & 3;
        var length = bytes == 0 ? type & 7 : number(bytes, limit);
        if (length > limit - at) {
            throw bad(head, length + " bytes are announced, " + (limit - at) + " follow");
        }
        end = at + length;
    }

    private int number(int bytes, int limit) {
        if (bytes > limit - at) {
            throw bad(head, "the head is cut short");
        }
        var number = 0;
        for (var i = 0; i < bytes; i++) {
            number = number << 8 | content.octet(at++);
        }
        return number;
    }

    private static LwM2mException bad(int at, String what) {
        return TlvContent.bad(at, what);
    }
}
