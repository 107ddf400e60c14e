package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Identity;

/**
 * Remembers the latest non-confirmable notifications to one peer, as long as it may refuse them with a reset. Owned by the
 * loop.
 */
final class Told {

    /** More than a peer gets within the time that its reset is under way. */
    private static final int MOST = 256;

    /** RFC 7252, 4.8.2: NON_LIFETIME. */
    private static final Duration LIFETIME = Duration.ofSeconds(145);

    /** Which observation, and whose. */
    record Observed(Token token, Identity by) {}

    private record Notice(Observed of, long at) {}

    private final Loop loop;
    private Map<Integer, Notice> byMid = Map.of();

    Told(Loop loop) {
        this.loop = loop;
    }

    void add(int mid, Observed of) {
        if (byMid.isEmpty()) {
            byMid = new LinkedHashMap<>(2);
        }
        byMid.remove(mid);
        byMid.put(mid, new Notice(of, loop.nanos()));
        if (byMid.size() > MOST) {
            byMid.remove(byMid.keySet().iterator().next());
        }
    }

    /** The observation that a refused notification was of; once. */
    Optional<Observed> take(int mid) {
        return byMid.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byMid.remove(mid)).filter(this::fresh).map(Notice::of);
    }

    /** Forgets what is too old to be refused; true if nothing is left. */
    boolean sweep() {
        if (!byMid.isEmpty()) {
            byMid.values().removeIf(notice -> !fresh(notice));
        }
        return byMid.isEmpty();
    }

    private boolean fresh(Notice notice) {
        return loop.nanos() - notice.at() <= LIFETIME.toNanos();
    }
}
