package org.lwm2m.api.object;

import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/**
 * Says that a resource isn't there now: thrown by a getter that is overridden but has nothing to return, such as the
 * battery level of a device that runs on mains.
 * <p>
 * A read of just this resource is answered 4.04; reads of its instance or object, and Discover, leave it out. Any other
 * {@link LwM2mException} of {@link Status#NOT_FOUND} from a getter counts the same; this one has no stack trace, so that
 * it costs little.
 */
public final class Absent extends LwM2mException {

    private static final long serialVersionUID = 1L;

    public Absent() {
        this("the device doesn't have it");
    }

    public Absent(String message) {
        super(Status.NOT_FOUND, message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
