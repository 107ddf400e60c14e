package org.lwm2m.model.setpoint;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A value for something else to reach and keep, such as the temperature of a room (object 3308
 * of the public registry, version 1.1).
 */
@ConsumerType
@LwM2mObject(id = 3308, version = "1.1")
public interface SetPoint {

    /** When it was last set. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    /** As in the registry of SenML units, such as {@code Cel}. */
    @Resource(5701)
    default String sensorUnits() {
        throw new Absent();
    }

    /** In the colour space that {@link #sensorUnits} names. */
    @Resource(5706)
    default String colour() {
        throw new Absent();
    }

    @Resource(5706)
    default void colour(String value) {
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

    @Resource(5900)
    double setPointValue();

    @Resource(5900)
    void setPointValue(double value);

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
