package org.lwm2m.client.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A loop that a test turns by hand: nothing runs before {@link #run}, no time passes before {@link #advance}. For one
 * thread.
 */
public final class ManualLoop implements Loop {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Waiting> timers =
            new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::order));
    private Instant now = START;
    private long order;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration elapsed() {
        return Duration.between(START, now);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var waiting = new Waiting(now.plus(delay), order++, task);
        timers.add(waiting);
        return () -> {
            timers.remove(waiting);
            tasks.remove(task);
        };
    }

    /** Runs what is ready, and what that makes ready, without any time passing. */
    public void run() {
        while (next(now)) {
            tasks.remove().run();
        }
    }

    /** Lets time pass, from timer to timer: each task sees the time it asked for. */
    public void advance(Duration by) {
        run();
        var end = now.plus(by);
        while (!timers.isEmpty() && !timers.peek().due().isAfter(end)) {
            now = timers.peek().due();
            run();
        }
        now = end;
    }

    /** How many timers wait: a life that ended leaves none behind. */
    public int timers() {
        return timers.size();
    }

    private boolean next(Instant at) {
        while (!timers.isEmpty() && !timers.peek().due().isAfter(at)) {
            tasks.add(timers.remove().task());
        }
        return !tasks.isEmpty();
    }

    private record Waiting(Instant due, long order, Runnable task) {}
}
