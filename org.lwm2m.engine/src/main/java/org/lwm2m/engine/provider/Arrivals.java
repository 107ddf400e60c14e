package org.lwm2m.engine.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.engine.schedule.Time;

/**
 * Waits a moment, without a thread, for a provider that is being replaced. One that left longer ago, or that did not
 * come when the engine started, is not waited for.
 */
public final class Arrivals implements AutoCloseable {

    private static final int MOST_WAITING = 10_000;

    private final Time time;
    private final Supplier<Duration> patience;
    private final long started;
    private final Map<Object, Long> left = new HashMap<>(); // guarded by this; when, in ticks
    private final Set<Waiting<?>> waiting = new LinkedHashSet<>(); // guarded by this

    public Arrivals(Time time, Supplier<Duration> patience) {
        this.time = time;
        this.patience = patience;
        this.started = time.ticks();
    }

    /** What {@code look} finds, now or in a moment; empty if that passes. */
    public <T> CompletionStage<Optional<T>> await(Object provider, Supplier<Optional<T>> look) {
        return await(Set.of(provider), look);
    }

    /** The same where any of several providers will do. */
    public <T> CompletionStage<Optional<T>> await(Collection<?> providers, Supplier<Optional<T>> look) {
        var now = look.get();
        return now.isPresent() ? CompletableFuture.completedFuture(now) : within(remaining(providers), look);
    }

    /** What {@code look} finds, now or until {@code remaining} has passed. */
    <T> CompletionStage<Optional<T>> within(Duration remaining, Supplier<Optional<T>> look) {
        var now = look.get();
        if (now.isPresent()) {
            return CompletableFuture.completedFuture(now);
        }
        var one = new Waiting<>(look, new CompletableFuture<Optional<T>>());
        if (!enlist(remaining, one)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var timer = time.after(remaining, () -> giveUp(one));
        one.result.whenComplete((found, failure) -> timer.cancel());
        lookAgain(one);
        return one.result;
    }

    /** Something came: whoever waits looks again. */
    public void arrived() {
        all().forEach(this::lookAgain);
    }

    /** This one went; it may be back in a moment. */
    public synchronized void left(Object provider) {
        left.put(provider, time.ticks());
    }

    /** Nobody waits any longer. */
    @Override
    public void close() {
        all().forEach(this::giveUp);
    }

    private synchronized Duration remaining(Collection<?> providers) {
        var passed = providers.stream()
                .mapToLong(provider -> time.ticks() - left.getOrDefault(provider, started))
                .min()
                .orElse(Long.MAX_VALUE);
        return patience.get().minusNanos(passed);
    }

    private synchronized boolean enlist(Duration remaining, Waiting<?> one) {
        return !remaining.isNegative() && !remaining.isZero() && waiting.size() < MOST_WAITING && waiting.add(one);
    }

    private synchronized List<Waiting<?>> all() {
        return new ArrayList<>(waiting);
    }

    private <T> void lookAgain(Waiting<T> one) {
        var found = one.look.get();
        if (found.isPresent() && leaves(one)) {
            one.result.complete(found);
        }
    }

    private void giveUp(Waiting<?> one) {
        if (leaves(one)) {
            one.result.complete(Optional.empty());
        }
    }

    private synchronized boolean leaves(Waiting<?> one) {
        return waiting.remove(one);
    }

    /** Equal only to itself, as its result is. */
    private record Waiting<T>(Supplier<Optional<T>> look, CompletableFuture<Optional<T>> result) {}
}
