package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A loop without a thread, whose clock a test turns. */
final class HandLoop implements Loop {

    private static final class Due implements Timer {

        final long at;
        Runnable task;

        Due(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        @Override
        public void cancel() {
            task = () -> {};
        }
    }

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Due> timers = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
    private long now = 1_000_000_000_000L;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var due = new Due(now + delay.toNanos(), task);
        timers.add(due);
        return due;
    }

    /** Runs what is to be run now. */
    void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Lets time pass, with all that happens meanwhile. */
    void advance(Duration time) {
        var end = now + time.toNanos();
        run();
        while (!timers.isEmpty() && timers.peek().at <= end) {
            now = Math.max(now, timers.peek().at);
            timers.remove().task.run();
            run();
        }
        now = end;
    }
}
