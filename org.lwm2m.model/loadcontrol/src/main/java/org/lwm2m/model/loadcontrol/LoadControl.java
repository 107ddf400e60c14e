package org.lwm2m.model.loadcontrol;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A time for which a consumer is to take less power (object 3310 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3310, version = "1.1")
public interface LoadControl {

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

    /** Tells this event from others. */
    @Resource(5823)
    String eventIdentifier();

    @Resource(5823)
    void eventIdentifier(String value);

    @Resource(5824)
    Instant startTime();

    @Resource(5824)
    void startTime(Instant value);

    @Resource(value = 5825, units = "min")
    long durationInMin();

    @Resource(value = 5825, units = "min")
    void durationInMin(long value);

    /** How much it matters: a consumer does what it can at this level. */
    @Resource(value = 5826, range = "0..3")
    default int criticalityLevel() {
        throw new Absent();
    }

    @Resource(value = 5826, range = "0..3")
    default void criticalityLevel(int value) {
        throw new Absent();
    }

    /** What the consumer may take at most, of what it takes normally. */
    @Resource(value = 5827, name = "Avg Load AdjPct", range = "0..100", units = "/100")
    default int avgLoadAdjPct() {
        throw new Absent();
    }

    @Resource(value = 5827, name = "Avg Load AdjPct", range = "0..100", units = "/100")
    default void avgLoadAdjPct(int value) {
        throw new Absent();
    }

    /** How much of the time the consumer may be on. */
    @Resource(value = 5828, range = "0..100", units = "/100")
    default int dutyCycle() {
        throw new Absent();
    }

    @Resource(value = 5828, range = "0..100", units = "/100")
    default void dutyCycle(int value) {
        throw new Absent();
    }

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
