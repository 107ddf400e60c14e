package org.lwm2m.transport.udp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Token;

/** Remembers the messages that came from one peer, and what went back, so that none counts twice (RFC 7252, 4.5). */
final class Duplicates {

    private static final int LEAST = 32;

    /** What a message takes beside its answer: its place in two maps, its token, some numbers. */
    private static final int BESIDE = 240;

    /** A message that came. */
    static final class Seen {

        private final Duplicates owner;
        private final int mid;
        private final Token token;
        private final long at;
        private byte[] reply;

        private Seen(Duplicates owner, Message message) {
            this.owner = owner;
            this.mid = message.getMID();
            this.token = message.getToken();
            this.at = owner.shared.loop.nanos();
        }

        /** Keeps what went back, to send it again should the message come again. */
        void replied(byte[] datagram) {
            var before = octets();
            if (owner.shared.memory.keeps(this)) {
                reply = datagram;
                owner.shared.memory.grow(octets() - before);
            }
        }

        int octets() {
            return BESIDE + (reply == null ? 0 : reply.length);
        }

        void forget() {
            owner.seen.remove(mid, this);
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
        var now = new Seen(this, message);
        release(seen.remove(message.getMID()));
        seen.put(message.getMID(), now);
        if (seen.size() > Math.max(LEAST, 2 * shared.bounds().peerExchanges())) {
            release(seen.remove(seen.keySet().iterator().next()));
        }
        shared.memory.keep(now);
        return now;
    }

    /** As if it had not come. */
    void forget(Message message) {
        seen.remove(message.getMID());
    }

    /** Forgets what is too old to come again. */
    void sweep() {
        seen.values().removeIf(each -> {
            var gone = expired(each);
            if (gone) {
                release(each);
            }
            return gone;
        });
    }

    void forgetAll() {
        seen.values().forEach(this::release);
        seen.clear();
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    private void release(Seen gone) {
        if (gone != null) {
            shared.memory.release(gone);
        }
    }

    private boolean expired(Seen each) {
        return shared.loop.nanos() - each.at
                > shared.timing().exchangeLifetime().toNanos();
    }
}
