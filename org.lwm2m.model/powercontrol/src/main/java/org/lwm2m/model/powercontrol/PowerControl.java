package org.lwm2m.model.powercontrol;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A socket or relay: on or off, how much, and what flows through it (object 3312
 * of the public registry, version 1.1).
 */
@ConsumerType
@LwM2mObject(id = 3312, version = "1.1")
public interface PowerControl {

    /** When it was last set. */
    @Resource(5518)
    default Instant timestamp() {
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

    /** Since power-on. */
    @Resource(value = 5805, name = "Cumulative active power", units = "Wh")
    default double cumulativeActivePower() {
        throw new Absent();
    }

    @Resource(value = 5820, name = "Power factor")
    default double powerFactor() {
        throw new Absent();
    }

    /** Whether it is on. */
    @Resource(value = 5850, name = "On/Off")
    boolean onOff();

    @Resource(value = 5850, name = "On/Off")
    void onOff(boolean value);

    /** How far it is on. */
    @Resource(value = 5851, range = "0..100", units = "/100")
    default int dimmer() {
        throw new Absent();
    }

    @Resource(value = 5851, range = "0..100", units = "/100")
    default void dimmer(int value) {
        throw new Absent();
    }

    /** How long it has been on; writing 0 starts again. */
    @Resource(value = 5852, name = "On time", units = "s")
    default long onTime() {
        throw new Absent();
    }

    @Resource(value = 5852, name = "On time", units = "s")
    default void onTime(long value) {
        throw new Absent();
    }

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
