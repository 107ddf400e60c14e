package org.lwm2m.client.management;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;

/** Which attributes each server attached to which path (Core 1.2, 5.1.2). State belongs to the loop. */
final class AttributeStore {

    private static final Set<Attribute> CONDITIONS = Set.of(Attribute.GT, Attribute.LT, Attribute.ST);

    private final Map<Integer, Map<Path, Attributes>> servers = new HashMap<>();

    /** What is attached at this very path. */
    Attributes at(int server, Path path) {
        return servers.getOrDefault(server, Map.of()).getOrDefault(path, Attributes.NONE);
    }

    /** What counts for a path: the nearest of its own and those above it. */
    Attributes inherited(int server, Path path) {
        var all = at(server, path);
        for (var depth = path.depth() - 1; depth > 0; depth--) {
            all = merge(all, at(server, path.upTo(depth)));
        }
        return all;
    }

    void put(int server, Path path, Attributes attributes) {
        if (attributes.values().isEmpty()) {
            servers.getOrDefault(server, new HashMap<>()).remove(path);
        } else {
            servers.computeIfAbsent(server, id -> new HashMap<>()).put(path, attributes);
        }
    }

    /** What is at and under a path is gone. */
    void drop(Path path) {
        servers.values().forEach(paths -> paths.keySet().removeIf(path::contains));
    }

    void forget(int server) {
        servers.remove(server);
    }

    /** Conditions of two levels that contradict each other count as none (Core 1.2, 5.1.2). */
    private static Attributes merge(Attributes inner, Attributes outer) {
        try {
            return inner.orElse(outer);
        } catch (LwM2mException contradiction) {
            var rest = new EnumMap<Attribute, BigDecimal>(Attribute.class);
            rest.putAll(outer.values());
            rest.putAll(inner.values());
            rest.keySet().removeAll(CONDITIONS);
            return new Attributes(rest);
        }
    }
}
