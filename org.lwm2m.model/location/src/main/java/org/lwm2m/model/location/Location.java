package org.lwm2m.model.location;

import java.time.Instant;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /6: where the device is (Core 1.2, E.7).
 * <p>
 * An optional resource is there where its method is overridden and does not throw {@link Absent}.
 */
@ConsumerType
@LwM2mObject(id = 6, version = "1.0", multiple = false)
public interface Location {

    /** In decimal degrees of WGS 84, north positive. */
    @Resource(value = 0, units = "lat")
    double latitude();

    /** In decimal degrees of WGS 84, east positive. */
    @Resource(value = 1, units = "lon")
    double longitude();

    /** Above sea level. */
    @Resource(value = 2, units = "m")
    default double altitude() {
        throw new Absent();
    }

    /** Of the circle around the point that the device is in. */
    @Resource(value = 3, units = "m")
    default double radius() {
        throw new Absent();
    }

    /** Speed and bearing, as the octets of 3GPP TS 23.032, 8. */
    @Resource(4)
    default Bytes velocity() {
        throw new Absent();
    }

    /** When the device was there. */
    @Resource(5)
    Instant timestamp();

    /** Whatever the direction. */
    @Resource(value = 6, units = "m/s")
    default double speed() {
        throw new Absent();
    }
}
