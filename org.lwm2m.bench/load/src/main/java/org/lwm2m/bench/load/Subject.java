package org.lwm2m.bench.load;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A server that is put under load. */
public interface Subject {

    /** Where it listens. */
    int port();

    /** The clients that are registered now. */
    List<? extends Target> clients();

    /** How many notifications have come so far, the answers to Observes apart. */
    long notified();

    /** One client, to be asked; a stage fails unless the answer is a success. */
    interface Target {

        /** Reads {@code /3/0}. */
        CompletionStage<?> read();

        /** Observes {@code /3/0/9}. */
        CompletionStage<?> observe();
    }
}
