package org.lwm2m.api.server;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Link;
import org.lwm2m.api.Version;
import org.lwm2m.api.security.Identity;

/**
 * What a client told of itself, by its last Register and the Updates since.
 *
 * @param id the last part of its location
 * @param identity whom it belongs to: only this one may change it
 * @param address where the client was last, by {@code Connection.address}
 * @param local where the server listens that it came to
 * @param terms what Register and Updates said, put together
 * @param root the prefix of all its paths, of an alternate root; usually empty
 * @param links the root link, its objects and instances. Equal lists are one list: fleets are alike
 */
public record Registration(
        String id,
        String endpoint,
        Identity identity,
        URI address,
        URI local,
        Version version,
        Terms terms,
        String root,
        List<Link> links,
        Instant registered,
        Instant updated) {

    /**
     * The parameters of Register, read. Shared like the links.
     *
     * @param lifetime zero for ever
     */
    public record Terms(
            Duration lifetime, Set<Binding> bindings, boolean queueMode, Optional<String> sms, List<String> profiles) {}

    public Optional<Instant> expires() {
        return terms.lifetime.isZero() ? Optional.empty() : Optional.of(updated.plus(terms.lifetime));
    }
}
