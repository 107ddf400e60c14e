package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.client.access.Rights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Create: one instance or several, with their numbers or without, all or none (Core 1.2, 6.3.6). */
final class Creating {

    private static final Logger LOG = LoggerFactory.getLogger(Creating.class);

    private final ObjectTree tree;
    private final Coding coding;
    private final ValueChecks checks;
    private final Observers observers;
    private final Rights rights;

    Creating(ObjectTree tree, Coding coding, ValueChecks checks, Observers observers, Rights rights) {
        this.tree = tree;
        this.coding = coding;
        this.checks = checks;
        this.observers = observers;
        this.rights = rights;
    }

    CompletionStage<Response> create(ServerSession from, Downlink.Create request) {
        var path = request.path();
        Target.check(path, 1, 1);
        return tree.find(path).thenCompose(object -> {
            var target = new Target(object, path, object.shape());
            if (!target.shape().multipleInstances() && !object.ids().isEmpty()) {
                throw target.notAllowed("create another instance of");
            }
            return coding.decode(
                            Formats.SEVERAL,
                            path,
                            request.content(),
                            target.shape().types(),
                            from.version())
                    .thenCompose(entries -> create(from, target, numbered(target, entries)));
        });
    }

    private CompletionStage<Response> create(
            ServerSession from, Target target, SortedMap<Integer, List<Entry>> instances) {
        var object = target.object();
        var made = new ArrayList<Integer>();
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        instances.replaceAll((id, entries) -> PresentObject.bare(accepted(target, id, entries)));
        for (var instance : instances.entrySet()) {
            all = all.thenCompose(before -> object.call(each -> each.create(instance.getKey(), instance.getValue())))
                    .thenRun(() -> made.add(instance.getKey()));
        }
        return all.handle((done, failure) -> failure == null
                        ? CompletableFuture.<Void>completedStage(null)
                        : undo(object, made).<Void>thenCompose(gone -> CompletableFuture.failedStage(failure)))
                .thenCompose(Function.identity())
                .thenApply(done -> {
                    made.forEach(
                            id -> rights.created(from.server(), target.path().child(id)));
                    observers.changed(target.path());
                    observers.instancesMayHaveChanged(object);
                    return created(target.path(), made);
                });
    }

    private static Response created(Path object, List<Integer> made) {
        return made.size() == 1
                ? Response.created(object.child(made.get(0)).toString().substring(1))
                : Response.of(Status.CREATED);
    }

    private static CompletionStage<Void> undo(PresentObject object, List<Integer> made) {
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        for (var id : made) {
            var path = object.path().in("").child(id);
            all = all.thenCompose(before -> object.call(instances -> instances.delete(path)))
                    .exceptionally(failure -> {
                        LOG.warn("{} stays although others of its Create failed: {}", path, failure.getMessage());
                        return null;
                    });
        }
        return all;
    }

    /** The entries by instance; those without a number get the lowest that is free. */
    private static SortedMap<Integer, List<Entry>> numbered(Target target, List<Entry> entries) {
        var instances = new TreeMap<Integer, List<Entry>>();
        var taken = target.object().ids();
        for (var entry : entries) {
            instances
                    .computeIfAbsent(entry.path().instance(), id -> new ArrayList<>())
                    .add(entry);
        }
        for (var id : instances.keySet()) {
            if (taken.contains(id)) {
                throw bad(target.path().child(id) + " is there already");
            }
        }
        var unnumbered = instances.remove(Path.ABSENT);
        if (unnumbered != null || instances.isEmpty()) {
            var id = free(taken, instances);
            var instance = target.path().child(id);
            var own = unnumbered == null ? List.<Entry>of() : unnumbered;
            instances.put(id, own.stream().map(entry -> moved(entry, instance)).collect(Collectors.toList()));
        }
        if (!target.shape().multipleInstances() && !instances.keySet().equals(Set.of(0))) {
            throw bad(target.path() + " has the instance 0 only");
        }
        return instances;
    }

    private static int free(Set<Integer> taken, SortedMap<Integer, List<Entry>> named) {
        var id = 0;
        while (taken.contains(id) || named.containsKey(id)) {
            id++;
        }
        if (id >= Path.ABSENT) {
            throw bad("no instance number is free");
        }
        return id;
    }

    private static Entry moved(Entry entry, Path instance) {
        var path = entry.path();
        if (path.depth() < 3) {
            return new Entry(instance, entry.value(), entry.time());
        }
        var resource = instance.child(path.resource());
        return new Entry(
                path.depth() == 4 ? resource.child(path.resourceInstance()) : resource, entry.value(), entry.time());
    }

    /** What an instance is made of: read-only resources and unknown ones are passed over (Core 1.2, 6.3.6). */
    private List<Entry> accepted(Target target, int instance, List<Entry> entries) {
        var seen = new HashSet<Path>();
        var kept = entries.stream()
                .filter(entry -> entry.path().depth() > 2)
                .filter(entry -> !target.shape().lacks(entry.path().resource()))
                .filter(entry -> target.shape().allows(entry.path().resource(), Operation.WRITE))
                .toList();
        for (var entry : kept) {
            if (!seen.add(entry.path())) {
                throw bad(entry.path() + " is there twice");
            }
            Writing.check(target.shape(), entry, checks);
        }
        var given = kept.stream().map(entry -> entry.path().resource()).collect(Collectors.toSet());
        target.shape().definition().ifPresent(definition -> definition.resources().values().stream()
                .filter(Creating::mustBeGiven)
                .filter(resource -> !given.contains(resource.id()))
                .findFirst()
                .ifPresent(resource -> {
                    throw bad(target.path().child(instance) + " needs resource " + resource.id() + ", "
                            + resource.name());
                }));
        return kept;
    }

    private static boolean mustBeGiven(ResourceDefinition resource) {
        return resource.mandatory() && resource.operations().contains(Operation.WRITE);
    }

    private static LwM2mException bad(String why) {
        return new LwM2mException(Status.BAD_REQUEST, why);
    }
}
