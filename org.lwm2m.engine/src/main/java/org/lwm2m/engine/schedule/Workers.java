package org.lwm2m.engine.schedule;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that applications are called on; they go when there is nothing to do.
 * <p>
 * One does all there is to do, as to wake another costs more than most of what is done here. Only where tasks wait for a
 * moment, because one takes long or there are too many, another comes to help, up to a limit.
 */
public final class Workers implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration MOMENT = Duration.ofMillis(2);

    private final Time time;
    private final ThreadPoolExecutor threads;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile int most;

    public Workers(String name, int count, Time time) {
        this.time = time;
        this.most = count;
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
        tasks.add(task);
        if (busy.compareAndSet(0, 1)) {
            threads.execute(this::work);
        } else {
            watch();
        }
    }

    /** How many threads there may be from now on. */
    public void resize(int count) {
        most = count;
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

    private void work() {
        do {
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                run(task);
            }
            busy.decrementAndGet();
            // Who added a task in between has seen that somebody is busy.
        } while (!tasks.isEmpty() && help());
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            LOG.error("a task failed", bug);
        }
    }

    private boolean help() {
        for (var now = busy.get(); now < most; now = busy.get()) {
            if (busy.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Looks in a moment whether somebody should help, and as long as tasks wait. */
    private void watch() {
        if (watched.compareAndSet(false, true)) {
            time.after(MOMENT, this::look);
        }
    }

    private void look() {
        watched.set(false);
        if (!tasks.isEmpty()) {
            if (help()) {
                threads.execute(this::work);
            }
            watch();
        }
    }
}
