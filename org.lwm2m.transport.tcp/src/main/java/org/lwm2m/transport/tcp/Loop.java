package org.lwm2m.transport.tcp;

import java.time.Duration;

/** The one thread that everything of a transport runs on, and its clock; tests turn one by hand. */
interface Loop {

    /** What can be called off. */
    interface Timer {

        void cancel();
    }

    /** By {@link System#nanoTime}. */
    long nanos();

    /** Runs something on the thread, soon; from any thread. */
    void execute(Runnable task);

    /** Runs something on the thread after a while; to be called on the thread. */
    Timer after(Duration delay, Runnable task);
}
