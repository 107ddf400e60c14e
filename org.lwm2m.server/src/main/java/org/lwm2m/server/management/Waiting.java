package org.lwm2m.server.management;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** Waits for an answer as an application with plain calls does. The call has a deadline, so this ends. */
final class Waiting {

    private Waiting() {}

    /** What came, or throws what went wrong. */
    static <T> T until(CompletableFuture<T> outcome, Call call) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new LwM2mException(Status.TIMEOUT, "interrupted while waiting for " + call.endpoint(), e);
        } catch (CancellationException e) {
            throw new LwM2mException(Status.TIMEOUT, "cancelled while waiting for " + call.endpoint(), e);
        } catch (ExecutionException e) {
            var cause = LwM2mException.cause(e.getCause());
            throw cause instanceof RuntimeException known
                    ? known
                    : new LwM2mException(Status.INTERNAL_ERROR, String.valueOf(cause.getMessage()), cause);
        }
    }
}
