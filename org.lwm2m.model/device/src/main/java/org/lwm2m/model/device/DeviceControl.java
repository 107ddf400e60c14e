package org.lwm2m.model.device;

import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What only the owner of a gateway may decide: how it starts again. A service that the Device object asks when a server
 * executes {@code /3/0/4} or {@code /3/0/5}; without it the server is refused.
 * <p>
 * Each returns soon, so that the server is answered before the device goes down, and throws an {@link LwM2mException}
 * to refuse. What isn't overridden is refused.
 */
@ConsumerType
public interface DeviceControl {

    /** Starts the device again, in a moment. */
    default void reboot() {
        throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "this device does not reboot on request");
    }

    /** Brings the device back to how it left its maker, in a moment; at least what a bootstrap needs is kept. */
    default void factoryReset() {
        throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "this device has no factory reset on request");
    }
}
