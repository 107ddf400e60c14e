package org.lwm2m.api.object;

import org.lwm2m.api.Path;
import org.lwm2m.api.model.ObjectVersion;

/**
 * A {@link ManagedObject} and which object it is, where no service properties say so: in a client that is opened by
 * program, or in an end device.
 *
 * @param id 0 to 65534
 */
public record NumberedObject(int id, ObjectVersion version, ManagedObject instances) {

    public NumberedObject {
        if (id < 0 || id >= Path.ABSENT) {
            throw new IllegalArgumentException("no object id: " + id);
        }
    }
}
