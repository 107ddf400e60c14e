package org.lwm2m.api.server;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is observed for good, by names of whoever wants it: those that are configured, and those that are kept here. A
 * service.
 */
@ProviderType
public interface StandingObservations {

    /** All of them, by name; those that are configured have that of their configuration. */
    Map<String, StandingObservation> all();

    /** How many clients it is observed of now. */
    int observed(String name);

    /**
     * Observes from now on, in place of what had the name. Is in the {@code StateStore} when this returns; where there
     * is none, it ends with the server.
     *
     * @throws IllegalArgumentException if the name is that of a configuration, empty, or has a blank or a slash
     * @throws IllegalStateException if there are too many, or it can't be kept
     */
    void keep(String name, StandingObservation wish);

    /**
     * Observes it no more, and tells the clients so.
     *
     * @return whether there was one that is not configured
     */
    boolean remove(String name);
}
