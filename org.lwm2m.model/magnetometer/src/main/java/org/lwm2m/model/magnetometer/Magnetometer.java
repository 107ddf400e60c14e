package org.lwm2m.model.magnetometer;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A magnetic field sensor of up to three axes, which may tell the direction too (object 3314
 * of the public registry, version 1.1).
 */
@ConsumerType
@LwM2mObject(id = 3314, version = "1.1")
public interface Magnetometer {

    /** When that was so. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    /** As in the registry of SenML units, such as {@code T}. */
    @Resource(5701)
    default String sensorUnits() {
        throw new Absent();
    }

    /** In the unit that {@link #sensorUnits} names. */
    @Resource(5702)
    double xValue();

    @Resource(5703)
    default double yValue() {
        throw new Absent();
    }

    @Resource(5704)
    default double zValue() {
        throw new Absent();
    }

    /** Clockwise from north. */
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
}
