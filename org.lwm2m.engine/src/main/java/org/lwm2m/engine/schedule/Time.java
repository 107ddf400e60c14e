package org.lwm2m.engine.schedule;

import java.time.Duration;
import java.time.Instant;

/** What time it is, and tasks that wait for theirs. Tests turn it by hand. */
public interface Time {

    /** The time, for people. It may be set. */
    Instant now();

    /** Nanoseconds of a clock that nobody sets; only differences mean something. */
    long ticks();

    /** Runs a short task after a delay, measured by {@link #ticks}. */
    Timer after(Duration delay, Runnable task);

    /** A task that waits. */
    @FunctionalInterface
    interface Timer {

        Timer NONE = () -> {};

        /** Does nothing if the task has run. */
        void cancel();
    }
}
