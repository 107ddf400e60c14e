package org.lwm2m.model.updowncontrol;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** Two keys, one for more and one for less (object 3344 of the public registry, version 1.0). */
@ConsumerType
@LwM2mObject(id = 3344, version = "1.0", name = "Up/Down Control")
public interface UpDownControl {

    /** Whether the key for more is pressed. */
    @Resource(5532)
    boolean increaseInputState();

    /** Whether the key for less is pressed. */
    @Resource(5533)
    boolean decreaseInputState();

    /** How often the key for more was pressed; writing 0 starts again. */
    @Resource(5541)
    default long upCounter() {
        throw new Absent();
    }

    @Resource(5541)
    default void upCounter(long value) {
        throw new Absent();
    }

    /** How often the key for less was pressed; writing 0 starts again. */
    @Resource(5542)
    default long downCounter() {
        throw new Absent();
    }

    @Resource(5542)
    default void downCounter(long value) {
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
