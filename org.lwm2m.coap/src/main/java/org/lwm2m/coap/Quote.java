package org.lwm2m.coap;

import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** A refusal that repeats what the peer said: at most so much of it that an answer and a line of the log can hold it. */
final class Quote {

    private static final int LONGEST = 300;

    private Quote() {}

    static LwM2mException refusal(Status status, String words) {
        return new LwM2mException(status, words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words);
    }
}
