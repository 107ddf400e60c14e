package org.lwm2m.model.onoffswitch;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A switch that somebody works by hand (object 3342 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3342, version = "1.1", name = "On/Off switch")
public interface OnOffSwitch {

    /** Whether it is on. */
    @Resource(5500)
    boolean digitalInputState();

    /** How often it was turned on. */
    @Resource(5501)
    default long digitalInputCounter() {
        throw new Absent();
    }

    /** When that was so. */
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

    /** How long it has been on; writing 0 starts again. */
    @Resource(value = 5852, name = "On time", units = "s")
    default long onTime() {
        throw new Absent();
    }

    @Resource(value = 5852, name = "On time", units = "s")
    default void onTime(long value) {
        throw new Absent();
    }

    /** How long it has been off; writing 0 starts again. */
    @Resource(value = 5854, units = "s")
    default long offTime() {
        throw new Absent();
    }

    @Resource(value = 5854, units = "s")
    default void offTime(long value) {
        throw new Absent();
    }

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
