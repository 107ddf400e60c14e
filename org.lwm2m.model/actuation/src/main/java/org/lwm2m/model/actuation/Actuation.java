package org.lwm2m.model.actuation;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** An actuator that is switched, dimmed or set to a named state (object 3306 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3306, version = "1.1")
public interface Actuation {

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

    /** A state by its name. */
    @Resource(value = 5853, name = "Multi-state Output")
    default String multiStateOutput() {
        throw new Absent();
    }

    @Resource(value = 5853, name = "Multi-state Output")
    default void multiStateOutput(String value) {
        throw new Absent();
    }

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
