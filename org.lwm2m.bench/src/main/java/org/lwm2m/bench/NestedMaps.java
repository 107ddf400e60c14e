package org.lwm2m.bench;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;

/** LwM2M CBOR without keys that are arrays, which Jackson can't read: a map for each level. */
final class NestedMaps {

    private final List<Entry> entries;
    private final CBORGenerator out;

    private NestedMaps(List<Entry> entries, CBORGenerator out) {
        this.entries = entries;
        this.out = out;
    }

    /** @param entries in the order of their paths */
    static byte[] of(List<Entry> entries) {
        var octets = new ByteArrayOutputStream();
        try (var out = new CBORFactory().createGenerator(octets)) {
            new NestedMaps(entries, out).map(0, entries.size(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private void map(int from, int to, int level) throws IOException {
        out.writeStartObject(null, keys(from, to, level));
        for (var at = from; at < to; ) {
            var path = entries.get(at).path();
            var end = end(at, to, level);
            out.writeFieldId(path.id(level));
            if (path.depth() > level + 1) {
                map(at, end, level + 1);
            } else {
                value(entries.get(at).value());
            }
            at = end;
        }
        out.writeEndObject();
    }

    private int keys(int from, int to, int level) {
        var count = 0;
        for (var at = from; at < to; at = end(at, to, level)) {
            count++;
        }
        return count;
    }

    private int end(int from, int to, int level) {
        var end = from + 1;
        while (end < to
                && entries.get(end).path().id(level) == entries.get(from).path().id(level)) {
            end++;
        }
        return end;
    }

    private void value(Value value) throws IOException {
        if (value instanceof Value.Text text) {
            out.writeString(text.value());
        } else if (value instanceof Value.Int number) {
            out.writeNumber(number.value());
        } else if (value instanceof Value.Real real) {
            out.writeNumber(real.value());
        } else if (value instanceof Value.Flag flag) {
            out.writeBoolean(flag.value());
        } else if (value instanceof Value.Time time) {
            out.writeNumber(time.value().getEpochSecond());
        } else {
            throw new IllegalArgumentException("" + value);
        }
    }
}
