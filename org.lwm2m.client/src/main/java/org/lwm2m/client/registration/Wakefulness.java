package org.lwm2m.client.registration;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.client.loop.Loop.Timer;

/**
 * Whether a client that registered with queue mode listens to its server: for a while after each message, and whenever
 * it has something to say, which an Update begins. Without queue mode it always does. Belongs to the client's loop.
 */
public final class Wakefulness {

    private final Surroundings around;
    private final Supplier<Optional<Registration>> registration;
    private final Supplier<CompletionStage<Void>> update;
    private volatile boolean asleep;
    private boolean armed;
    private Timer timer = () -> {};
    private Duration last = Duration.ZERO;
    private int busy;
    private Optional<CompletionStage<Void>> waking = Optional.empty();

    /** @param update sends an Update */
    Wakefulness(
            Surroundings around,
            Supplier<Optional<Registration>> registration,
            Supplier<CompletionStage<Void>> update) {
        this.around = around;
        this.registration = registration;
        this.update = update;
    }

    /** May be asked from any thread. */
    public boolean asleep() {
        return asleep;
    }

    /** Sleeps at once; fails with 4.05 without queue mode, with 5.03 while something is being said. */
    public CompletionStage<Void> sleep() {
        if (!queueMode()) {
            return CompletableFuture.failedStage(new LwM2mException(
                    Status.METHOD_NOT_ALLOWED, "not registered with queue mode, so the server counts on us"));
        } else if (busy > 0) {
            return CompletableFuture.failedStage(
                    new LwM2mException(Status.UNAVAILABLE, "there is an exchange with the server going on"));
        }
        asleep = true;
        return CompletableFuture.completedStage(null);
    }

    /** A message came or goes. */
    void spoke() {
        asleep = false;
        last = around.loop().elapsed();
        if (queueMode() && !armed) {
            arm(around.tuning().awake());
        }
    }

    /** The registration is over. */
    void end() {
        timer.cancel();
        armed = false;
        asleep = false;
    }

    /** Says something; what wakes the client is an Update, so that its server knows. */
    <T> CompletionStage<T> say(Supplier<CompletionStage<T>> message) {
        if (asleep && waking.isEmpty()) {
            waking = Optional.of(update.get().exceptionally(Wakefulness::notAwake));
            waking.get().whenComplete((done, failure) -> waking = Optional.empty());
        }
        return waking.map(first -> first.thenCompose(awake -> during(message))).orElseGet(() -> during(message));
    }

    /** An exchange: as long as it lasts, and for a while after it, the client is awake. */
    <T> CompletionStage<T> during(Supplier<CompletionStage<T>> exchange) {
        spoke();
        busy++;
        return CompletableFuture.completedFuture(exchange)
                .thenCompose(Supplier::get)
                .whenComplete((result, failure) -> {
                    busy--;
                    spoke();
                });
    }

    /** The same sink, each piece a message. */
    Sink heard(Sink sink) {
        return !queueMode()
                ? sink
                : new Sink() {
                    @Override
                    public void write(ByteBuffer piece) {
                        around.loop().execute(Wakefulness.this::spoke);
                        sink.write(piece);
                    }

                    @Override
                    public Bytes finish() {
                        return sink.finish();
                    }

                    @Override
                    public void abort() {
                        sink.abort();
                    }
                };
    }

    /** Whatever failed, what was to be said has not gone out: it may, later. */
    private static Void notAwake(Throwable failure) {
        throw new LwM2mException(
                Status.UNAVAILABLE,
                "the server did not take the Update that comes first: "
                        + LwM2mException.cause(failure).getMessage());
    }

    private boolean queueMode() {
        return registration.get().filter(Registration::queueMode).isPresent();
    }

    private void arm(Duration left) {
        armed = true;
        timer.cancel();
        timer = around.loop().after(left, this::look);
    }

    private void look() {
        armed = false;
        var awake = around.tuning().awake();
        var left = last.plus(awake).minus(around.loop().elapsed());
        if (!queueMode() || asleep) {
            return;
        } else if (busy > 0) {
            arm(awake);
        } else if (left.isNegative() || left.isZero()) {
            asleep = true;
        } else {
            arm(left);
        }
    }
}
