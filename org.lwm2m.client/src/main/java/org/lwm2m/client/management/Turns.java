package org.lwm2m.client.management;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one object, one call at a time, each after the stage of the call before is complete.
 * <p>
 * An object that takes too long keeps its own callers waiting, who are then told so, and nobody else. State belongs to
 * the loop.
 */
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Path object;
    private final Loop loop;
    private final Limits limits;
    private final Deque<Turn<?>> waiting = new ArrayDeque<>();
    private boolean busy;

    Turns(Path object, Loop loop, Limits limits) {
        this.object = object;
        this.loop = loop;
        this.limits = limits;
    }

    <T> CompletionStage<T> take(Supplier<CompletionStage<T>> call) {
        if (waiting.size() >= limits.calls()) {
            return CompletableFuture.failedStage(new LwM2mException(Status.UNAVAILABLE, object + " is busy"));
        }
        var turn = new Turn<>(call);
        waiting.add(turn);
        next();
        turn.limit();
        return turn.result;
    }

    private void next() {
        while (!busy && !waiting.isEmpty()) {
            var turn = waiting.remove();
            if (!turn.result.isDone()) {
                busy = true;
                turn.start();
            }
        }
    }

    /** One call, from asking for a turn to its answer. */
    private final class Turn<T> {

        private final Supplier<CompletionStage<T>> call;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Optional<Loop.Timer> deadline = Optional.empty();

        Turn(Supplier<CompletionStage<T>> call) {
            this.call = call;
        }

        void start() {
            CompletionStage<T> stage;
            try {
                stage = call.get();
            } catch (RuntimeException | LinkageError thrown) {
                stage = CompletableFuture.failedStage(thrown);
            }
            var here = Thread.currentThread();
            var starting = new AtomicBoolean(true);
            stage.whenComplete((value, failure) -> {
                if (starting.get() && Thread.currentThread() == here) {
                    end(value, failure);
                } else {
                    loop.execute(() -> {
                        end(value, failure);
                        next();
                    });
                }
            });
            starting.set(false);
        }

        private void end(T value, Throwable failure) {
            busy = false;
            deadline.ifPresent(Loop.Timer::cancel);
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(value);
            }
        }

        void limit() {
            if (!result.isDone()) {
                deadline = Optional.of(loop.after(limits.answer(), this::expire));
            }
        }

        private void expire() {
            LOG.warn("{} gave no answer within {}; the request is answered 5.00", object, limits.answer());
            waiting.remove(this);
            result.completeExceptionally(new LwM2mException(Status.INTERNAL_ERROR, object + " gave no answer in time"));
        }
    }
}
