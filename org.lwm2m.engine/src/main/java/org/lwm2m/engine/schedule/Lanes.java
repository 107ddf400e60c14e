package org.lwm2m.engine.schedule;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one client one at a time, in the order they came, and those of different clients side by side. A
 * lane exists only while it has tasks, so a client at rest costs nothing.
 */
public final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final Executor workers;
    private final Map<String, Queue<Runnable>> lanes = new HashMap<>(); // guarded by this; the first task runs

    public Lanes(Executor workers) {
        this.workers = workers;
    }

    /** Runs a task after those that its lane has. */
    public void run(String lane, Runnable task) {
        if (add(lane, task)) {
            workers.execute(() -> drain(lane));
        }
    }

    /** How many tasks of a lane are not done. */
    public synchronized int waiting(String lane) {
        var tasks = lanes.get(lane);
        return tasks == null ? 0 : tasks.size();
    }

    private synchronized boolean add(String lane, Runnable task) {
        var tasks = lanes.computeIfAbsent(lane, name -> new ArrayDeque<>(2));
        tasks.add(task);
        return tasks.size() == 1;
    }

    private void drain(String lane) {
        for (var task = first(lane); task != null; task = next(lane)) {
            try {
                task.run();
            } catch (RuntimeException bug) {
                LOG.error("a task for {} failed", lane, bug);
            }
        }
    }

    private synchronized Runnable first(String lane) {
        return lanes.get(lane).peek();
    }

    private synchronized Runnable next(String lane) {
        var tasks = lanes.get(lane);
        tasks.remove();
        if (tasks.isEmpty()) {
            lanes.remove(lane);
        }
        return tasks.peek();
    }
}
