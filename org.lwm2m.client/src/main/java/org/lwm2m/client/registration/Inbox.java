package org.lwm2m.client.registration;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Sink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;

/** Takes what a peer says, as {@code Handler} does; on the client's loop. */
@FunctionalInterface
public interface Inbox {

    CompletionStage<Response> handle(Request request);

    /** Where a large body goes; without a place of its own it is collected. */
    default CompletionStage<Optional<Sink>> receive(Request head, OptionalLong size) {
        return CompletableFuture.completedStage(Optional.empty());
    }
}
