package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.client.loop.Loop;

/**
 * Requests that came while Register was out. They are to be ignored (Core 1.2, 6.2.1), but one that the server sent
 * after its answer may overtake that within the transport, so each is put aside for a moment.
 */
final class Overtakers {

    /** Shorter than it takes transports to acknowledge a request without its answer. */
    private static final Duration MOMENT = Duration.ofMillis(400);

    private static final int MOST = 16;

    private final Loop loop;
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Request request, CompletableFuture<Response> answer) {}

    Overtakers(Loop loop) {
        this.loop = loop;
    }

    CompletionStage<Response> add(Request request) {
        var one = new Waiting(request, new CompletableFuture<>());
        if (waiting.size() >= MOST) {
            return CompletableFuture.completedStage(Response.SILENCE);
        }
        waiting.add(one);
        loop.after(MOMENT, () -> {
            if (waiting.remove(one)) {
                one.answer.complete(Response.SILENCE);
            }
        });
        return one.answer;
    }

    /** Register was answered: what overtook its answer is handled now. */
    void release(Function<Request, CompletionStage<Response>> handler) {
        var ready = List.copyOf(waiting);
        waiting.clear();
        for (var each : ready) {
            CompletableFuture.completedFuture(each.request)
                    .thenCompose(handler)
                    .exceptionally(Response::failed)
                    .thenAccept(each.answer::complete);
        }
    }
}
