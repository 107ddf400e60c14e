package org.lwm2m.client.management;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.lwm2m.api.Attribute;
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
        var levels = new ArrayList<Attributes>();
        for (var depth = path.depth(); depth > 0; depth--) {
            levels.add(at(server, path.upTo(depth)));
        }
        return Attributes.nearest(levels);
    }

    /**
     * What counts for a path of an observation. Attributes of the request replace all attached ones; those of a
     * composite only the ones that an object can have (Core 1.2.2, 6.4.4), so that conditions of a listed resource
     * still count: our reading.
     */
    Attributes of(Observation observation, Path path) {
        if (observation.own.values().isEmpty()) {
            return inherited(observation.session.server(), path);
        } else if (!observation.composite) {
            return observation.own;
        }
        var values = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        values.putAll(inherited(observation.session.server(), path).values());
        values.keySet().removeIf(attribute -> !attribute.resourceOnly());
        values.putAll(observation.own.values());
        return new Attributes(values);
    }

    /** How many paths of a server's have attributes. */
    int count(int server) {
        return servers.getOrDefault(server, Map.of()).size();
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
