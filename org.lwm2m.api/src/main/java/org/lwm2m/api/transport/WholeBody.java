package org.lwm2m.api.transport;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lwm2m.api.Content;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.message.Response;

/** Puts the content of a response that comes in one piece into a sink, and ends that once, whatever happens. */
final class WholeBody {

    private final Sink body;
    private final AtomicBoolean open = new AtomicBoolean(true);

    WholeBody(Sink body) {
        this.body = body;
    }

    CompletionStage<Response> of(CompletionStage<Response> answer) {
        CompletableFuture<Response> result = answer.toCompletableFuture().handle(this::put);
        result.whenComplete((response, failure) -> {
            if (result.isCancelled() && open.getAndSet(false)) {
                body.abort();
                answer.toCompletableFuture().cancel(false);
            }
        });
        return result;
    }

    private Response put(Response response, Throwable failure) {
        if (!open.getAndSet(false)) {
            throw new CancellationException();
        } else if (failure != null || !response.status().success()) {
            body.abort();
            if (failure != null) {
                throw new CompletionException(LwM2mException.cause(failure));
            }
            return response;
        }
        try {
            response.content().ifPresent(content -> body.write(content.bytes().buffer()));
        } catch (RuntimeException refusal) {
            body.abort();
            throw refusal;
        }
        var end = body.finish();
        return response.content()
                .map(content -> response.with(new Content(content.format(), end)))
                .orElse(response);
    }
}
