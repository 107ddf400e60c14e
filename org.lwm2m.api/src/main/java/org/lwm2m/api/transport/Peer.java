package org.lwm2m.api.transport;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.security.Credentials;

/**
 * Whom to call, and as whom.
 *
 * @param endpoint our name; MQTT needs it for the topic
 * @param local where to call from, if that place is free; empty for any. A client that comes back to where it was
 *        (after its transport was replaced) is found there by whoever remembers its address
 * @param settings what the account says that only the transport understands: the MQTT Server instance it links, RDS
 *        ports, SNI, cipher suites, by their paths
 */
public record Peer(
        URI uri, Role role, String endpoint, Credentials credentials, Optional<URI> local, List<Entry> settings) {

    public static Peer of(String uri, String endpoint, Credentials credentials) {
        return new Peer(URI.create(uri), Role.MANAGEMENT, endpoint, credentials, Optional.empty(), List.of());
    }

    /** The same, to be called from {@code local}, which {@link Connection#local} of an earlier call said. */
    public Peer from(URI local) {
        return new Peer(uri, role, endpoint, credentials, Optional.of(local), settings);
    }
}
