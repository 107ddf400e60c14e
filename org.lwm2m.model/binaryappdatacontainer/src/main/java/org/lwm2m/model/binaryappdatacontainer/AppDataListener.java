package org.lwm2m.model.binaryappdatacontainer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An application on the device that takes the data of containers. A service that the containers of
 * {@code org.lwm2m.object.appdata} tell of what servers do.
 * <p>
 * Calls come one at a time and must not block.
 */
@ConsumerType
public interface AppDataListener {

    /**
     * A server wrote a resource, also while it made the container.
     *
     * @param container to be read now or later; an application that writes to it says so to {@link
     *     org.lwm2m.api.object.Changes}
     */
    void written(int instance, int resource, BinaryAppDataContainer container);

    /** A server deleted a container. */
    default void deleted(int instance) {}
}
