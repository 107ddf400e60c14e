package org.lwm2m.client.management;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Token;

/** What one server observes by one token, and how it stands with telling it. State belongs to the loop. */
final class Observation {

    /** What was seen, and when: for peers and for measuring. */
    record Sample(Instant time, Duration at, List<Entry> entries) {}

    final ServerSession session;
    final Token token;
    final List<Path> paths;
    final boolean composite;

    /** Attributes of the request, which put all attached ones out of force. */
    final Attributes own;

    /** That of the first answer, for as long as the observation lives; known with that answer. */
    Optional<ContentFormat> format = Optional.empty();

    /** The values that the server was told last. */
    List<Entry> last = List.of();

    /** When that was. */
    Duration told = Duration.ZERO;

    /** The values of the last reading, told or not. */
    List<Entry> seen = List.of();

    /** When the server last confirmed that it still wants to know. */
    Duration confirmed = Duration.ZERO;

    /** What was not delivered yet, oldest first. */
    final Deque<Sample> stored = new ArrayDeque<>();

    /** Something may have changed since the last reading. */
    boolean dirty;

    /** Something changed that counts; it waits for the minimum period. */
    boolean pending;

    /** It is being read or delivered. */
    boolean busy;

    /** While it was busy, a way to the server came. */
    boolean again;

    /** It could not be read last time, and this has been said. */
    boolean failing;

    /** It is not read before that. */
    Duration notBefore = Duration.ZERO;

    boolean over;

    Observation(ServerSession session, Token token, List<Path> paths, boolean composite, Attributes own) {
        this.session = session;
        this.token = token;
        this.paths = List.copyOf(paths);
        this.composite = composite;
        this.own = own;
    }

    /** The path that encoded values are under. */
    Path base() {
        return composite ? Path.ROOT : paths.get(0);
    }

    boolean touches(Path path) {
        return paths.stream().anyMatch(each -> each.contains(path) || path.contains(each));
    }

    /** A second Observe of the same replaces the first. */
    boolean replacedBy(Observation later) {
        return session == later.session && composite == later.composite && paths.equals(later.paths);
    }

    /** Whether nothing is left to observe when this goes. */
    boolean endsWith(Path gone) {
        return !composite && gone.contains(paths.get(0));
    }
}
