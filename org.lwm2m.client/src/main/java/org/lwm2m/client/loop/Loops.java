package org.lwm2m.client.loop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes loops that share a few daemon threads and one clock, however many loops there are. Idle threads end after a
 * minute; after {@link #close} nothing runs any more.
 */
public final class Loops implements AutoCloseable {

    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor clock;

    public Loops(int threads) {
        var pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), named("lwm2m-client-"));
        pool.allowCoreThreadTimeOut(true);
        workers = pool;
        clock = new ScheduledThreadPoolExecutor(1, named("lwm2m-client-clock-"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    public Loop open() {
        return new SerialLoop(workers, clock);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
    }

    private static ThreadFactory named(String prefix) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
