package org.lwm2m.client.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on borrowed threads: it holds one only while it has tasks, and gives it back after some of them. */
final class SerialLoop implements Loop, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialLoop.class);

    private static final long START = System.nanoTime();

    /** So that a busy client does not keep the others waiting. */
    private static final int TASKS_A_TURN = 64;

    private final Executor workers;
    private final ScheduledExecutorService clock;
    private final Queue<Runnable> tasks = new ArrayDeque<>(); // guarded by this
    private boolean scheduled; // guarded by this

    SerialLoop(Executor workers, ScheduledExecutorService clock) {
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        schedule();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - START);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var waiting = new Waiting(task);
        try {
            waiting.future = clock.schedule(() -> execute(waiting), nanos(delay), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: a timer of {} is dropped", delay);
        }
        return waiting;
    }

    /** Runs some tasks, and comes back later for more. */
    @Override
    public void run() {
        for (var count = 0; count < TASKS_A_TURN; count++) {
            Runnable task;
            synchronized (this) {
                task = tasks.poll();
                if (task == null) {
                    scheduled = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a task of a client failed; the client goes on", e);
            }
        }
        schedule();
    }

    private void schedule() {
        try {
            workers.execute(this);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: tasks are dropped");
        }
    }

    private static long nanos(Duration delay) {
        try {
            return delay.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Runs on the loop, unless it was cancelled before. */
    private static final class Waiting implements Timer, Runnable {

        private final Runnable task;
        private volatile boolean cancelled;
        private volatile Future<?> future;

        Waiting(Runnable task) {
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
            var current = future;
            if (current != null) {
                current.cancel(false);
            }
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }
    }
}
