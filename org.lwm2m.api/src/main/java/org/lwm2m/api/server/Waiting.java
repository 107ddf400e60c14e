package org.lwm2m.api.server;

import java.time.Instant;
import org.lwm2m.api.message.Downlink;

/**
 * A request that waits for its turn with a client of queue mode: for the client to wake, and for those
 * before it.
 *
 * @param id names it among those of its client, over a restart of the server, too, if it is durable
 * @param request what the client is going to be asked
 * @param since when it was asked for
 * @param deadline when it fails with 5.04, whether or not the client has woken
 * @param durable whether a {@code StateStore} keeps it
 * @param sent whether it is out now, so that only its answer is waited for
 */
public record Waiting(
        String id, String endpoint, Downlink request, Instant since, Instant deadline, boolean durable, boolean sent) {

    /** The same, out or not. */
    public Waiting sent(boolean out) {
        return out == sent ? this : new Waiting(id, endpoint, request, since, deadline, durable, out);
    }
}
