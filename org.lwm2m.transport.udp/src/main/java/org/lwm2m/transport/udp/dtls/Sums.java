package org.lwm2m.transport.udp.dtls;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for the sums of DTLS, there only while they are needed. Handshakes have theirs, and what goes through sessions
 * has others: a storm of handshakes, each worth a hundred messages, keeps only handshakes waiting, and half of the processors free.
 */
public final class Sums extends ScheduledThreadPoolExecutor {

    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor sessions;
    private final ThreadLocal<Boolean> ofSession = ThreadLocal.withInitial(() -> false);

    /** @param count so many for sessions, half of that for handshakes */
    public Sums(String name, int count) {
        super(Math.max(1, count / 2), named(name));
        setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        allowCoreThreadTimeOut(true);
        setRemoveOnCancelPolicy(true);
        sessions = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        sessions.allowCoreThreadTimeOut(true);
    }

    /** Does something whose sums are a session's. */
    void ofSession(Runnable step) {
        ofSession.set(true);
        try {
            step.run();
        } finally {
            ofSession.remove();
        }
    }

    /** @throws RejectedExecutionException after it was shut down */
    @Override
    public void execute(Runnable task) {
        if (ofSession.get()) {
            // What waits for the same session behind this task is handed on from there.
            sessions.execute(() -> ofSession(task));
        } else {
            super.execute(task);
        }
    }

    @Override
    public void shutdown() {
        super.shutdown();
        sessions.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        sessions.shutdownNow();
        return super.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
