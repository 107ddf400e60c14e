package org.lwm2m.itest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread does, but not for ever. */
public final class Until {

    public static final Duration SOON = Duration.ofSeconds(20);

    private Until() {}

    /** What a stage ends in. Throws what it fails with. */
    public static <T> T done(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    public static void holds(String what, BooleanSupplier condition) throws Exception {
        found(what, () -> Optional.of(true).filter(each -> condition.getAsBoolean()));
    }

    /** Looks each 10 ms. */
    public static <T> T found(String what, Supplier<Optional<T>> look) throws Exception {
        var result = new CompletableFuture<T>();
        var timer = new ScheduledThreadPoolExecutor(1);
        try {
            timer.scheduleWithFixedDelay(
                    () -> {
                        try {
                            look.get().ifPresent(result::complete);
                        } catch (RuntimeException e) {
                            result.completeExceptionally(e);
                        }
                    },
                    0,
                    10,
                    TimeUnit.MILLISECONDS);
            return result.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not in " + SOON.toSeconds() + " s: " + what, e);
        } finally {
            timer.shutdownNow();
        }
    }
}
