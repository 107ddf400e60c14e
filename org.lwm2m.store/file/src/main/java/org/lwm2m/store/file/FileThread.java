package org.lwm2m.store.file;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The one thread that touches the file: an interrupt of whoever calls would close the file for all. Tasks run in the
 * order in which they came.
 */
final class FileThread implements AutoCloseable {

    /** Most changes on their way to the file; whoever has one more waits. */
    private static final int MOST_WAITING = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScheduledThreadPoolExecutor executor;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private volatile Thread self;

    FileThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            self = thread;
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    boolean isThis() {
        return Thread.currentThread() == self;
    }

    /** Runs it, and gives what it gave or throws what it threw. */
    <T> T ask(Supplier<T> task) {
        if (isThis()) {
            return task.get();
        }
        try {
            return CompletableFuture.supplyAsync(task, executor).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the store is closed", e);
        }
    }

    /** Runs it behind. After the end it is dropped. */
    void tell(Runnable task) {
        if (isThis()) {
            task.run();
            return;
        }
        room.acquireUninterruptibly();
        try {
            executor.execute(() -> {
                room.release();
                task.run();
            });
        } catch (RejectedExecutionException closed) {
            room.release();
        }
    }

    /** Runs it after all that came before it, from this thread too. */
    void next(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        try {
            executor.schedule(task, delay.toMillis(), MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // What is left is written at the end.
        }
    }

    /** Returns when the last task has ended. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(PATIENCE.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
