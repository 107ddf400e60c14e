package org.lwm2m.codec.lwm2mcbor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.Place;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Span;
import org.lwm2m.notation.cbor.CborReader;

/**
 * Reads any form that the format allows: maps in maps, keys that are paths, keys of different length side by side. Each
 * map adds at least one of the four ids, so that five maps are the deepest there can be.
 */
final class IdReader {

    private static final int LEVELS = 6;

    private final Place place;
    private final ResourceTypes types;
    private final CborReader in;
    private final int records;
    private final Scalar scalar = new Scalar();
    private final Span span = new Span();
    private final List<Entry> entries = new ArrayList<>();
    private boolean inOrder = true;
    private Path last = Path.ROOT;

    /** The maps that we are in, the outermost first: pairs to come, and the path so far. */
    private final int[] left = new int[LEVELS];

    private final long[] paths = new long[LEVELS];
    private final int[] depths = new int[LEVELS];
    private int map;

    /** Of the outermost key; a thing behind a gateway. */
    private String prefix;

    /** The path of the key that was read last. */
    private long path;

    private int depth;

    IdReader(Path base, Bytes payload, ResourceTypes types, Limits limits) {
        this.place = new Place(base);
        this.types = types;
        this.in = new CborReader("LwM2M CBOR", payload, limits);
        this.records = limits.records();
        this.prefix = base.prefix();
    }

    List<Entry> read() {
        left[0] = in.open(CborReader.MAP, "a map");
        while (map >= 0) {
            if (in.over(left[map])) {
                map--;
                continue;
            }
            if (left[map] > 0) {
                left[map]--;
            }
            var start = in.at();
            key();
            if (in.peek() == CborReader.MAP) {
                open(start);
            } else {
                leaf(start);
            }
        }
        in.end();
        if (!inOrder) {
            refuseRepeated();
        }
        return entries;
    }

    private void key() {
        var start = in.at();
        var type = in.peek();
        path = paths[map];
        depth = depths[map];
        if (map == 0) {
            prefix = place.base().prefix();
        }
        if (type == CborReader.UNSIGNED) {
            add(start, in.id());
        } else if (type == CborReader.ARRAY) {
            ids(start);
        } else if (type == CborReader.TEXT && map == 0) {
            prefix(start);
        } else {
            throw in.bad(start, "a key is an id or an array of ids");
        }
        if (map == 0 && depths[0] == 0 && entries.isEmpty()) {
            relative();
        }
    }

    private void ids(int start) {
        var count = in.open(CborReader.ARRAY, "a key");
        var empty = true;
        while (!in.over(count)) {
            if (empty && map == 0 && in.peek() == CborReader.TEXT) {
                prefix(in.at());
            } else {
                add(start, in.id());
            }
            empty = false;
            count = Math.max(count - 1, CborReader.UNTIL_BREAK);
        }
        if (empty) {
            throw in.bad(start, "a key without an id");
        }
    }

    private void prefix(int start) {
        in.text(span);
        var text = span.text();
        try {
            prefix = place.prefix(Path.ROOT.in(text).prefix());
        } catch (IllegalArgumentException e) {
            throw in.bad(start, "a prefix with an empty part");
        }
    }

    private void add(int start, int id) {
        if (depth == 4) {
            throw in.bad(start, "more ids than a path has");
        }
        if (id == Path.ABSENT && depth != 1) {
            throw in.bad(start, "65535 is no id but for an instance without number");
        }
        path |= (long) (id + 1 & 0xffff) << 48 - 16 * depth;
        depth++;
    }

    /**
     * The drafts of 1.2 had keys that start below the path of the request. Below an object they could be mistaken for
     * those of another one; below an instance they can't: all others start with its object, or are too long.
     */
    private void relative() {
        var base = place.base();
        var levels = base.depth();
        if (levels < 2 || depth == 0 || depth + levels > 4 || path >>> 48 == base.packed() >>> 48) {
            return;
        }
        depths[0] = levels;
        paths[0] = base.packed();
        path = path >>> 16 * levels | base.packed();
        depth += levels;
    }

    private void open(int start) {
        var count = in.open(CborReader.MAP, "a map");
        if (in.over(count)) {
            if (depth == 4) {
                throw in.bad(start, "a map where a value is due");
            } else if (depth > 1 && (path >>> 48 - 16 * (depth - 1) & 0xffff) != 0) {
                put(start, Value.NONE);
            }
            return;
        }
        if (depth == 4) {
            throw in.bad(start, "a map where a value is due");
        }
        map++;
        left[map] = count;
        paths[map] = path;
        depths[map] = depth;
    }

    private void leaf(int start) {
        if (depth < 3) {
            throw in.bad(start, "a value where there is no resource");
        }
        var at = in.at();
        in.scalar(scalar);
        var where = new Path(prefix, path);
        try {
            put(start, where, scalar.value(types.at(where).orElse(ResourceType.NONE)));
        } catch (IllegalArgumentException e) {
            throw in.bad(at, where + " has " + e.getMessage());
        }
    }

    private void put(int start, Value value) {
        put(start, new Path(prefix, path), value);
    }

    private void put(int start, Path where, Value value) {
        if (!place.has(where)) {
            throw in.bad(start, where + " is not under " + place.base());
        }
        if (entries.size() == records) {
            throw in.tooLarge(start, "more than " + records + " values");
        }
        inOrder &= last.compareTo(where) < 0 && (last.depth() < 2 || !last.contains(where));
        last = where;
        entries.add(Entry.of(where, value));
    }

    private void refuseRepeated() {
        var sorted = new ArrayList<>(entries);
        sorted.sort((one, other) -> one.path().compareTo(other.path()));
        repeated(sorted).ifPresent(path -> {
            throw in.bad(in.at(), path + " has a value twice, or a value and what is under it");
        });
    }

    private static Optional<Path> repeated(List<Entry> sorted) {
        for (var i = 1; i < sorted.size(); i++) {
            var before = sorted.get(i - 1).path();
            if (before.contains(sorted.get(i).path())) {
                return Optional.of(before);
            }
        }
        return Optional.empty();
    }
}
