package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.client.access.Right;

/** Write-Composite: resources anywhere, all or none of them (Core 1.2, 6.3.9). */
final class Patching {

    /** What becomes of one instance. */
    private record Patch(Target target, List<Entry> written, List<Path> removed) {}

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
                .thenCompose(
                        patches -> inTurn(patches, this::check).thenCompose(checked -> inTurn(patches, this::write)))
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
            var patch = new Patch(new Target(object, instance, object.shape()), new ArrayList<>(), new ArrayList<>());
            values.forEach((path, value) -> sort(patch, path, value));
            return object.read(instance).thenApply(present -> {
                for (var path : patch.removed()) {
                    if (present.stream().noneMatch(entry -> entry.path().equals(path))) {
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

    private CompletionStage<Void> check(Patch patch) {
        var path = patch.target().path().in("");
        return patch.target().object().call(object -> {
            if (!patch.written().isEmpty()) {
                object.check(path, PresentObject.bare(patch.written()), Mode.PARTIAL_UPDATE);
            }
            return CompletableFuture.completedFuture(null);
        });
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
