package org.lwm2m.bootstrap.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.engine.schedule.Time;

/**
 * Sends the requests of one session, each with a deadline, and once more where no answer came: all of them may come twice
 * and do no harm then (field note F32).
 */
final class Asking {

    private final Time time;
    private final Supplier<Bounds> bounds;
    private final Supplier<CompletionStage<Connection>> way;
    private final Set<CompletableFuture<Response>> open = new HashSet<>(); // guarded by this
    private Optional<LwM2mException> ended = Optional.empty(); // guarded by this

    /** @param way the way to the client now, or in a moment */
    Asking(Time time, Supplier<Bounds> bounds, Supplier<CompletionStage<Connection>> way) {
        this.time = time;
        this.bounds = bounds;
        this.way = way;
    }

    /** Fails with 5.03 or 5.04, or with what the session ended with. */
    CompletionStage<Response> ask(BootstrapDownlink request) {
        return once(request)
                .handle((response, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(response);
                    }
                    var cause = LwM2mException.cause(failure);
                    return unheard(cause) && !over() ? once(request) : CompletableFuture.<Response>failedFuture(cause);
                })
                .thenCompose(answer -> answer);
    }

    /** Nothing is asked any more, and nobody waits for an answer. */
    void end(LwM2mException why) {
        List<CompletableFuture<Response>> waiting;
        synchronized (this) {
            if (ended.isPresent()) {
                return;
            }
            ended = Optional.of(why);
            waiting = new ArrayList<>(open);
        }
        waiting.forEach(answer -> answer.completeExceptionally(why));
    }

    private CompletableFuture<Response> once(BootstrapDownlink request) {
        var answer = new CompletableFuture<Response>();
        var refusal = enlist(answer);
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        var timer = time.after(
                bounds.get().request(),
                () -> answer.completeExceptionally(new LwM2mException(Status.TIMEOUT, "no answer in time")));
        answer.whenComplete((response, failure) -> {
            timer.cancel();
            leave(answer);
        });
        way.get().thenCompose(connection -> send(connection, request, answer)).whenComplete((response, failure) -> {
            if (failure == null) {
                answer.complete(response);
            } else {
                answer.completeExceptionally(LwM2mException.cause(failure));
            }
        });
        return answer;
    }

    private static CompletionStage<Response> send(
            Connection connection, BootstrapDownlink request, CompletableFuture<Response> answer) {
        var sent = connection.send(request);
        answer.whenComplete((response, failure) -> {
            if (failure != null) {
                sent.toCompletableFuture().cancel(false);
            }
        });
        return sent;
    }

    private static boolean unheard(Throwable failure) {
        return failure instanceof LwM2mException known
                && (known.status() == Status.TIMEOUT || known.status() == Status.UNAVAILABLE);
    }

    private synchronized Optional<LwM2mException> enlist(CompletableFuture<Response> answer) {
        if (ended.isEmpty()) {
            open.add(answer);
        }
        return ended;
    }

    private synchronized void leave(CompletableFuture<Response> answer) {
        open.remove(answer);
    }

    private synchronized boolean over() {
        return ended.isPresent();
    }
}
