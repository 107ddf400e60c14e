package org.lwm2m.model.digitaloutput;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** An output that a server sets on or off (object 3201 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3201, version = "1.1")
public interface DigitalOutput {

    /** When it was last set. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    @Resource(5550)
    boolean digitalOutputState();

    @Resource(5550)
    void digitalOutputState(boolean value);

    /** Whether the levels are swapped. */
    @Resource(5551)
    default boolean digitalOutputPolarity() {
        throw new Absent();
    }

    @Resource(5551)
    default void digitalOutputPolarity(boolean value) {
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
