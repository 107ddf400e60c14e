package org.lwm2m.itest.engines;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.engine.schedule.Time;

/** Time and work of both engines, turned by hand, in one thread. */
public final class HandClock {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Waiting> timers =
            new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::order));
    private Instant now = START;
    private Duration jumped = Duration.ZERO;
    private long order;

    private record Waiting(Instant due, long order, Runnable task) {}

    /** As the client's loop. */
    public Loop loop() {
        return new HandLoop();
    }

    /** As the server's time. */
    public Time time() {
        return new HandTime();
    }

    /** As the server's threads. */
    public Executor workers() {
        return tasks::add;
    }

    /** What the wall clock says. */
    public Instant now() {
        return now.plus(jumped);
    }

    /** Sets the wall clock alone, as NTP does. */
    public void jump(Duration by) {
        jumped = jumped.plus(by);
    }

    /** Runs what is ready, and what that makes ready, without any time passing. */
    public void run() {
        while (next()) {
            tasks.remove().run();
        }
    }

    public void advance(Duration by) {
        run();
        var end = now.plus(by);
        while (!timers.isEmpty() && !timers.peek().due().isAfter(end)) {
            now = timers.peek().due();
            run();
        }
        now = end;
    }

    private boolean next() {
        while (!timers.isEmpty() && !timers.peek().due().isAfter(now)) {
            tasks.add(timers.remove().task());
        }
        return !tasks.isEmpty();
    }

    /** Runs a task then; what comes back takes it back. */
    Runnable after(Duration delay, Runnable task) {
        var waiting = new Waiting(now.plus(delay), order++, task);
        timers.add(waiting);
        return () -> {
            timers.remove(waiting);
            tasks.remove(task);
        };
    }

    private final class HandLoop implements Loop {

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Instant now() {
            return HandClock.this.now();
        }

        @Override
        public Duration elapsed() {
            return Duration.between(START, now);
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return HandClock.this.after(delay, task)::run;
        }
    }

    private final class HandTime implements Time {

        @Override
        public Instant now() {
            return HandClock.this.now();
        }

        @Override
        public long ticks() {
            return Duration.between(START, now).toNanos();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return HandClock.this.after(delay, task)::run;
        }
    }
}
