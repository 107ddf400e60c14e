package org.lwm2m.model.ipsolocation;

import java.time.Instant;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where something is, in degrees as numbers; not to be mixed up with object 6 (object 3336
 * of the public registry, version 2.0).
 */
@ConsumerType
@LwM2mObject(id = 3336, version = "2.0", name = "Location")
public interface IpsoLocation {

    /** As 3GPP TS 23.032 encodes it. */
    @Resource(5517)
    default Bytes velocity() {
        throw new Absent();
    }

    /** When that was so. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    /** Where it heads, clockwise from north. */
    @Resource(value = 5705, range = "0..360", units = "deg")
    default double compassDirection() {
        throw new Absent();
    }

    /** What it is used for, as whoever installed it calls it. */
    @Resource(5750)
    default String applicationType() {
        throw new Absent();
    }

    @Resource(5750)
    default void applicationType(String value) {
        throw new Absent();
    }

    /** 0 not checked, 1 wrong, 2 probably wrong, 3 doubtful, 4 good; 16 to 23 as the maker defines them. */
    @Resource(value = 6042, range = "0..23")
    default int measurementQualityIndicator() {
        throw new Absent();
    }

    /** 100 is beyond doubt, 0 is worth nothing. */
    @Resource(value = 6049, range = "0..100")
    default int measurementQualityLevel() {
        throw new Absent();
    }

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }

    @Resource(value = 6051, units = "lat")
    double numericLatitude();

    @Resource(value = 6052, units = "lon")
    double numericLongitude();

    /** How far off it may be. */
    @Resource(value = 6053, units = "m")
    default double numericUncertainty() {
        throw new Absent();
    }
}
