package org.lwm2m.server.queue;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from changes that were made under a lock: run after its release, by one thread at a time, in order. */
final class Aftermath {

    private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    void add(Runnable task) {
        tasks.add(task);
    }

    void run() {
        if (running.getAndIncrement() == 0) {
            do {
                for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                    contained(task);
                }
            } while (running.decrementAndGet() != 0);
        }
    }

    private static void contained(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("what follows from a change of a queue failed", bug);
        }
    }
}
