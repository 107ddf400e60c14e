package org.lwm2m.model.positioner;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An actuator that moves to a place between its ends, such as a blind or a valve (object 3337
 * of the public registry, version 1.1).
 */
@ConsumerType
@LwM2mObject(id = 3337, version = "1.1")
public interface Positioner {

    /** When it was last set. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    /** The least that it can have. */
    @Resource(5519)
    default double minLimit() {
        throw new Absent();
    }

    /** The most that it can have. */
    @Resource(5520)
    default double maxLimit() {
        throw new Absent();
    }

    /** Where it is; writing moves it. */
    @Resource(value = 5536, range = "0..100", units = "/100")
    double currentPosition();

    @Resource(value = 5536, range = "0..100", units = "/100")
    void currentPosition(double value);

    /** How long the whole movement takes. */
    @Resource(value = 5537, units = "s")
    default double transitionTime() {
        throw new Absent();
    }

    @Resource(value = 5537, units = "s")
    default void transitionTime(double value) {
        throw new Absent();
    }

    /** Until it is done. */
    @Resource(value = 5538, units = "s")
    default double remainingTime() {
        throw new Absent();
    }

    /** Since power-on, or {@link #resetMinAndMaxMeasuredValues}. */
    @Resource(5601)
    default double minMeasuredValue() {
        throw new Absent();
    }

    /** Since power-on, or {@link #resetMinAndMaxMeasuredValues}. */
    @Resource(5602)
    default double maxMeasuredValue() {
        throw new Absent();
    }

    /** Both extremes start again at the present value. */
    @Execute(value = 5605, name = "Reset Min and Max Measured Values")
    default void resetMinAndMaxMeasuredValues() {
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
