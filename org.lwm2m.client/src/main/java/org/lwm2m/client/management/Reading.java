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

/** Read and Read-Composite (Core 1.2, 6.3.1 and 6.3.8), and the reading behind Observe and Send. */
final class Reading {

    /** What was read at a path, and which formats can carry it. */
    record Result(List<Entry> entries, Formats formats) {}

    private final ObjectTree tree;
    private final Coding coding;

    Reading(ObjectTree tree, Coding coding) {
        this.tree = tree;
        this.coding = coding;
    }

    CompletionStage<Response> read(ServerSession from, Downlink.Read request) {
        return read(request.path())
                .thenCompose(result -> encode(request.path(), result, request.accept(), from.version()))
                .thenApply(Response::content);
    }

    CompletionStage<Content> encode(Path base, Result result, Optional<ContentFormat> accept, Version version) {
        return coding.choose(result.formats(), accept, version)
                .thenCompose(format -> coding.encode(format, base, result.entries()));
    }

    /** What a server reads at a path; fails with the status that it is to be answered. */
    CompletionStage<Result> read(Path path) {
        Target.check(path, 1, 4);
        return tree.find(path).thenCompose(object -> {
            var target = new Target(object, path, object.shape()).checked();
            if (path.depth() > 2 && !target.shape().allows(path.resource(), Operation.READ)) {
                throw target.notAllowed("read");
            }
            return object.read(path).thenApply(entries -> result(target, entries));
        });
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
                .thenCompose(this::readAll)
                .thenCompose(result -> encode(Path.ROOT, result, request.accept(), from.version()))
                .thenApply(Response::content);
    }

    /** What there is of these paths; fails with 4.01 if servers may see none of them. */
    CompletionStage<Result> readAll(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new LwM2mException(Status.BAD_REQUEST, "no path is named");
        }
        if (paths.stream().allMatch(Target::secret)) {
            throw new LwM2mException(Status.UNAUTHORIZED, "servers have no access to " + paths);
        }
        return entries(paths).thenApply(entries -> new Result(entries, Formats.COMPOSITE));
    }

    /** What can be read now at and under these paths, each once, in their order. */
    CompletionStage<List<Entry>> entries(List<Path> paths) {
        CompletionStage<Map<Path, Entry>> all = CompletableFuture.completedStage(new LinkedHashMap<>());
        for (var path : expanded(paths)) {
            all = all.thenCompose(sofar -> available(path).thenApply(more -> {
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
        return all;
    }

    private CompletionStage<List<Entry>> available(Path path) {
        try {
            return read(path).handle((result, failure) -> failure == null ? result.entries() : List.<Entry>of());
        } catch (LwM2mException e) {
            return CompletableFuture.completedStage(List.of());
        }
    }
}
