package org.lwm2m.model.gateway;

import org.lwm2m.api.Value;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /25: one device that is reached through this client, a gateway.
 * <p>
 * What the device has is addressed with {@link #prefix} as first segment of the path.
 */
@ConsumerType
@LwM2mObject(id = 25, version = "2.0", name = "LwM2M Gateway", enabler = "1.1")
public interface Gateway {

    /** Best a URN, the same behind whichever gateway. */
    @Resource(value = 0, name = "Device ID")
    String deviceId();

    /** Unique on this gateway. */
    @Resource(1)
    String prefix();

    /** The objects and instances of the device, as in a registration, without prefix. */
    @Resource(value = 3, name = "IoT Device Objects")
    Value.CoreLinks iotDeviceObjects();
}
