package org.lwm2m.model.pushbutton;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A button, and how often it was pressed (object 3347 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3347, version = "1.1", name = "Push button")
public interface PushButton {

    /** Whether it is pressed. */
    @Resource(5500)
    boolean digitalInputState();

    /** How often it was pressed. */
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

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
