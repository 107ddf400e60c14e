package org.lwm2m.client.management;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Path;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.keeping.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which attributes each server attached to which path (Core 1.2, 5.1.2). State belongs to the loop. */
final class AttributeStore {

    private static final Logger LOG = LoggerFactory.getLogger(AttributeStore.class);
    private static final int FORMAT = 1;
    private static final String NAME = "attributes";

    private final Keeper keeper;
    private final Map<Integer, Map<Path, Attributes>> servers = new HashMap<>();
    private boolean recalled;

    AttributeStore(Keeper keeper) {
        this.keeper = keeper;
    }

    /** Once there is a store: takes what was kept before this client began, but for what servers attached since. */
    void recall() {
        if (recalled || !keeper.present()) {
            return;
        }
        recalled = true;
        var since = !servers.isEmpty();
        keeper.get(NAME).ifPresent(bytes -> {
            try {
                Octets.read(FORMAT, bytes, in -> Octets.all(in, AttributeStore::read))
                        .forEach(each -> servers.computeIfAbsent(each.server, id -> new HashMap<>())
                                .putIfAbsent(each.path, each.attributes));
            } catch (IOException e) {
                LOG.error("the attributes in the store are damaged, there are none: {}", e.getMessage());
            }
        });
        if (since) {
            keep();
        }
    }

    /** Complete when all is in the store as it is now. */
    CompletionStage<Void> keep() {
        var all = new ArrayList<Attached>();
        servers.forEach((server, paths) ->
                paths.forEach((path, attributes) -> all.add(new Attached(server, path, attributes))));
        return keeper.put(
                NAME,
                all.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Octets.write(FORMAT, out -> Octets.all(out, all, AttributeStore::write))));
    }

    private record Attached(int server, Path path, Attributes attributes) {}

    private static void write(DataOutputStream out, Attached each) throws IOException {
        out.writeInt(each.server);
        Octets.path(out, each.path);
        Octets.attributes(out, each.attributes);
    }

    private static Attached read(DataInputStream in) throws IOException {
        return new Attached(in.readInt(), Octets.path(in), Octets.attributes(in));
    }

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
        var changed = false;
        for (var paths : servers.values()) {
            changed |= paths.keySet().removeIf(path::contains);
        }
        if (changed) {
            keep();
        }
    }

    void forget(int server) {
        if (servers.remove(server) != null) {
            keep();
        }
    }
}
