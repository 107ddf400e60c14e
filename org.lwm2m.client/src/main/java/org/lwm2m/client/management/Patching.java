package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.client.access.Right;

/** Write-Composite: resources anywhere, all or none of them (Core 1.2, 6.3.9). */
final class Patching {

    /** What becomes of one instance, and what it held before. */
    private record Patch(Target target, List<Entry> written, List<Path> removed, List<Entry> before) {

        /** The resources that are touched. */
        Set<Path> resources() {
            return Stream.concat(written.stream().map(Entry::path), removed.stream())
                    .map(path -> path.upTo(3))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private final ObjectTree tree;
    private final Coding coding;
    private final ValueChecks checks;
    private final Observers observers;
    private final Gate gate;

    Patching(ObjectTree tree, Coding coding, ValueChecks checks, Observers observers, Gate gate) {
        this.tree = tree;
        this.coding = coding;
        this.checks = checks;
        this.observers = observers;
        this.gate = gate;
    }

    CompletionStage<Response> write(ServerSession from, Downlink.WriteComposite request) {
        ResourceTypes types =
                path -> tree.now(path).flatMap(object -> object.shape().type(path.resource()));
        return coding.decode(Formats.PATCH, Path.ROOT, request.content(), types, from.version())
                .thenCompose(entries -> inTurn(permitted(from, byInstance(entries)), this::patch))
                .thenCompose(patches -> inTurn(patches, this::check).thenCompose(checked -> writeAll(patches)))
                .thenApply(done -> Response.of(Status.CHANGED));
    }

    private static List<SortedMap<Path, Value>> byInstance(List<Entry> entries) {
        var instances = new TreeMap<Path, SortedMap<Path, Value>>();
        var seen = new HashSet<Path>();
        for (var entry : entries) {
            Target.check(entry.path(), 3, 4);
            if (!seen.add(entry.path())) {
                throw new LwM2mException(Status.BAD_REQUEST, entry.path() + " is there twice");
            }
            instances
                    .computeIfAbsent(entry.path().upTo(2), path -> new TreeMap<>())
                    .put(entry.path(), entry.value());
        }
        return List.copyOf(instances.values());
    }

    /** Core 1.2, 8.2.1: without the right to one instance, the server has none to all of them. */
    private List<SortedMap<Path, Value>> permitted(ServerSession from, List<SortedMap<Path, Value>> instances) {
        instances.forEach(each -> gate.check(from, Right.WRITE, each.firstKey()));
        return instances;
    }

    private CompletionStage<Patch> patch(SortedMap<Path, Value> values) {
        var instance = values.firstKey().upTo(2);
        return tree.find(instance).thenCompose(object -> {
            var target = new Target(object, instance, object.shape());
            var patch = new Patch(target, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            values.forEach((path, value) -> sort(patch, path, value));
            return object.read(instance).thenApply(present -> {
                patch.before().addAll(present);
                for (var path : patch.removed()) {
                    if (present.stream().noneMatch(entry -> entry.path().equals(path))
                            && patch.target().shape().allows(path.resource(), Operation.READ)) {
                        throw new LwM2mException(Status.NOT_FOUND, "nothing to remove at " + path);
                    }
                }
                return patch;
            });
        });
    }

    private void sort(Patch patch, Path path, Value value) {
        var target = new Target(patch.target().object(), path, patch.target().shape()).checked();
        var entry = Entry.of(path, value);
        if (value.equals(Value.NONE) && path.depth() == 4) {
            Writing.checkAllowed(target.shape(), path);
            patch.removed().add(path);
        } else {
            Writing.check(target.shape(), entry, checks);
            patch.written().add(entry);
        }
    }

    /** Asks for each resource, which has to be there, and for all together. */
    private CompletionStage<Void> check(Patch patch) {
        return patch.target().object().call(object -> {
            for (var resource : patch.resources()) {
                var some = patch.written().stream()
                        .filter(entry -> resource.contains(entry.path()))
                        .toList();
                if (!some.isEmpty()) {
                    object.check(resource.in(""), PresentObject.bare(some), Mode.PARTIAL_UPDATE);
                }
            }
            if (!patch.written().isEmpty()) {
                var instance = patch.target().path().in("");
                object.check(instance, PresentObject.bare(patch.written()), Mode.PARTIAL_UPDATE);
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    /** If one fails although it was asked before, those that were written are led back (Core 1.2, 6.3.9). */
    private CompletionStage<Void> writeAll(List<Patch> patches) {
        var begun = new ArrayList<Patch>();
        return inTurn(patches, patch -> {
                    begun.add(0, patch);
                    return write(patch);
                })
                .handle((done, failure) -> failure == null
                        ? CompletableFuture.<Void>completedStage(null)
                        : inTurn(begun, this::restore)
                                .<Void>thenCompose(restored -> CompletableFuture.failedStage(failure)))
                .thenCompose(Function.identity());
    }

    private CompletionStage<Void> restore(Patch patch) {
        var object = patch.target().object();
        return inTurn(List.copyOf(patch.resources()), resource -> Restoring.restore(object, resource, patch.before()))
                .thenAccept(done -> observers.changed(patch.target().path()));
    }

    private CompletionStage<Void> write(Patch patch) {
        var object = patch.target().object();
        var path = patch.target().path();
        CompletionStage<Void> written = patch.written().isEmpty()
                ? CompletableFuture.completedFuture(null)
                : object.call(
                        each -> each.write(path.in(""), PresentObject.bare(patch.written()), Mode.PARTIAL_UPDATE));
        return written.thenCompose(
                        done -> inTurn(patch.removed(), gone -> object.call(each -> each.delete(gone.in("")))))
                .thenAccept(done -> observers.changed(path));
    }

    /** One after another, each when the one before is done; stops at the first that fails. */
    private static <T, R> CompletionStage<List<R>> inTurn(List<T> all, Function<T, CompletionStage<R>> step) {
        CompletionStage<List<R>> done = CompletableFuture.completedFuture(new ArrayList<>());
        for (var each : all) {
            done = done.thenCompose(sofar -> step.apply(each).thenApply(result -> {
                sofar.add(result);
                return sofar;
            }));
        }
        return done;
    }
}
