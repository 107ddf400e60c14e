package org.lwm2m.model.lightcontrol;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A lamp: on or off, how bright, in which colour, and what it uses (object 3311
 * of the public registry, version 1.0).
 */
@ConsumerType
@LwM2mObject(id = 3311, version = "1.0")
public interface LightControl {

    /** The colour space of {@link #colour}, such as {@code RGB}. */
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
}
