package org.lwm2m.client.management;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceDefinition.Operation;

/** Write-Attributes, and the checks of attributes wherever they come (Core 1.2, 5.1.2 and 6.3.4). */
final class Attaching {

    private final ObjectTree tree;
    private final AttributeStore store;
    private final Observations observations;
    private final Limits limits;

    Attaching(ObjectTree tree, AttributeStore store, Observations observations, Limits limits) {
        this.tree = tree;
        this.store = store;
        this.observations = observations;
        this.limits = limits;
    }

    CompletionStage<Response> write(ServerSession from, Downlink.WriteAttributes request) {
        var path = request.path();
        Target.check(path, 1, from.version() == Version.V1_0 ? 3 : 4);
        if (request.set().values().keySet().stream().anyMatch(request.unset()::contains)) {
            throw bad("an attribute is both set and unset");
        }
        return tree.find(path).thenCompose(object -> {
            var target = new Target(object, path, object.shape()).checked();
            return present(target).thenCompose(entries -> {
                check(request.set(), target, entries, from.version());
                request.unset().forEach(attribute -> checkName(attribute, from.version()));
                var before = store.at(from.server(), path);
                checkRoom(from.server(), before);
                attach(from.server(), path, changed(before, request));
                return store.keep().handle((kept, failure) -> {
                    if (failure != null) {
                        attach(from.server(), path, before);
                        return Response.failed(failure);
                    }
                    return Response.of(Status.CHANGED);
                });
            });
        });
    }

    private void attach(int server, Path path, Attributes attributes) {
        store.put(server, path, attributes);
        observations.rescheduled(path);
    }

    private void checkRoom(int server, Attributes before) {
        if (before.values().isEmpty() && store.count(server) >= limits.attributes()) {
            // No 4.xx fits: the request is right and not too large, there is no room for it now.
            throw new LwM2mException(
                    Status.UNAVAILABLE, "attributes are attached to " + limits.attributes() + " paths already");
        }
    }

    /** What is at a resource that can be observed. */
    private static CompletionStage<List<Entry>> present(Target target) {
        if (target.path().depth() < 3) {
            return CompletableFuture.completedStage(List.of());
        }
        if (!target.shape().allows(target.path().resource(), Operation.READ)) {
            throw target.notAllowed("observe, so attach attributes to,");
        }
        return target.object().read(target.path()).thenApply(entries -> {
            if (entries.isEmpty()) {
                throw target.notFound();
            }
            return entries;
        });
    }

    private static Attributes changed(Attributes before, Downlink.WriteAttributes request) {
        var values = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        values.putAll(before.values());
        values.keySet().removeAll(request.unset());
        values.putAll(request.set().values());
        return new Attributes(values);
    }

    /**
     * Throws 4.00 for attributes that can't be at a path.
     *
     * @param entries what was read there, to go by where the definition isn't known
     */
    static void check(Attributes attributes, Target target, List<Entry> entries, Version version) {
        check(attributes, version);
        attributes.values().keySet().stream()
                .filter(Attribute::resourceOnly)
                .forEach(attribute -> checkType(attribute, target, entries));
    }

    /** Throws 4.00 for attributes that the version does not have. */
    static void check(Attributes attributes, Version version) {
        attributes.values().keySet().forEach(attribute -> checkName(attribute, version));
    }

    private static void checkName(Attribute attribute, Version version) {
        if (!version.atLeast(attribute.since())) {
            throw bad(attribute.key() + " is not in LwM2M " + version);
        }
    }

    private static void checkType(Attribute attribute, Target target, List<Entry> entries) {
        Path path = target.path();
        if (path.depth() < 3) {
            throw bad(attribute.key() + " belongs to a resource, not to " + path);
        }
        var edge = attribute == Attribute.EDGE;
        var known = target.shape().type(path.resource());
        var fits = known.isPresent()
                ? switch (known.get()) {
                    case INTEGER, UNSIGNED, FLOAT, TIME -> !edge;
                    case BOOLEAN -> edge;
                    default -> false;
                }
                : entries.stream()
                        .map(Entry::value)
                        .allMatch(value -> edge
                                ? value instanceof Value.Flag
                                : Numbers.of(value).isPresent());
        if (!fits) {
            throw bad(attribute.key() + " doesn't go with the type of " + path);
        }
    }

    private static LwM2mException bad(String why) {
        return new LwM2mException(Status.BAD_REQUEST, why);
    }
}
