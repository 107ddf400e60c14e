package org.lwm2m.testing;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Binding;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Features;

/** The way from one end of a loop to an address, where at the moment somebody is or nobody. */
record LoopConnection(LoopEnd near, URI address, Identity identity) implements Connection {

    @Override
    public Optional<URI> local() {
        return Optional.of(near.local);
    }

    @Override
    public Features features() {
        return Features.coap(Binding.ofScheme(address.getScheme()).orElse(Binding.U));
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        var answer = near.opened();
        if (!near.closed) {
            near.network
                    .weather()
                    .ifPresentOrElse(
                            bad -> new LoopExchange(this, request, bad, answer).start(),
                            () -> near.network.deliver(() -> deliver(request, answer)));
        }
        return answer;
    }

    @Override
    public CompletionStage<Void> tell(Request request) {
        if (near.closed) {
            return CompletableFuture.failedStage(new LwM2mException(Status.UNAVAILABLE, "closed: " + near.local));
        }
        var answer = new CompletableFuture<Response>();
        if (request instanceof Uplink.Notify notify) {
            answer.thenAccept(response -> refused(notify, response));
        }
        near.network
                .weather()
                .ifPresentOrElse(
                        bad -> new LoopExchange(this, request, bad, answer).tell(),
                        () -> near.network.deliver(() -> deliver(request, answer)));
        return CompletableFuture.completedStage(null);
    }

    /** What CoAP says by a reset. */
    private void refused(Uplink.Notify notify, Response response) {
        if (response.status() == Status.NOT_FOUND) {
            near.handler().handle(this, new Downlink.Cancel(Path.ROOT, notify.token()));
        }
    }

    @Override
    public void close() {
        if (!near.listens()) {
            near.close();
        }
    }

    private void deliver(Request request, CompletableFuture<Response> answer) {
        var far = near.network.at(address);
        if (far.isEmpty()) {
            answer.completeExceptionally(new LwM2mException(Status.UNAVAILABLE, "nobody is at " + address));
        } else if (near.network.losesRequest()) {
            answer.completeExceptionally(new LwM2mException(Status.TIMEOUT, "lost on the way to " + address));
        } else {
            taken(far.get(), request)
                    .exceptionally(Response::failed)
                    .thenAccept(response -> near.network.deliver(() -> giveBack(response, answer)));
        }
    }

    CompletionStage<Response> taken(LoopEnd far, Request request) {
        try {
            return far.take(near, request);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedStage(thrown);
        }
    }

    private void giveBack(Response response, CompletableFuture<Response> answer) {
        if (response.status() == Status.NONE || near.network.losesAnswer()) {
            answer.completeExceptionally(new LwM2mException(Status.TIMEOUT, "no answer from " + address));
        } else {
            answer.complete(response);
        }
    }
}
