package org.lwm2m.model.buzzer;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A sounder: on or off, how loud, how long (object 3338 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3338, version = "1.1")
public interface Buzzer {

    /** When it was last set. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    /** How long one sound lasts. */
    @Resource(value = 5521, units = "s")
    default double delayDuration() {
        throw new Absent();
    }

    @Resource(value = 5521, units = "s")
    default void delayDuration(double value) {
        throw new Absent();
    }

    /** How long it rests before it may start again. */
    @Resource(value = 5525, name = "Minimum Off-time", units = "s")
    double minimumOffTime();

    @Resource(value = 5525, name = "Minimum Off-time", units = "s")
    void minimumOffTime(double value);

    /** How loud. */
    @Resource(value = 5548, range = "0..100", units = "/100")
    default double level() {
        throw new Absent();
    }

    @Resource(value = 5548, range = "0..100", units = "/100")
    default void level(double value) {
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

    /** Whether it is on. */
    @Resource(value = 5850, name = "On/Off")
    boolean onOff();

    @Resource(value = 5850, name = "On/Off")
    void onOff(boolean value);

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
