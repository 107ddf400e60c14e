package org.lwm2m.codec.tlv;

import java.util.Arrays;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/**
 * Writes entries from the last to the first, so that the length of what nests is known when its head is written. Where the
 * array turns out too short, it grows at its front.
 */
final class TlvWriter {

    /** More than a response ever has, less than what an int can count. */
    private static final int MAX_SIZE = 1 << 28;

    private static final long INSTANCE = -1L << 32;
    private static final long RESOURCE = -1L << 16;
    private static final long NOTHING = -1;

    private final boolean wrapped;
    private byte[] out;

    /** Where the last octet written stands. */
    private int at;

    private long instance = NOTHING;
    private int instanceEnd;
    private long resource = NOTHING;
    private int resourceEnd;

    private TlvWriter(int expected, boolean wrapped) {
        this.out = new byte[expected];
        this.at = expected;
        this.wrapped = wrapped;
    }

    /** @param entries in the order of their paths, all at or under {@code base} */
    static Bytes write(Path base, List<Entry> entries) {
        var wrapped = base.depth() == 1 && !withoutNumber(entries);
        var expected = 8L;
        for (var entry : entries) {
            expected += 5 + TlvValue.expect(entry.value());
        }
        var writer = new TlvWriter((int) Math.min(expected, MAX_SIZE), wrapped);
        writer.all(base, entries);
        return writer.done();
    }

    private Bytes done() {
        return at > out.length / 2
                ? Bytes.wrap(Arrays.copyOfRange(out, at, out.length))
                : Bytes.wrap(out, at, out.length - at);
    }

    /** Whether these are resources of an instance to be created that has no number yet. */
    private static boolean withoutNumber(List<Entry> entries) {
        var first = entries.isEmpty() ? Path.ROOT : entries.get(0).path();
        if (first.depth() < 3 || first.instance() != Path.ABSENT) {
            return false;
        }
        if (entries.get(entries.size() - 1).path().instance() != Path.ABSENT) {
            throw refused("an instance without a number must be alone");
        }
        return true;
    }

    private void all(Path base, List<Entry> entries) {
        for (var i = entries.size() - 1; i >= 0; i--) {
            var entry = entries.get(i);
            if (base.depth() == 4) {
                leaf(Tlv.RESOURCE_INSTANCE, entry);
            } else {
                open(entry.path());
                one(entry);
            }
        }
        closeResource();
        closeInstance();
    }

    private void one(Entry entry) {
        var path = entry.path();
        var depth = path.depth();
        var nothing = entry.value() == Value.NONE || entry.value() instanceof Value.None;
        if (depth == 4) {
            openResource(path);
            leaf(Tlv.RESOURCE_INSTANCE, entry);
        } else if (depth == 3 && nothing) {
            openResource(path);
        } else if (depth == 3 && resource == NOTHING) {
            leaf(Tlv.RESOURCE, entry);
        } else if (!nothing) {
            throw refused(path + (depth == 3 ? " has a value and instances" : " is no resource, yet has a value"));
        }
    }

    private void open(Path path) {
        if (resource != NOTHING && (path.packed() & RESOURCE) != resource) {
            closeResource();
        }
        if (wrapped && (path.packed() & INSTANCE) != instance) {
            closeInstance();
            if (path.depth() > 1) {
                if (path.instance() == Path.ABSENT) {
                    throw refused("an instance without a number must be alone");
                }
                instance = path.packed() & INSTANCE;
                instanceEnd = size();
            }
        }
    }

    private void openResource(Path path) {
        if (resource == NOTHING) {
            resource = path.packed() & RESOURCE;
            resourceEnd = size();
        }
    }

    private void closeResource() {
        if (resource != NOTHING) {
            head(Tlv.MULTIPLE_RESOURCE, (int) (resource >>> 16 & 0xffff) - 1, size() - resourceEnd);
            resource = NOTHING;
        }
    }

    private void closeInstance() {
        if (instance != NOTHING) {
            head(Tlv.OBJECT_INSTANCE, (int) (instance >>> 32 & 0xffff) - 1, size() - instanceEnd);
            instance = NOTHING;
        }
    }

    private void leaf(int kind, Entry entry) {
        var path = entry.path();
        var size = TlvValue.size(entry);
        room(size);
        at -= size;
        TlvValue.put(entry.value(), out, at, size);
        head(kind, kind == Tlv.RESOURCE ? path.resource() : path.resourceInstance(), size);
    }

    private void head(int kind, int id, int length) {
        if (length > Tlv.MAX_LENGTH || size() > MAX_SIZE) {
            throw refused("longer than the " + Tlv.MAX_LENGTH + " bytes that TLV can count");
        }
        room(6);
        var type = kind << 6;
        if (length < 8) {
            type |= length;
        } else {
            var bytes = length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : 3;
            number(length, bytes);
            type |= bytes << 3;
        }
        if (id < 256) {
            number(id, 1);
        } else {
            number(id, 2);
            type |= 0x20;
        }
        number(type, 1);
    }

    private void number(int value, int bytes) {
        for (var shift = 0; shift < 8 * bytes; shift += 8) {
            out[--at] = (byte) (value >>> shift);
        }
    }

    private int size() {
        return out.length - at;
    }

    private void room(int octets) {
        if (octets > at) {
            var longer = new byte[Math.addExact(out.length, Math.max(out.length, octets))];
            System.arraycopy(out, at, longer, longer.length - size(), size());
            at = longer.length - size();
            out = longer;
        }
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, why);
    }
}
