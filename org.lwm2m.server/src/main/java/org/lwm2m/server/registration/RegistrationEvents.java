package org.lwm2m.server.registration;

import java.util.Optional;
import org.lwm2m.api.server.ClientListener.Reason;
import org.lwm2m.api.server.Registration;

/**
 * Hears what happens to registrations, in the order in which it happened to each. Called without a lock, on whatever
 * thread made it happen: be quick.
 */
public interface RegistrationEvents {

    /** @param answer sends the answer to the client, so that whatever is asked of the client comes after it */
    void registered(Registered now, Optional<Registration> previous, Runnable answer);

    /** @param renewed whether its lifetime began again, rather than the engine learning something about it by itself */
    void updated(Registered now, Registration previous, boolean renewed);

    void gone(Registered last, Reason reason);

    /** Found in the store. */
    void restored(Registered now);
}
