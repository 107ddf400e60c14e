package org.lwm2m.client.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Where all state of one client lives: its tasks run one at a time, in the order they came, and nothing else touches
 * that state. Many loops share few threads. A stage that completes elsewhere comes back here before it changes
 * anything.
 */
public interface Loop extends Executor {

    /** The time, for people and peers. */
    Instant now();

    /** The time since a moment that stays the same, by a clock that nobody sets: for measuring. */
    Duration elapsed();

    /** Runs a task on this loop after a delay, which is measured by a clock that nobody sets. */
    Timer after(Duration delay, Runnable task);

    /** A task that waits for its time. */
    interface Timer {

        /** Does nothing if the task has run. */
        void cancel();
    }
}
