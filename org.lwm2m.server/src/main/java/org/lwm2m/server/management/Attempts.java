package org.lwm2m.server.management;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.server.registration.Registered;

/** Asks in one format after the other until the client takes one (field note F23: it may say so with 4.06 or 4.15). */
final class Attempts {

    private final Registered client;
    private final Queue<ContentFormat> formats;
    private final Set<Status> refusals;
    private final Function<ContentFormat, CompletableFuture<Response>> ask;

    private Attempts(
            Registered client,
            List<ContentFormat> formats,
            Set<Status> refusals,
            Function<ContentFormat, CompletableFuture<Response>> ask) {
        this.client = client;
        this.formats = new ArrayDeque<>(formats);
        this.refusals = refusals;
        this.ask = ask;
    }

    /**
     * Completes with the first answer that is no refusal of a format, else with the last; fails with 4.15 if there is
     * nothing to try.
     */
    static CompletableFuture<Response> each(
            Dialect dialect, List<ContentFormat> formats, Function<ContentFormat, CompletableFuture<Response>> ask) {
        return each(dialect, formats, Set.of(Status.NOT_ACCEPTABLE, Status.UNSUPPORTED_FORMAT), ask);
    }

    /** The same, where the format asked for and that of the request are refused each in their own way. */
    static CompletableFuture<Response> each(
            Dialect dialect,
            List<ContentFormat> formats,
            Set<Status> refusals,
            Function<ContentFormat, CompletableFuture<Response>> ask) {
        return dialect.usable(formats)
                .thenCompose(usable -> new Attempts(dialect.client(), usable, refusals, ask).next());
    }

    private CompletableFuture<Response> next() {
        var format = formats.poll();
        if (format == null) {
            return CompletableFuture.failedFuture(
                    new LwM2mException(Status.UNSUPPORTED_FORMAT, "there is no codec that could carry this"));
        }
        return ask.apply(format)
                .handle((response, failure) -> after(format, response, failure))
                .thenCompose(answer -> answer);
    }

    private CompletableFuture<Response> after(ContentFormat format, Response response, Throwable failure) {
        if (failure != null) {
            var unusable = LwM2mException.cause(failure) instanceof LwM2mException known && refusal(known.status());
            return unusable && !formats.isEmpty()
                    ? next()
                    : CompletableFuture.failedFuture(LwM2mException.cause(failure));
        }
        if (refusal(response.status())) {
            client.refuses(format);
            if (!formats.isEmpty()) {
                return next();
            }
        }
        return CompletableFuture.completedFuture(response);
    }

    private boolean refusal(Status status) {
        return refusals.contains(status);
    }
}
