package org.lwm2m.server.management;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.server.Registration.Terms;
import org.lwm2m.server.registration.Registrar;

/** Device management (Core 1.2, 6.3): each operation as the requests that it takes, and what they come to. */
final class Operations {

    private static final int MOST_LEVELS = 3;

    private final Registrar registrar;

    Operations(Registrar registrar) {
        this.registrar = registrar;
    }

    CompletableFuture<List<Entry>> read(Call call, Dialect dialect, Path path) {
        return Attempts.each(
                        dialect,
                        dialect.readFormats(dialect.named(path)),
                        format -> call.ask(new Downlink.Read(dialect.out(path), Optional.of(format))))
                .thenCompose(response -> dialect.decode(path, there(response).content()));
    }

    CompletableFuture<List<Link>> discover(Call call, Dialect dialect, Path path, Optional<Integer> depth) {
        depth.ifPresent(levels -> {
            dialect.since(Version.V1_2, "the depth of a Discover");
            if (levels < 0 || levels > MOST_LEVELS) {
                throw new LwM2mException(Status.BAD_REQUEST, "the depth of a Discover is 0 to 3, not " + levels);
            }
        });
        return call.ask(new Downlink.Discover(dialect.out(path), depth))
                .thenCompose(response -> dialect.links(response.orThrow().content()));
    }

    CompletableFuture<Void> write(Call call, Dialect dialect, Path path, List<Entry> entries, Mode mode) {
        var typed = dialect.typed(entries);
        var before = dialect.client().registration().terms();
        if (mode == Mode.PARTIAL_UPDATE && path.depth() == 3) {
            dialect.since(Version.V1_1, "the partial update of a resource, " + path + ",");
        }
        return Attempts.each(dialect, dialect.writeFormats(dialect.named(path), typed), format -> dialect.encode(
                                format, path, typed)
                        .thenCompose(content -> call.ask(new Downlink.Write(dialect.out(path), content, mode))))
                .thenAccept(response -> {
                    response.orThrow();
                    noteLifetime(dialect, typed, before);
                });
    }

    CompletableFuture<Void> writeAttributes(
            Call call, Dialect dialect, Path path, Attributes set, Set<Attribute> unset) {
        var all = new HashSet<>(unset);
        all.addAll(set.values().keySet());
        all.forEach(each -> dialect.since(each.since(), each.key()));
        return done(call.ask(new Downlink.WriteAttributes(dialect.out(dialect.named(path)), set, unset)));
    }

    CompletableFuture<Void> execute(Call call, Dialect dialect, Path path, String arguments) {
        return done(call.ask(new Downlink.Execute(dialect.out(path), arguments)));
    }

    CompletableFuture<Path> create(Call call, Dialect dialect, int object, List<Entry> entries) {
        return new Creation(call, dialect, Path.of(object), dialect.typed(entries))
                .done()
                .thenApply(instance -> {
                    if (dialect.own()) {
                        registrar.created(dialect.client(), instance);
                    }
                    return instance;
                });
    }

    CompletableFuture<Void> delete(Call call, Dialect dialect, Path path) {
        return done(call.ask(new Downlink.Delete(dialect.out(dialect.named(path)))))
                .thenAccept(deleted -> {
                    if (dialect.own() && path.depth() == 2 && path.prefix().isEmpty()) {
                        registrar.deleted(dialect.client(), path);
                    }
                });
    }

    CompletableFuture<List<Entry>> readComposite(Call call, Dialect dialect, Collection<Path> paths) {
        dialect.since(Version.V1_1, "Read-Composite");
        var accepted = dialect.order(Formats.composite(dialect.version()));
        return pathFormats(call, dialect)
                .thenCompose(formats -> Attempts.each(
                        dialect, formats, Set.of(Status.UNSUPPORTED_FORMAT), format -> dialect.encodePaths(
                                        format, List.copyOf(paths))
                                .thenCompose(content -> accepting(
                                        dialect,
                                        accepted,
                                        accept -> call.ask(new Downlink.ReadComposite(content, Optional.of(accept)))))))
                .thenCompose(
                        response -> dialect.decode(Path.ROOT, response.orThrow().content()));
    }

    CompletableFuture<Void> writeComposite(Call call, Dialect dialect, List<Entry> entries) {
        var typed = dialect.typed(entries);
        var before = dialect.client().registration().terms();
        var removes = entries.stream().anyMatch(entry -> entry.value() instanceof Value.None);
        dialect.since(
                removes ? Version.V1_2 : Version.V1_1,
                removes ? "to remove a resource instance by Write-Composite" : "Write-Composite");
        var formats = dialect.order(Formats.patch(dialect.version(), removes));
        return Attempts.each(dialect, formats, format -> dialect.encode(format, Path.ROOT, typed)
                        .thenCompose(content -> call.ask(new Downlink.WriteComposite(content))))
                .thenAccept(response -> {
                    response.orThrow();
                    noteLifetime(dialect, typed, before);
                });
    }

    /** The formats to list paths in, of a composite. */
    CompletableFuture<List<ContentFormat>> pathFormats(Call call, Dialect dialect) {
        return call.features()
                .thenApply(features -> dialect.order(Formats.paths(dialect.version(), features.pathFormats())));
    }

    /** A composite names the format of its answer beside that of its paths. */
    static CompletableFuture<Response> accepting(
            Dialect dialect, List<ContentFormat> accepted, Function<ContentFormat, CompletableFuture<Response>> ask) {
        return Attempts.each(dialect, accepted, Set.of(Status.NOT_ACCEPTABLE), ask);
    }

    /** Where the client has one server account it is ours, so we wrote how long its registration lasts. */
    private void noteLifetime(Dialect dialect, List<Entry> written, Terms before) {
        var accounts = dialect.client().registration().links().stream()
                .map(Link::path)
                .filter(path -> path.object() == 1 && path.depth() == 2)
                .toList();
        written.stream()
                .filter(entry -> dialect.own()
                        && accounts.size() == 1
                        && entry.path().equals(accounts.get(0).child(1)))
                .map(Entry::value)
                .filter(Value.Int.class::isInstance)
                .map(value -> Duration.ofSeconds(((Value.Int) value).value()))
                .filter(lifetime -> !lifetime.isNegative() && lifetime.toSeconds() <= 0xffff_ffffL)
                .findFirst()
                .ifPresent(lifetime -> registrar.lifetimeWritten(dialect.client(), before, lifetime));
    }

    /** What is not there is a normal state, and to be told from all else that is 4.04. */
    private static Response there(Response response) {
        if (response.status() == Status.NOT_FOUND) {
            throw new Absent("the peer answered " + response.reason());
        }
        return response.orThrow();
    }

    private static CompletableFuture<Void> done(CompletableFuture<Response> answer) {
        return answer.thenAccept(Response::orThrow);
    }
}
