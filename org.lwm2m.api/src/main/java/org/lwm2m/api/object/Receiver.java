package org.lwm2m.api.object;

import java.util.Optional;
import java.util.OptionalLong;
import org.lwm2m.api.Sink;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An annotated object that takes a large opaque value piece by piece: firmware on its way to flash. What implements an
 * interface marked {@link LwM2mObject} may implement this as well.
 * <p>
 * Without it, the setter of such a resource gets {@link org.lwm2m.api.Bytes} that are kept in a temporary file, which is
 * there as long as they are: whoever needs them after a restart copies them.
 */
@ConsumerType
public interface Receiver {

    /**
     * Where the octets go of a large value for a resource; its setter is called after the last, with what the sink ended
     * in. Throws to refuse the value before more of it is sent, for instance with 4.13. Must not block; the sink may.
     *
     * @param size how many octets were announced, if they were
     * @return empty for a resource that is to be collected
     */
    Optional<Sink> receive(int resource, OptionalLong size);
}
