package org.lwm2m.codec.lwm2mcbor;

import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.notation.Place;

/** Puts entries in the order of their paths, as maps in maps need them; refuses what maps can't say. */
final class InOrder {

    private InOrder() {}

    static List<Entry> of(Path base, List<Entry> entries) {
        var place = new Place(base);
        var inOrder = true;
        for (var i = 0; i < entries.size(); i++) {
            var path = entries.get(i).path();
            if (!place.has(path)) {
                throw refused(path + " is not under " + base);
            }
            inOrder &= i == 0 || entries.get(i - 1).path().compareTo(path) < 0;
        }
        var ordered = entries;
        if (!inOrder) {
            ordered = new ArrayList<>(entries);
            ordered.sort((one, other) -> one.path().compareTo(other.path()));
        }
        check(ordered);
        return ordered;
    }

    private static void check(List<Entry> entries) {
        for (var i = 0; i < entries.size(); i++) {
            var path = entries.get(i).path();
            if (path.depth() < 3 && !(entries.get(i).value() instanceof Value.None)) {
                throw refused(path + " is no resource, yet has a value");
            }
            if (i + 1 < entries.size() && path.contains(entries.get(i + 1).path())) {
                throw refused(path + " has a value twice, or a value and what is under it");
            }
        }
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, "LwM2M CBOR: " + why);
    }
}
