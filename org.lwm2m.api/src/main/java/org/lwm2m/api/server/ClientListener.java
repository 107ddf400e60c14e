package org.lwm2m.api.server;

import java.util.Optional;
import org.lwm2m.api.message.Response;
import org.osgi.annotation.versioning.ConsumerType;

/** Hears of clients that come, stay and go. A service. Must not block; calls for one client come one at a time. */
@ConsumerType
public interface ClientListener {

    /** @param previous what it replaced, if the client was registered already */
    default void registered(Client client, Optional<Registration> previous) {}

    default void updated(Client client, Registration previous) {}

    /**
     * A client of queue mode is there, or not there any more: because it was not heard for its awake time, or because it
     * did not answer.
     */
    default void awake(Client client, boolean awake) {}

    /** A request for which the client had to wake was answered, be it with an error. */
    default void delivered(Client client, Waiting request, Response answer) {}

    /**
     * A request for which the client had to wake came to nothing. The client may be gone.
     *
     * @param why an {@code LwM2mException} as the stage of the request failed with, or a {@code CancellationException}
     */
    default void failed(Client client, Waiting request, RuntimeException why) {}

    default void gone(Registration last, Reason reason) {}

    /** Why a registration ended. */
    enum Reason {
        DEREGISTERED,
        EXPIRED,
        REMOVED
    }
}
