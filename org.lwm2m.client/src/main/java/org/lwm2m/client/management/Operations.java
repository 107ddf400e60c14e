package org.lwm2m.client.management;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests of servers apart, each to who does it, and makes responses of what fails. */
record Operations(
        Gate gate,
        Reading reading,
        Discovering discovering,
        Writing writing,
        Attaching attaching,
        Acting acting,
        Creating creating,
        Patching patching,
        Observing observing) {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    CompletionStage<Response> handle(ServerSession from, Downlink request) {
        return guarded(() -> dispatch(from, request)).exceptionally(failure -> {
            var response = Response.failed(failure);
            if (response.status() == Status.INTERNAL_ERROR && response.content().isEmpty()) {
                LOG.warn("{} of server {} is answered 5.00", name(request), from.server(), failure);
            }
            return response;
        });
    }

    private CompletionStage<Response> dispatch(ServerSession from, Downlink request) {
        gate.check(from, request);
        if (request instanceof Downlink.Read read) {
            return reading.read(from, read);
        } else if (request instanceof Downlink.Discover discover) {
            return discovering.discover(from, discover);
        } else if (request instanceof Downlink.Write write) {
            return writing.write(from, write);
        } else if (request instanceof Downlink.WriteAttributes write) {
            return attaching.write(from, write);
        } else if (request instanceof Downlink.Execute execute) {
            return acting.execute(execute);
        } else if (request instanceof Downlink.Create create) {
            return creating.create(from, create);
        } else if (request instanceof Downlink.Delete delete) {
            return acting.delete(from, delete).thenApply(response -> {
                gate.deleted(delete.path());
                return response;
            });
        } else if (request instanceof Downlink.ReadComposite read) {
            return reading.readComposite(from, read);
        } else if (request instanceof Downlink.WriteComposite write) {
            return patching.write(from, write);
        } else if (request instanceof Downlink.Observe observe) {
            return observing.observe(from, observe);
        } else if (request instanceof Downlink.Cancel cancel) {
            return observing.cancel(from, cancel);
        } else if (request instanceof Downlink.ObserveComposite observe) {
            return observing.observeComposite(from, observe);
        } else if (request instanceof Downlink.CancelComposite cancel) {
            return observing.cancelComposite(from, cancel);
        }
        throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "this client has no " + name(request));
    }

    /** What is thrown on the way to a stage fails it. */
    static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> start) {
        try {
            return start.get();
        } catch (RuntimeException | LinkageError thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    /** Never the request itself: what is written may be a secret. */
    private static String name(Downlink request) {
        return request.getClass().getSimpleName();
    }
}
