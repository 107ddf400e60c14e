package org.lwm2m.client.access;

import org.lwm2m.api.Path;

/** What servers may do: asked before each operation and each notification (Core 1.2, 8.2). Called on the loop. */
public interface Rights {

    /** Each server may do everything. */
    Rights UNLIMITED = server -> Permit.ALL;

    /** @param server the Short Server ID of who asks */
    Permit of(int server);

    /** A server created an instance, which it owns from now on. */
    default void created(int server, Path instance) {}

    /** A server deleted an instance: nothing is left to control. */
    default void deleted(Path instance) {}
}
