package org.lwm2m.server.management;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Observation;

/** What an application wants to be told of, whichever registration its client has at the time. */
final class Subscription implements Observation {

    private final String endpoint;
    private final String device;
    private final List<Path> paths;
    private final Attributes attributes;
    private final Consumer<List<Entry>> seen;
    private final Observations observations;

    /** Whether the client, registered anew, did not answer when it was asked again. */
    volatile boolean unanswered;

    private volatile Token last = new Token(0, 0);
    private Optional<Watch> watch = Optional.empty(); // guarded by this
    private boolean closed; // guarded by this
    private boolean asking; // guarded by this; the client is being asked
    private boolean onceMore; // guarded by this; and is to be asked again then, as what it has may be another

    Subscription(
            String endpoint,
            String device,
            List<Path> paths,
            Attributes attributes,
            Consumer<List<Entry>> seen,
            Observations observations) {
        this.endpoint = endpoint;
        this.device = device;
        this.paths = paths;
        this.attributes = attributes;
        this.seen = seen;
        this.observations = observations;
    }

    @Override
    public Token token() {
        return last;
    }

    @Override
    public List<Path> paths() {
        return paths;
    }

    @Override
    public void close() {
        Optional<Watch> open;
        synchronized (this) {
            closed = true;
            open = watch;
            watch = Optional.empty();
        }
        observations.close(this, open);
    }

    String endpoint() {
        return endpoint;
    }

    String device() {
        return device;
    }

    Attributes attributes() {
        return attributes;
    }

    void report(List<Entry> entries) {
        if (open()) {
            seen.accept(entries);
        }
    }

    private synchronized boolean open() {
        return !closed;
    }

    /** Whether it wants just what another wants, which a client tells only once (IR-18). */
    boolean same(Subscription other) {
        return endpoint.equals(other.endpoint) && device.equals(other.device) && paths.equals(other.paths);
    }

    /** Whether to ask the client now; if it is being asked, it is asked once more after that. */
    synchronized boolean begins() {
        onceMore = asking;
        if (asking || closed) {
            return false;
        }
        asking = true;
        return true;
    }

    /** The client was asked; whether it is to be asked once more. */
    synchronized boolean ends() {
        asking = false;
        return onceMore && !closed;
    }

    /** Goes on with another watch; answers what it had before, or the new one itself if it is closed meanwhile. */
    synchronized Optional<Watch> next(Watch next) {
        if (closed) {
            return Optional.of(next);
        }
        var before = watch;
        watch = Optional.of(next);
        last = next.token();
        return before;
    }
}
