package org.lwm2m.api.server;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Hears of clients that come, stay and go. A service. Must not block; calls for one client come one at a time. */
@ConsumerType
public interface ClientListener {

    /** @param previous what it replaced, if the client was registered already */
    default void registered(Client client, Optional<Registration> previous) {}

    default void updated(Client client, Registration previous) {}

    /** A client of queue mode is there, or not there any more. */
    default void awake(Client client, boolean awake) {}

    default void gone(Registration last, Reason reason) {}

    /** Why a registration ended. */
    enum Reason {
        DEREGISTERED,
        EXPIRED,
        REMOVED
    }
}
