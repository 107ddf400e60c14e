package org.lwm2m.client.management;

import java.util.HashMap;
import java.util.Map;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Path;

/** Which attributes each server attached to which path (Core 1.2, 5.1.2). State belongs to the loop. */
final class AttributeStore {

    private final Map<Integer, Map<Path, Attributes>> servers = new HashMap<>();

    /** What is attached at this very path. */
    Attributes at(int server, Path path) {
        return servers.getOrDefault(server, Map.of()).getOrDefault(path, Attributes.NONE);
    }

    /** What counts for a path: the nearest of its own and those above it. */
    Attributes inherited(int server, Path path) {
        var all = at(server, path);
        for (var depth = path.depth() - 1; depth > 0; depth--) {
            all = all.orElse(at(server, path.upTo(depth)));
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
}
