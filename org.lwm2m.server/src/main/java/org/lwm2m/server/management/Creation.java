package org.lwm2m.server.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;

/**
 * One Create. An instance without a number is left to the client, if there is a format that both have and that can say
 * so; otherwise it gets the lowest number that is free (Core 1.2.1, 6.3.7: SenML names instances).
 */
final class Creation {

    private static final Set<ContentFormat> NAMELESS = Set.of(ContentFormat.TLV, ContentFormat.LWM2M_CBOR);
    private static final Set<Status> REFUSALS = Set.of(Status.NOT_ACCEPTABLE, Status.UNSUPPORTED_FORMAT);

    private final Call call;
    private final Dialect dialect;
    private final Path object;
    private final List<Entry> entries;

    Creation(Call call, Dialect dialect, Path object, List<Entry> entries) {
        this.call = call;
        this.dialect = dialect;
        this.object = object;
        this.entries = entries;
    }

    /** The instance that was created. */
    CompletableFuture<Path> done() {
        var formats = new ArrayList<>(dialect.writeFormats(object, entries));
        if (named().isPresent()) {
            return ask(formats, entries).thenCompose(response -> created(response.orThrow()));
        }
        formats.retainAll(NAMELESS);
        return ask(formats, entries)
                .exceptionally(failure -> refusal(LwM2mException.cause(failure)))
                .thenCompose(response -> REFUSALS.contains(response.status()) && !entries.isEmpty()
                        ? numbered().done()
                        : created(response.orThrow()));
    }

    private CompletableFuture<Response> ask(List<ContentFormat> formats, List<Entry> said) {
        return Attempts.each(dialect, formats, format -> dialect.encode(format, object, said)
                .thenCompose(content -> call.ask(new Downlink.Create(dialect.out(object), content))));
    }

    /** That no format could be used is as good as a refusal of all. */
    private static Response refusal(Throwable failure) {
        if (failure instanceof LwM2mException known && REFUSALS.contains(known.status())) {
            return Response.failed(known);
        }
        throw new CompletionException(failure);
    }

    private Creation numbered() {
        var taken = instances(dialect.client().registration().links().stream().map(Link::path));
        var free = IntStream.range(0, Path.ABSENT)
                .filter(id -> !taken.contains(object.child(id)))
                .findFirst()
                .orElseThrow(() -> new LwM2mException(Status.BAD_REQUEST, "no instance of " + object + " is free"));
        var instance = object.child(free);
        return new Creation(
                call,
                dialect,
                object,
                entries.stream()
                        .map(entry -> new Entry(under(instance, entry.path()), entry.value(), entry.time()))
                        .toList());
    }

    private static Path under(Path instance, Path path) {
        var moved = instance;
        for (var level = 2; level < path.depth(); level++) {
            moved = moved.child(path.id(level));
        }
        return moved;
    }

    private Optional<Path> named() {
        return entries.stream()
                .map(entry -> entry.path().upTo(2))
                .filter(path -> path.depth() == 2 && path.instance() != Path.ABSENT)
                .findFirst();
    }

    /** By its Location; else it is what we named, else what is new in the client's list (field note F24). */
    private CompletableFuture<Path> created(Response response) {
        var said = response.location().flatMap(Creation::path).map(dialect::in).filter(path -> path.depth() == 2);
        if (said.isPresent() || named().isPresent()) {
            return CompletableFuture.completedFuture(said.or(this::named).get());
        }
        var known = instances(dialect.client().registration().links().stream().map(Link::path));
        return call.ask(new Downlink.Discover(dialect.out(object), Optional.empty()))
                .thenCompose(links -> dialect.links(links.orThrow().content()))
                .thenApply(links -> instances(links.stream().map(Link::path)).stream()
                        .filter(path -> !known.contains(path))
                        .max(Path::compareTo)
                        .orElseThrow(() -> new LwM2mException(
                                Status.INTERNAL_ERROR, "created, but the client does not say which instance")));
    }

    private static Set<Path> instances(Stream<Path> paths) {
        return paths.filter(path -> path.depth() >= 2).map(path -> path.upTo(2)).collect(Collectors.toSet());
    }

    private static Optional<Path> path(String location) {
        try {
            return Optional.of(Path.parse(location));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
