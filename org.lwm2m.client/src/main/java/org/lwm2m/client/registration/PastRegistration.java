package org.lwm2m.client.registration;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.lwm2m.api.Version;
import org.lwm2m.client.management.ServerSession;

/**
 * A registration that was there before a restart, and may be still.
 *
 * @param location what Register was answered
 * @param uri the server that answered it
 * @param local where it was told from, if that is known: others than us know an observer by that
 * @param until when it ends unless there is an Update
 */
public record PastRegistration(String location, Version version, URI uri, Optional<URI> local, Instant until) {

    /** What there is to go on with, if the server answered the last that it was asked. */
    public static Optional<PastRegistration> of(ServerSession session, Instant now) {
        return session instanceof Registration registration && registration.reachable()
                ? Optional.of(registration.past(now))
                : Optional.empty();
    }
}
