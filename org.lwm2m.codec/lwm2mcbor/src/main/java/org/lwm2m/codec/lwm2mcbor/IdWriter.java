package org.lwm2m.codec.lwm2mcbor;

import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.notation.cbor.CborWriter;

/**
 * Writes the shortest form: what several paths begin with is written once, and ids without a fork between them are one
 * key. Of forms that are equally short, the one that the examples of the specification have.
 */
final class IdWriter {

    private final List<Entry> entries;
    private final CborWriter out;

    /** @param entries in the order of their paths, each path once and none under another */
    IdWriter(List<Entry> entries) {
        this.entries = entries;
        var expected = 16;
        for (var entry : entries) {
            expected += 4 + CborWriter.expect(entry.value());
        }
        out = new CborWriter(expected);
    }

    Bytes write() {
        out.map(prefixes());
        var at = 0;
        while (at < entries.size()) {
            var end = endOfPrefix(at);
            if (path(at).prefix().isEmpty()) {
                children(at, end, 0);
            } else {
                behind(at, end);
            }
            at = end;
        }
        return out.done();
    }

    /** How many keys the outermost map has: the objects, and the things behind a gateway. */
    private int prefixes() {
        var count = 0;
        for (var at = 0; at < entries.size(); at = endOfPrefix(at)) {
            count += path(at).prefix().isEmpty() ? keys(at, endOfPrefix(at), 0) : 1;
        }
        return count;
    }

    private void behind(int from, int to) {
        var level = fork(from, to, 0);
        if (level == 0) {
            out.text(path(from).prefix());
        } else {
            out.array(1 + level);
            out.text(path(from).prefix());
            ids(path(from), 0, level);
        }
        content(from, to, level);
    }

    /** The pairs of a map: what entries that agree on all levels before {@code level} have on it and after. */
    private void children(int from, int to, int level) {
        var at = from;
        while (at < to) {
            var end = end(at, to, level);
            var fork = fork(at, end, level + 1);
            // A key of two ids is as long as a map in a map, which is the usual form but for the object.
            var ids = level > 0 && fork - level == 2 ? 1 : fork - level;
            if (ids > 1) {
                out.array(ids);
            }
            ids(path(at), level, level + ids);
            if (level + ids < fork) {
                out.map(1);
                ids(path(at), level + ids, fork);
            }
            content(at, end, fork);
            at = end;
        }
    }

    private void content(int from, int to, int level) {
        var entry = entries.get(from);
        if (entry.path().depth() > level || to - from > 1) {
            out.map(keys(from, to, level));
            children(from, to, level);
        } else if (level < 4 && entry.value() instanceof Value.None) {
            out.map(0);
        } else {
            out.value(entry);
        }
    }

    private void ids(Path path, int from, int to) {
        for (var level = from; level < to; level++) {
            out.integer(path.id(level));
        }
    }

    private int keys(int from, int to, int level) {
        var count = 0;
        for (var at = from; at < to; at = end(at, to, level)) {
            count++;
        }
        return count;
    }

    /** Where the entries end that have the same id on a level, given that they agree before it. */
    private int end(int from, int to, int level) {
        var id = path(from).id(level);
        var at = from + 1;
        while (at < to && path(at).id(level) == id) {
            at++;
        }
        return at;
    }

    /** The first level from {@code level} on where paths end or differ. The first and the last tell, they are in order. */
    private int fork(int from, int to, int level) {
        var first = path(from);
        var last = path(to - 1);
        var fork = level;
        while (fork < first.depth() && first.id(fork) == last.id(fork)) {
            fork++;
        }
        return fork;
    }

    private int endOfPrefix(int from) {
        var prefix = path(from).prefix();
        var at = from + 1;
        while (at < entries.size() && path(at).prefix().equals(prefix)) {
            at++;
        }
        return at;
    }

    private Path path(int at) {
        return entries.get(at).path();
    }
}
