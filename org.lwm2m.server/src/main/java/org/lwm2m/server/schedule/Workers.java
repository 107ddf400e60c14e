package org.lwm2m.server.schedule;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that applications are called on; they go when there is nothing to do. */
public final class Workers implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    public Workers(String name, int count) {
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(count, count, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var one = new Thread(task, name + "-" + number.incrementAndGet());
            one.setDaemon(true);
            return one;
        });
        threads.allowCoreThreadTimeOut(true);
        // What ends because the engine ends is still told to who waits for it.
        threads.setRejectedExecutionHandler((task, closed) -> task.run());
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** How many threads there may be from now on. */
    public void resize(int count) {
        if (count > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(count);
            threads.setCorePoolSize(count);
        } else {
            threads.setCorePoolSize(count);
            threads.setMaximumPoolSize(count);
        }
    }

    /** Lets what was begun end, but not for long. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
