package org.lwm2m.transport.tcp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what peers do wrong, each kind at most once in ten seconds, with the number of those kept back. */
final class Complaints {

    /** What can be wrong. */
    enum Kind {
        BROKEN("connection ended, it does not keep to CoAP"),
        MALFORMED("malformed message refused"),
        SLOW("connection ended, it stood still"),
        ABORTED("the peer aborted the connection"),
        FULL("connection refused, too many"),
        BUSY("request refused, the peer has too many open"),
        TRANSFER("transfer in blocks refused"),
        OVERLOAD("request refused, too many open in all"),
        UNKNOWN_CALLER("unknown caller refused"),
        HANDSHAKE("no session"),
        PROTECTION("protected message refused"),
        FAILURE("a handler failed, answered 5.00");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Loop loop;
    private final Map<Kind, Long> said = new HashMap<>(); // owned by the loop
    private final Map<Kind, Integer> kept = new HashMap<>(); // owned by the loop

    Complaints(Loop loop) {
        this.loop = loop;
    }

    void say(Kind kind, Object peer, Object detail) {
        var last = said.get(kind);
        if (last != null && loop.nanos() - last < PAUSE.toNanos()) {
            kept.merge(kind, 1, Integer::sum);
            return;
        }
        said.put(kind, loop.nanos());
        var more = kept.remove(kind);
        LOG.warn("{}: {}: {}{}", peer, kind.words, detail, more == null ? "" : " (and " + more + " before)");
    }

    /** As {@link #say}, with the trace: for what is our bug. */
    void fail(Object peer, Throwable failure) {
        LOG.debug("{}: {}", peer, Kind.FAILURE.words, failure);
        say(Kind.FAILURE, peer, failure);
    }
}
