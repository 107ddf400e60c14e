package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.client.access.Permit;
import org.lwm2m.client.access.Right;
import org.lwm2m.client.access.Rights;

/** Read and Read-Composite (Core 1.2, 6.3.1 and 6.3.8), and the reading behind Observe and Send. */
final class Reading {

    /** What was read at a path, and which formats can carry it. */
    record Result(List<Entry> entries, Formats formats) {}

    /** So many paths one composite may name: each costs a call of an object. */
    private static final int MOST_PATHS = 1000;

    private final ObjectTree tree;
    private final Coding coding;
    private final Rights rights;

    Reading(ObjectTree tree, Coding coding, Rights rights) {
        this.tree = tree;
        this.coding = coding;
        this.rights = rights;
    }

    CompletionStage<Response> read(ServerSession from, Downlink.Read request) {
        return read(from.server(), request.path())
                .thenCompose(result -> encode(request.path(), result, request.accept(), from.version()))
                .thenApply(Response::content);
    }

    CompletionStage<Content> encode(Path base, Result result, Optional<ContentFormat> accept, Version version) {
        return coding.choose(result.formats(), accept, version)
                .thenCompose(format -> coding.encode(format, base, result.entries()));
    }

    /** What a server reads at a path; fails with the status that it is to be answered. */
    CompletionStage<Result> read(int server, Path path) {
        return read(rights.of(server), path);
    }

    /** Whether the one who observes may be told what was seen. */
    boolean permits(Observation observation, Observation.Sample sample) {
        var permit = rights.of(observation.session.server());
        return sample.entries().stream().allMatch(each -> permit.allows(Right.READ, each.path()));
    }

    private CompletionStage<Result> read(Permit permit, Path path) {
        Target.check(path, 1, 4);
        if (path.depth() > 1 && !permit.allows(Right.READ, path) && tree.has(path)) {
            throw new LwM2mException(Status.UNAUTHORIZED, "no right to read at " + path);
        }
        return tree.find(path).thenCompose(object -> {
            var target = new Target(object, path, object.shape()).checked();
            if (path.depth() > 2 && !target.shape().allows(path.resource(), Operation.READ)) {
                throw target.notAllowed("read");
            }
            return object.read(path)
                    .thenApply(entries -> path.depth() == 1 ? permitted(permit, entries) : entries)
                    .thenApply(entries -> result(target, entries));
        });
    }

    /** Of a whole object, a server gets the instances that it may read (Core 1.2, 8.2.3). */
    private static List<Entry> permitted(Permit permit, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> permit.allows(Right.READ, entry.path()))
                .toList();
    }

    private static Result result(Target target, List<Entry> entries) {
        var path = target.path();
        if (path.depth() > 2 && entries.isEmpty()) {
            throw target.notFound();
        }
        var one = path.depth() == 4 || path.depth() == 3 && single(target, entries);
        var opaque = one && entries.get(0).value() instanceof Value.Opaque;
        return new Result(entries, Formats.of(one, opaque));
    }

    private static boolean single(Target target, List<Entry> entries) {
        return target.shape()
                .resource(target.path().resource())
                .map(resource -> !resource.multiple())
                .orElseGet(() -> entries.get(0).path().equals(target.path())
                        && !entries.get(0).value().equals(Value.NONE));
    }

    CompletionStage<Response> readComposite(ServerSession from, Downlink.ReadComposite request) {
        return coding.decodePaths(request.paths(), from.version())
                .thenCompose(paths -> readAll(from.server(), paths))
                .thenCompose(result -> encode(Path.ROOT, result, request.accept(), from.version()))
                .thenApply(Response::content);
    }

    /** What there is of these paths; fails with 4.01 if the server may see none of them. */
    CompletionStage<Result> readAll(int server, List<Path> paths) {
        if (paths.isEmpty()) {
            throw new LwM2mException(Status.BAD_REQUEST, "no path is named");
        }
        if (paths.size() > MOST_PATHS) {
            throw new LwM2mException(
                    Status.TOO_LARGE, paths.size() + " paths are too many for one request; " + MOST_PATHS + " may be");
        }
        if (paths.stream().allMatch(Target::secret)) {
            throw new LwM2mException(Status.UNAUTHORIZED, "servers have no access to " + paths);
        }
        var permit = rights.of(server);
        var involved = expanded(paths).stream()
                .map(tree::instances)
                .flatMap(List::stream)
                .toList();
        // Core 1.2, 8.2.1: those without the right are passed over, unless there are no others.
        if (!involved.isEmpty() && involved.stream().noneMatch(each -> permit.allows(Right.READ, each))) {
            throw new LwM2mException(Status.UNAUTHORIZED, "no right to read any of " + paths);
        }
        return entries(permit, paths).thenApply(entries -> new Result(entries, Formats.COMPOSITE));
    }

    /** What a server may read now at and under these paths, each once, in their order. */
    CompletionStage<List<Entry>> entries(int server, List<Path> paths) {
        return entries(rights.of(server), paths);
    }

    private CompletionStage<List<Entry>> entries(Permit permit, List<Path> paths) {
        CompletionStage<Map<Path, Entry>> all = CompletableFuture.completedStage(new LinkedHashMap<>());
        for (var path : expanded(paths)) {
            all = all.thenCompose(sofar -> available(permit, path).thenApply(more -> {
                more.forEach(entry -> sofar.putIfAbsent(entry.path(), entry));
                return sofar;
            }));
        }
        return all.thenApply(entries -> List.copyOf(entries.values()));
    }

    /** The root stands for all objects of our own. */
    private List<Path> expanded(List<Path> paths) {
        var all = new ArrayList<Path>();
        for (var path : paths) {
            if (path.depth() > 0) {
                all.add(path);
            } else {
                tree.list().stream()
                        .map(listed -> listed.object().path())
                        .filter(object -> object.prefix().equals(path.prefix()))
                        .forEach(all::add);
            }
        }
        all.removeIf(Target::secret);
        return all.stream().distinct().toList();
    }

    private CompletionStage<List<Entry>> available(Permit permit, Path path) {
        try {
            return read(permit, path)
                    .handle((result, failure) -> failure == null ? result.entries() : List.<Entry>of());
        } catch (LwM2mException e) {
            return CompletableFuture.completedStage(List.of());
        }
    }
}
