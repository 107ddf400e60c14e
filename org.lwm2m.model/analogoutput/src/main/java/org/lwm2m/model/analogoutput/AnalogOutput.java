package org.lwm2m.model.analogoutput;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** An output that a server sets on a continuous scale (object 3203 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3203, version = "1.1")
public interface AnalogOutput {

    /** When it was last set. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    /** What 0 stands for. */
    @Resource(5603)
    default double minRangeValue() {
        throw new Absent();
    }

    /** What 1 stands for. */
    @Resource(5604)
    default double maxRangeValue() {
        throw new Absent();
    }

    @Resource(value = 5650, range = "0..1")
    double analogOutputCurrentValue();

    @Resource(value = 5650, range = "0..1")
    void analogOutputCurrentValue(double value);

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
