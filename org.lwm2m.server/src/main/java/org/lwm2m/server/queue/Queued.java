package org.lwm2m.server.queue;

import org.lwm2m.api.server.Waiting;

/** One request in its queue. What changes is guarded by {@link Queues}. */
public final class Queued {

    final Errand errand;
    final long order;
    private volatile Waiting waiting;

    /** Whether it waits for its client to wake, so that its outcome is told. */
    boolean waits;

    /** Whether it may go; a durable one is kept first. */
    boolean ready;

    /** Whether a store has it, if it is durable. */
    volatile boolean kept;

    /** How often it was sent in vain. */
    int vain;

    /** When it was sent last, in ticks. */
    long sentAt;

    /** Whether it is in its queue. */
    volatile boolean in;

    Queued(Waiting waiting, Errand errand, long order) {
        this.order = order;
        this.waiting = waiting;
        this.errand = errand;
        this.ready = !waiting.durable();
    }

    Waiting waiting() {
        return waiting;
    }

    boolean out() {
        return waiting.sent();
    }

    void out(boolean sent) {
        waiting = waiting.sent(sent);
    }
}
