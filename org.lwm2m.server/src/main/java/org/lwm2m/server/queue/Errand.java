package org.lwm2m.server.queue;

/** What a queue sends, when its turn comes. */
public interface Errand {

    /** Asks the client; not again before {@link Queues#unanswered}. */
    void send();

    /** Ends it, unless it has ended. */
    void fail(RuntimeException why);

    /** Whether it may be sent again though it may have arrived. */
    boolean harmless();
}
