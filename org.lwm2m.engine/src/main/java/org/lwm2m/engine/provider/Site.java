package org.lwm2m.engine.provider;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.engine.schedule.Time.Timer;

/** A place where an engine wants to listen, and does whenever there is a transport for it. */
public final class Site {

    private final URI wanted;
    private volatile URI local; // owned by Sites, as are all that follow
    private volatile Listener listener;
    private volatile Instant opened = Instant.MAX;
    Transport transport;
    Timer missing = Timer.NONE;
    int failures;
    boolean closed;

    Site(URI wanted) {
        this.wanted = wanted;
        this.local = wanted;
    }

    /** As configured. */
    public URI wanted() {
        return wanted;
    }

    /** Where it listens, or did when it last could: with a port, even if any port is wanted. */
    public URI local() {
        return local;
    }

    public Optional<Listener> listener() {
        return Optional.ofNullable(listener);
    }

    /** Since when it listens. Who was not heard since may not be there yet, if its transport is replaced as well. */
    public Instant opened() {
        return opened;
    }

    void open(Listener next, Instant now) {
        opened = now;
        local = next.local();
        failures = 0;
        listener = next;
    }

    Optional<Listener> shut() {
        var open = listener();
        listener = null;
        transport = null;
        return open;
    }

    void forgetPort() {
        local = wanted;
    }

    @Override
    public String toString() {
        return local.toString();
    }
}
