package org.lwm2m.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.server.management.Observations;
import org.lwm2m.server.management.Reporting;
import org.lwm2m.server.queue.Queues;
import org.lwm2m.server.registration.Registrar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what clients ask at one place where the server listens: each request goes to who knows about it. */
record Reception(
        Supplier<URI> local,
        Registrar registrar,
        Reporting reporting,
        Observations observations,
        Queues queues,
        Supplier<Duration> retryAfter)
        implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    @Override
    public CompletionStage<Response> handle(Connection from, Request request) {
        CompletionStage<Response> answer;
        try {
            answer = answer(from, request);
        } catch (RuntimeException refusal) {
            answer = CompletableFuture.failedFuture(refusal);
        }
        spoke(from, request);
        return answer.exceptionally(failure -> failed(from, request, failure)).thenApply(this::later);
    }

    @Override
    public Optional<Downlink> observation(Token token) {
        return observations.request(token);
    }

    private CompletionStage<Response> answer(Connection from, Request request) {
        if (request instanceof Uplink.Register register) {
            return registrar.register(from, local.get(), register);
        } else if (request instanceof Uplink.Update update) {
            return registrar.update(from, local.get(), update);
        } else if (request instanceof Uplink.Deregister deregister) {
            return CompletableFuture.completedFuture(registrar.deregister(from, deregister));
        } else if (request instanceof Uplink.Notify notify) {
            return CompletableFuture.completedFuture(reporting.notified(from, local.get(), notify));
        } else if (request instanceof Uplink.Send send) {
            return reporting.sent(from, local.get(), send);
        }
        throw new LwM2mException(Status.NOT_FOUND, "this is an LwM2M Server, it has no such thing");
    }

    /** Whatever a client says, it is awake; of Register and Update those hear who keep registrations. */
    private void spoke(Connection from, Request request) {
        if (!(request instanceof Uplink.Register || request instanceof Uplink.Update)) {
            reporting.speaker(from, request).ifPresent(queues::heard);
        }
    }

    private static Response failed(Connection from, Request request, Throwable failure) {
        var cause = LwM2mException.cause(failure);
        if (cause instanceof LwM2mException known) {
            LOG.debug(
                    "{} from {} is refused: {}",
                    request.getClass().getSimpleName(),
                    from.address(),
                    known.getMessage());
        } else {
            LOG.error("{} from {} failed", request.getClass().getSimpleName(), from.address(), cause);
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
