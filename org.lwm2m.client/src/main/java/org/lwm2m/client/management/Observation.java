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
import org.lwm2m.api.LwM2mException;
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

    /** Attributes of the request, which put attached ones out of force. */
    final Attributes own;

    /** That of the first answer, for as long as the observation lives; known with that answer. */
    Optional<ContentFormat> format = Optional.empty();

    /** The values that the server was told last. */
    List<Entry> last = List.of();

    /** When that was. */
    Duration told = Duration.ZERO;

    /** The values of the last evaluation, told or not. */
    List<Entry> seen = List.of();

    /** When that was. */
    Duration evaluated = Duration.ZERO;

    /** When the server last confirmed that it still wants to know. */
    Duration confirmed = Duration.ZERO;

    /** What was not delivered yet, oldest first; what is on its way included. */
    final Deque<Sample> stored = new ArrayDeque<>();

    /** Something may have changed since the last evaluation. */
    boolean dirty;

    /** Something changed that counts; it waits for the minimum period. */
    boolean pending;

    /** It is being read, for the first answer or for an evaluation. */
    boolean reading;

    /** A notification is on its way. */
    boolean delivering;

    /** The server has lost the right to read it: nothing is told until that may have changed (Core 1.2, 8.2.4). */
    boolean held;

    /** It could not be read last time, and this has been said. */
    boolean failing;

    /** It is not read before that. */
    Duration notBefore = Duration.ZERO;

    /** Until then what is observed may come, as after a restart, and is not gone. */
    Duration awaited = Duration.ZERO;

    /** When to try again what could not be delivered, although there seemed to be a way. */
    Optional<Duration> retry = Optional.empty();

    /** Why there is nothing to observe any more, as long as the server can't be told. */
    Optional<LwM2mException> ending = Optional.empty();

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

    /**
     * Whether nothing is evaluated for now: of a server that wants nothing stored, while it can't be reached (Core 1.2,
     * E.2, resource 6: the client discards notifications or disables the observation for that time). Our choice is to
     * disable it, so that the server learns of a value that is another one when it is back.
     */
    boolean suspended() {
        return !session.reachable() && !session.storesNotifications();
    }

    /** The server is told these values. */
    void tell(Sample sample) {
        pending = false;
        last = sample.entries();
        told = sample.at();
    }

    void evaluated(Sample sample) {
        seen = sample.entries();
        evaluated = sample.at();
    }

    /** When it has to be read next, to be evaluated or told. */
    Optional<Duration> due(Periods periods) {
        var tell = periods.pmax().map(told::plus);
        if (pending) {
            tell = sooner(tell, Optional.of(told.plus(periods.pmin())));
        } else {
            tell = sooner(tell, periods.epmax().map(evaluated::plus));
            if (dirty) {
                tell = sooner(tell, Optional.of(evaluated.plus(periods.epmin())));
            }
        }
        return tell.map(time -> time.compareTo(notBefore) < 0 ? notBefore : time);
    }

    static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }
}
