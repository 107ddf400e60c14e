package org.lwm2m.api.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lwm2m.api.Binding;

/**
 * How it stands with one server account.
 *
 * @param server the short server id; 0 for the bootstrap account
 * @param uri where it is called, or was last: its binding may be another than that of the account's URI
 * @param problem why not, in words
 * @param next when something happens by itself: the next Update, the next try
 * @param lifetime of a registration, as the account says now, zero for ever; empty for the bootstrap account
 */
public record ServerStatus(
        int server,
        URI uri,
        State state,
        Optional<String> problem,
        Optional<Instant> next,
        Optional<Duration> lifetime) {

    /** The binding that {@code uri} is of, if it is of one. */
    public Optional<Binding> binding() {
        return Binding.ofScheme(uri.getScheme());
    }

    /** What the client is doing about the account. */
    public enum State {
        /** No bundle carries its scheme or knows its security mode; goes on when there is one. */
        NO_PROVIDER,
        /** For its delay, its turn, or the next try. */
        WAITING,
        CONNECTING,
        REGISTERING,
        REGISTERED,
        BOOTSTRAPPING,
        /** By the server, for a while. */
        DISABLED,
        /** All tries that the account allows were in vain; what is done about it, if anything, comes next. */
        FAILED
    }
}
