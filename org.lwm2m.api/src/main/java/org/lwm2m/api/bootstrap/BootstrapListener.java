package org.lwm2m.api.bootstrap;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears how clients are bootstrapped. A service; of one endpoint it is told one thing at a time, in order. What it throws
 * harms nobody.
 */
@ConsumerType
public interface BootstrapListener {

    /** There is a plan, and the client was answered; for a pack, is about to be. */
    default void started(BootstrapSession session) {}

    /** One operation was answered, or was not. */
    default void done(BootstrapSession session, BootstrapResult result) {}

    /** It is over, well or with a failure. */
    default void ended(BootstrapSession session, BootstrapReport report) {}
}
