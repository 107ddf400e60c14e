package org.lwm2m.model.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;

/**
 * Definitions at one moment, to be looked up often: by two array accesses, without creating anything.
 */
final class Snapshot {

    static final Snapshot EMPTY = new Snapshot(List.of());

    /** By the high and the low octet of the object's id: its versions, the newest first. Null where there is none. */
    private final Entry[][][] pages = new Entry[256][][];

    private final List<ObjectDefinition> all;

    /** @param definitions each version of an object once, at most */
    Snapshot(Collection<ObjectDefinition> definitions) {
        all = definitions.stream()
                .sorted(Comparator.comparingInt(ObjectDefinition::id).thenComparing(ObjectDefinition::version))
                .toList();
        for (var from = 0; from < all.size(); ) {
            var id = all.get(from).id();
            var versions = new ArrayList<Entry>();
            for (; from < all.size() && all.get(from).id() == id; from++) {
                versions.add(0, new Entry(all.get(from).version(), Optional.of(all.get(from))));
            }
            page(id)[id & 0xff] = versions.toArray(Entry[]::new);
        }
    }

    Optional<ObjectDefinition> find(int object, ObjectVersion version) {
        var page = object >>> 16 == 0 ? pages[object >>> 8] : null;
        var versions = page == null ? null : page[object & 0xff];
        if (versions == null) {
            return Optional.empty();
        }
        Entry newest = null;
        for (var each : versions) {
            if (each.version.equals(version)) {
                return each.definition;
            } else if (newest == null && each.version.major() == version.major()) {
                newest = each;
            }
        }
        return newest == null ? Optional.empty() : newest.definition;
    }

    /** By id and version. */
    List<ObjectDefinition> all() {
        return all;
    }

    private Entry[][] page(int id) {
        if (pages[id >>> 8] == null) {
            pages[id >>> 8] = new Entry[256][];
        }
        return pages[id >>> 8];
    }

    /** The answer to a look-up is made in advance. */
    private record Entry(ObjectVersion version, Optional<ObjectDefinition> definition) {}
}
