package org.lwm2m.notation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Bytes;

/** Octets one after another that stay where they are. All of them at once are a copy; a part of them mostly is not. */
final class Joined extends Bytes {

    private final List<Bytes> parts;
    private final long size;

    Joined(List<Bytes> parts) {
        this.parts = List.copyOf(parts);
        this.size = parts.stream().mapToLong(Bytes::size).sum();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Bytes slice(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(length + " bytes at " + offset + " of " + size);
        }
        var touched = new ArrayList<Bytes>();
        var start = 0L;
        for (var part : parts) {
            var from = Math.max(offset - start, 0);
            var to = Math.min(offset + length - start, part.size());
            if (from < to) {
                touched.add(part.slice(from, to - from));
            }
            start += part.size();
        }
        return touched.size() == 1 ? touched.get(0) : new Joined(touched);
    }

    @Override
    public ByteBuffer buffer() {
        var all = ByteBuffer.allocate(Math.toIntExact(size));
        parts.forEach(part -> all.put(part.buffer()));
        return all.flip().asReadOnlyBuffer();
    }
}
