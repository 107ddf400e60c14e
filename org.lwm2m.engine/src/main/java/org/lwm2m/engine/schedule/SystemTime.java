package org.lwm2m.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's time, with one thread for all tasks that wait. */
public final class SystemTime implements Time, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SystemTime.class);

    private final ScheduledThreadPoolExecutor thread;

    public SystemTime(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var one = new Thread(task, name);
            one.setDaemon(true);
            return one;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRejectedExecutionHandler((task, closed) -> LOG.trace("closed, {} is dropped", task));
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long ticks() {
        return System.nanoTime();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var waiting = thread.schedule(() -> contained(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> waiting.cancel(false);
    }

    /** Ends the thread, which has nothing long to end. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void contained(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("a task that waited failed", bug);
        }
    }
}
