package org.lwm2m.transport.udp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Token;

/** Remembers the messages that came from one peer, and what went back, so that none counts twice (RFC 7252, 4.5). */
final class Duplicates {

    private static final int LEAST = 32;

    /** A message that came. */
    static final class Seen {

        private final Token token;
        private final long at;
        private byte[] reply;

        private Seen(Token token, long at) {
            this.token = token;
            this.at = at;
        }

        /** Keeps what went back, to send it again should the message come again. */
        void replied(byte[] datagram) {
            reply = datagram;
        }

        /** What went back, or null if nothing did yet: then the repeated message needs no answer either. */
        byte[] reply() {
            return reply;
        }
    }

    private final Shared shared;
    private final Map<Integer, Seen> seen = new LinkedHashMap<>(2);

    Duplicates(Shared shared) {
        this.shared = shared;
    }

    /** What is remembered of this very message, or null if it is new. */
    Seen find(Message message) {
        var known = seen.get(message.getMID());
        // Another token means that the peer ran out of message ids.
        return known != null && known.token.equals(message.getToken()) && !expired(known) ? known : null;
    }

    Seen remember(Message message) {
        var now = new Seen(message.getToken(), shared.loop.nanos());
        seen.remove(message.getMID());
        seen.put(message.getMID(), now);
        if (seen.size() > Math.max(LEAST, 2 * shared.bounds().peerExchanges())) {
            seen.remove(seen.keySet().iterator().next());
        }
        return now;
    }

    /** Forgets what is too old to come again. */
    void sweep() {
        seen.values().removeIf(this::expired);
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    private boolean expired(Seen each) {
        return shared.loop.nanos() - each.at
                > shared.timing().exchangeLifetime().toNanos();
    }
}
