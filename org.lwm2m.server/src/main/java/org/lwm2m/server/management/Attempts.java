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
    private final CompletableFuture<Response> outcome = new CompletableFuture<>();

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
        return dialect.usable(formats).thenCompose(usable -> {
            var attempts = new Attempts(dialect.client(), usable, refusals, ask);
            attempts.next();
            return attempts.outcome;
        });
    }

    private void next() {
        var format = formats.poll();
        if (format == null) {
            outcome.completeExceptionally(
                    new LwM2mException(Status.UNSUPPORTED_FORMAT, "there is no codec that could carry this"));
            return;
        }
        try {
            ask.apply(format).whenComplete((response, failure) -> after(format, response, failure));
        } catch (RuntimeException refused) {
            after(format, null, refused);
        }
    }

    private void after(ContentFormat format, Response response, Throwable failure) {
        if (failure == null && !refusal(response.status())) {
            outcome.complete(response);
        } else if (failure == null) {
            client.refuses(format);
            otherwise(() -> outcome.complete(response));
        } else if (LwM2mException.cause(failure) instanceof LwM2mException known && refusal(known.status())) {
            otherwise(() -> outcome.completeExceptionally(known));
        } else {
            outcome.completeExceptionally(LwM2mException.cause(failure));
        }
    }

    private void otherwise(Runnable last) {
        if (formats.isEmpty()) {
            last.run();
        } else {
            next();
        }
    }

    private boolean refusal(Status status) {
        return refusals.contains(status);
    }
}
