package org.lwm2m.object.connectivity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.lwm2m.api.object.Absent;

/** Tells which resources changed since it last looked. */
final class Watch {

    private final Map<Integer, Supplier<?>> resources;
    private final Map<Integer, Optional<Object>> seen = new HashMap<>(); // guarded by this

    Watch(Map<Integer, Supplier<?>> resources) {
        this.resources = Map.copyOf(resources);
    }

    /** None at first. */
    synchronized List<Integer> changed() {
        var changed = new ArrayList<Integer>();
        resources.forEach((resource, value) -> {
            var now = read(value);
            var before = seen.put(resource, now);
            if (before != null && !Objects.equals(before, now)) {
                changed.add(resource);
            }
        });
        return changed;
    }

    private static Optional<Object> read(Supplier<?> value) {
        try {
            return Optional.of(value.get());
        } catch (Absent e) {
            return Optional.empty();
        }
    }
}
