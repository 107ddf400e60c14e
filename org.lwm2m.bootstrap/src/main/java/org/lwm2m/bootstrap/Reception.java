package org.lwm2m.bootstrap;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.bootstrap.session.Bootstrapping;
import org.lwm2m.engine.provider.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what clients ask at one place where the Bootstrap-Server listens. */
record Reception(Site site, Bootstrapping bootstrapping, Supplier<Duration> retryAfter) implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    @Override
    public CompletionStage<Response> handle(Connection from, Request request) {
        CompletionStage<Response> answer;
        try {
            answer = answer(from, request);
        } catch (RuntimeException refusal) {
            answer = CompletableFuture.failedFuture(refusal);
        }
        return answer.exceptionally(failure -> failed(from, request, failure)).thenApply(this::later);
    }

    private CompletionStage<Response> answer(Connection from, Request request) {
        if (request instanceof Uplink.BootstrapRequest start) {
            return bootstrapping.request(from, site, start);
        } else if (request instanceof Uplink.BootstrapPackRequest pack) {
            return bootstrapping.pack(from, pack);
        }
        throw new LwM2mException(Status.NOT_FOUND, "this is an LwM2M Bootstrap-Server, it has no such thing");
    }

    private static Response failed(Connection from, Request request, Throwable failure) {
        var cause = LwM2mException.cause(failure);
        var name = request.getClass().getSimpleName();
        if (cause instanceof LwM2mException known) {
            LOG.debug("{} from {} is refused: {}", name, from.address(), known.getMessage());
        } else {
            LOG.error("{} from {} failed", name, from.address(), cause);
        }
        return Response.failed(cause);
    }

    /** Whoever there is no room for is told when to come back (field note F12). */
    private Response later(Response response) {
        return response.status() == Status.UNAVAILABLE && response.retryAfter().isEmpty()
                ? new Response(
                        response.status(), response.content(), response.location(), Optional.of(retryAfter.get()))
                : response;
    }
}
