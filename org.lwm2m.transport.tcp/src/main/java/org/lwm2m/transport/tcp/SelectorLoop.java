package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for all sockets, timers and tasks of a transport on one thread. */
final class SelectorLoop implements Loop, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What a socket is attached to: it can be read, written, or has connected. */
    interface Ready {

        void ready();
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16); // owned by thread
    private final AtomicBoolean woken = new AtomicBoolean();
    private final PriorityQueue<Due> timers = new PriorityQueue<>(); // owned by thread
    private volatile boolean closing;
    private volatile boolean ended;

    SelectorLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** For what is taken from a socket, while it is. */
    ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (ended) {
            drain();
        } else if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var due = new Due(nanos() + delay.toNanos(), task);
        timers.add(due);
        return due;
    }

    /** Runs what is waiting, then ends the thread and closes the sockets that are still open. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            if (Thread.currentThread() == thread) {
                return;
            }
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                LOG.warn("{} is stuck in a handler and will end when that returns", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                turn();
            }
            runTasks();
        } catch (IOException e) {
            LOG.error("{} cannot wait for its sockets and stops", thread.getName(), e);
        } finally {
            ended = true;
            end();
            drain();
        }
    }

    private void turn() throws IOException {
        var wait = untilNext();
        woken.set(false);
        if (wait == 0 || !tasks.isEmpty()) {
            selector.selectNow();
        } else {
            selector.select(wait);
        }
        woken.set(true);
        for (var key : selector.selectedKeys()) {
            safely(() -> ready(key));
        }
        selector.selectedKeys().clear();
        runTimers();
        runTasks();
    }

    private static void ready(SelectionKey key) {
        if (key.isValid()) {
            ((Ready) key.attachment()).ready();
        }
    }

    /** Milliseconds to wait for the next timer: 0 if it is due, at most a minute. */
    private long untilNext() {
        while (!timers.isEmpty() && timers.peek().cancelled()) {
            timers.remove();
        }
        if (timers.isEmpty()) {
            return 60_000;
        }
        var left = timers.peek().at - nanos();
        return left <= 0 ? 0 : Math.min(60_000, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }

    private void runTimers() {
        var now = nanos();
        while (!timers.isEmpty() && (timers.peek().cancelled() || timers.peek().at - now <= 0)) {
            safely(timers.remove().take());
        }
    }

    /** Those that are there now: what they add comes after the sockets had their turn. */
    private void runTasks() {
        for (var left = tasks.size(); left > 0; left--) {
            safely(tasks.remove());
        }
    }

    private synchronized void drain() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            safely(task);
        }
    }

    private void end() {
        try {
            for (var key : new ArrayList<>(selector.keys())) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.warn("{} could not close its sockets", thread.getName(), e);
        }
        timers.clear();
    }

    private void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("{} goes on after a failure in a task or a handler", thread.getName(), e);
        }
    }

    /** A timer; drops its task as soon as that is not needed. */
    private static final class Due implements Timer, Comparable<Due> {

        private static final Runnable NOTHING = () -> {};

        private final long at;
        private Runnable task;

        Due(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        boolean cancelled() {
            return task == NOTHING;
        }

        Runnable take() {
            var taken = task;
            task = NOTHING;
            return taken;
        }

        @Override
        public void cancel() {
            task = NOTHING;
        }

        @Override
        public int compareTo(Due other) {
            return Long.signum(at - other.at);
        }
    }
}
