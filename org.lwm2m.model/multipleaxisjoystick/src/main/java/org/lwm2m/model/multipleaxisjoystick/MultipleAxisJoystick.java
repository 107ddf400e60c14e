package org.lwm2m.model.multipleaxisjoystick;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A joystick of up to three axes, and its button (object 3345 of the public registry, version 1.0). */
@ConsumerType
@LwM2mObject(id = 3345, version = "1.0")
public interface MultipleAxisJoystick {

    /** Whether the button is pressed. */
    @Resource(5500)
    default boolean digitalInputState() {
        throw new Absent();
    }

    /** How often the button was pressed. */
    @Resource(5501)
    default long digitalInputCounter() {
        throw new Absent();
    }

    @Resource(5702)
    default double xValue() {
        throw new Absent();
    }

    @Resource(5703)
    default double yValue() {
        throw new Absent();
    }

    @Resource(5704)
    default double zValue() {
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
}
