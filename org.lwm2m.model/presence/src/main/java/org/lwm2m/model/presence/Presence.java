package org.lwm2m.model.presence;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A presence detector: whether somebody is there, and how long it holds on to that (object 3302
 * of the public registry, version 1.1).
 */
@ConsumerType
@LwM2mObject(id = 3302, version = "1.1")
public interface Presence {

    /** Whether somebody is there. */
    @Resource(5500)
    boolean digitalInputState();

    /** How often somebody came. */
    @Resource(5501)
    default long digitalInputCounter() {
        throw new Absent();
    }

    /** {@link #digitalInputCounter} starts again at 0. */
    @Execute(5505)
    default void digitalInputCounterReset() {
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

    /** How it works, such as PIR. */
    @Resource(5751)
    default String sensorType() {
        throw new Absent();
    }

    /** How long nobody must be seen until it says so. */
    @Resource(value = 5903, name = "Busy to Clear delay", units = "ms")
    default long busyToClearDelay() {
        throw new Absent();
    }

    @Resource(value = 5903, name = "Busy to Clear delay", units = "ms")
    default void busyToClearDelay(long value) {
        throw new Absent();
    }

    /** How long somebody must be seen until it says so. */
    @Resource(value = 5904, name = "Clear to Busy delay", units = "ms")
    default long clearToBusyDelay() {
        throw new Absent();
    }

    @Resource(value = 5904, name = "Clear to Busy delay", units = "ms")
    default void clearToBusyDelay(long value) {
        throw new Absent();
    }

    /** 0 not checked, 1 wrong, 2 probably wrong, 3 doubtful, 4 good; 16 to 23 as the maker defines them. */
    @Resource(value = 6042, range = "0..23")
    default int measurementQualityIndicator() {
        throw new Absent();
    }

    /** 100 is beyond doubt, 0 is worth nothing. */
    @Resource(value = 6049, range = "0..100")
    default int measurementQualityLevel() {
        throw new Absent();
    }

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
