package org.lwm2m.client.management;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;

/** Write, in both its modes: all of it or nothing (Core 1.2, 6.3.3). */
final class Writing {

    private final ObjectTree tree;
    private final Coding coding;
    private final ValueChecks checks;
    private final Observers observers;

    Writing(ObjectTree tree, Coding coding, ValueChecks checks, Observers observers) {
        this.tree = tree;
        this.coding = coding;
        this.checks = checks;
        this.observers = observers;
    }

    CompletionStage<Response> write(ServerSession from, Downlink.Write request) {
        var path = request.path();
        return target(path, request.mode())
                .thenCompose(target -> coding.decode(
                                formats(target),
                                path,
                                request.content(),
                                target.shape().types(),
                                from.version())
                        .thenCompose(entries -> write(target, entries, request.mode())))
                .thenApply(done -> Response.of(Status.CHANGED));
    }

    /** What is to be written, if a server may write there at all. */
    CompletionStage<Target> target(Path path, Mode mode) {
        Target.check(path, 2, mode == Mode.REPLACE ? 4 : 3);
        return tree.find(path).thenCompose(object -> {
            var target = new Target(object, path, object.shape()).checked();
            var resource = path.resource();
            var partial = mode == Mode.PARTIAL_UPDATE && path.depth() == 3;
            if (path.depth() > 2 && !target.shape().allows(resource, Operation.WRITE)
                    || partial && target.shape().single(resource)) {
                throw target.notAllowed("write");
            }
            // Core 1.2, 8.1.2.2: a right that an owner writes to is made where there was none.
            return path.depth() == 4 && path.object() != 2 && target.shape().allows(resource, Operation.READ)
                    ? present(target)
                    : CompletableFuture.completedStage(target);
        });
    }

    /** A resource instance that is named must be there; instances are made by a write to the resource. */
    private static CompletionStage<Target> present(Target target) {
        return target.object().read(target.path()).thenApply(entries -> {
            if (entries.isEmpty()) {
                throw target.notFound();
            }
            return target;
        });
    }

    static Formats formats(Target target) {
        var path = target.path();
        var one = path.depth() == 4 || path.depth() == 3 && !target.shape().multiple(path.resource());
        var type = target.shape().type(path.resource());
        return Formats.of(one, type.map(ResourceType.OPAQUE::equals).orElse(true));
    }

    private CompletionStage<Void> write(Target target, List<Entry> decoded, Mode mode) {
        var entries = accepted(target, decoded);
        var bare = PresentObject.bare(entries);
        var path = target.path().in("");
        return target.object()
                .call(object -> {
                    object.check(path, bare, mode);
                    return object.write(path, bare, mode);
                })
                .thenAccept(done -> observers.changed(target.path()));
    }

    /** What is to be written of what came; throws if any of it may not. */
    private List<Entry> accepted(Target target, List<Entry> entries) {
        var seen = new HashSet<Path>();
        for (var entry : entries) {
            if (!seen.add(entry.path())) {
                throw new LwM2mException(Status.BAD_REQUEST, entry.path() + " is there twice");
            }
        }
        if (target.path().depth() > 2) {
            one(target, entries);
        }
        // Core 1.2, 6.3.3: resources that this version of the object does not have are passed over.
        var known = entries.stream()
                .filter(entry -> entry.path().depth() > 2)
                .filter(entry -> !target.shape().lacks(entry.path().resource()))
                .toList();
        known.forEach(entry -> check(target.shape(), entry, checks));
        return known;
    }

    private static void one(Target target, List<Entry> entries) {
        var path = target.path();
        var multiple = path.depth() == 3 && !target.shape().single(path.resource());
        if (!multiple && (entries.size() != 1 || !entries.get(0).path().equals(path))) {
            throw new LwM2mException(Status.BAD_REQUEST, "exactly one value belongs at " + path);
        }
    }

    /** Throws if an entry of a Write, a Create or a composite may not be written. */
    static void check(Shape shape, Entry entry, ValueChecks checks) {
        var path = entry.path();
        checkAllowed(shape, path);
        shape.resource(path.resource()).ifPresent(resource -> {
            var none = entry.value().equals(Value.NONE);
            if (resource.multiple() ? path.depth() == 3 && !none : path.depth() == 4 || none) {
                throw new LwM2mException(
                        Status.BAD_REQUEST,
                        path.upTo(3) + (resource.multiple() ? " is a multiple resource" : " is a single resource"));
            }
            if (!none) {
                checks.check(entry, resource);
            }
        });
        checks.checkLink(entry);
    }

    static void checkAllowed(Shape shape, Path path) {
        if (!shape.allows(path.resource(), Operation.WRITE)) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "can't write " + path);
        }
    }
}
