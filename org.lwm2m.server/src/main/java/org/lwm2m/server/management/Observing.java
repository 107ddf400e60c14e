package org.lwm2m.server.management;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;

/** Asks a client to report: in the first format that it takes, with attributes as its version has them. */
final class Observing {

    private final Management management;
    private final Observations observations;
    private final BiConsumer<Watch, Response> first;

    /** @param first takes the answer, which holds the first value */
    Observing(Management management, Observations observations, BiConsumer<Watch, Response> first) {
        this.management = management;
        this.observations = observations;
        this.first = first;
    }

    /** Begins what an application wants with the registration that its client has now. */
    CompletableFuture<Void> start(Call call, Subscription wanted) {
        var dialect = management.dialect(wanted.endpoint(), wanted.device());
        var attributes = wanted.attributes();
        var composite = wanted.paths().size() > 1;
        wanted.paths().forEach(dialect::named);
        if (composite) {
            dialect.since(Version.V1_1, "Observe-Composite");
        }
        checkAttributes(attributes, composite);
        if (attributes.values().isEmpty()) {
            return request(call, dialect, wanted, Attributes.NONE).thenAccept(Observing::begun);
        }
        if (!dialect.version().atLeast(Version.V1_2)) {
            return afterWriting(call, dialect, wanted);
        }
        return request(call, dialect, wanted, attributes).thenCompose(response -> {
            // Some clients of 1.2 refuse the query (field note F20).
            var refused = response.status() == Status.BAD_REQUEST || response.status() == Status.BAD_OPTION;
            return refused
                    ? afterWriting(call, dialect, wanted)
                    : CompletableFuture.completedFuture(response).thenAccept(Observing::begun);
        });
    }

    /** Remembers a watch, asks for it, and gives it up if the client does not go along, as far as is known. */
    CompletableFuture<Response> ask(Watch watch, Supplier<CompletableFuture<Response>> ask) {
        observations.add(watch);
        return ask.get().whenComplete((response, failure) -> {
            if (failure != null || !response.begins(watch.request())) {
                observations.giveUp(watch);
            } else if (observations.find(watch.token()).isEmpty()) {
                observations.abandoned(watch);
            } else {
                observations.kept(watch);
                first.accept(watch, response);
            }
        });
    }

    private CompletableFuture<Void> afterWriting(Call call, Dialect dialect, Subscription wanted) {
        CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
        for (var path : wanted.paths()) {
            written = written.thenCompose(before ->
                    management.operations().writeAttributes(call, dialect, path, wanted.attributes(), Set.of()));
        }
        return written.thenCompose(done -> request(call, dialect, wanted, Attributes.NONE))
                .thenAccept(Observing::begun);
    }

    private CompletableFuture<Response> request(
            Call call, Dialect dialect, Subscription wanted, Attributes attributes) {
        dropOrphans(dialect, wanted.paths());
        if (wanted.paths().size() > 1) {
            return composite(call, dialect, wanted, attributes);
        }
        var path = wanted.paths().get(0);
        return Attempts.each(dialect, dialect.readFormats(path), format -> {
            var request =
                    new Downlink.Observe(dialect.out(path), observations.token(), Optional.of(format), attributes);
            return ask(
                    new Watch(request.token(), dialect.client(), request, Optional.of(wanted)),
                    () -> call.ask(request));
        });
    }

    private CompletableFuture<Response> composite(
            Call call, Dialect dialect, Subscription wanted, Attributes attributes) {
        var accepted = dialect.order(Formats.composite(dialect.version()));
        return management
                .operations()
                .pathFormats(call, dialect)
                .thenCompose(formats -> Attempts.each(
                        dialect, formats, Set.of(Status.UNSUPPORTED_FORMAT), format -> dialect.encodePaths(
                                        format, wanted.paths())
                                .thenCompose(paths -> Operations.accepting(
                                        dialect,
                                        accepted,
                                        accept -> composite(call, dialect, wanted, paths, accept, attributes)))));
    }

    private CompletableFuture<Response> composite(
            Call call,
            Dialect dialect,
            Subscription wanted,
            Content paths,
            ContentFormat accept,
            Attributes attributes) {
        var request = new Downlink.ObserveComposite(paths, observations.token(), Optional.of(accept), attributes);
        return ask(new Watch(request.token(), dialect.client(), request, Optional.of(wanted)), () -> call.ask(request));
    }

    /** What a store kept and nobody here asked for is now asked for, so the client need not report it twice. */
    private void dropOrphans(Dialect dialect, List<Path> paths) {
        for (var orphan : observations.orphans(dialect.client())) {
            if (paths.size() == 1
                    && orphan.request() instanceof Downlink.Observe one
                    && one.path().equals(dialect.out(paths.get(0)))) {
                observations.remove(orphan);
            }
        }
    }

    /** A client that has no room for one more observation may answer an Observe like a Read (RFC 7641, 4.1). */
    private static void begun(Response response) {
        if (response.orThrow().unobserved()) {
            throw new LwM2mException(
                    Status.UNAVAILABLE, "the client answered with the value, and will not tell when it changes");
        }
    }

    private static void checkAttributes(Attributes attributes, boolean composite) {
        var alone =
                attributes.values().keySet().stream().filter(each -> each.resourceOnly() || each == Attribute.HQMAX);
        if (composite && alone.findFirst().isPresent()) {
            throw new LwM2mException(
                    Status.BAD_REQUEST, "several paths together take pmin, pmax, epmin, epmax and con: " + attributes);
        }
    }
}
