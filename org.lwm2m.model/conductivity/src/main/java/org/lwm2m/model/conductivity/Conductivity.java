package org.lwm2m.model.conductivity;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A sensor of electric conductivity, as of water or soil, and the extremes it has seen (object 3327
 * of the public registry, version 1.1).
 */
@ConsumerType
@LwM2mObject(id = 3327, version = "1.1")
public interface Conductivity {

    /** When the value was measured. */
    @Resource(5518)
    default Instant timestamp() {
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

    /** The least that it can measure. */
    @Resource(5603)
    default double minRangeValue() {
        throw new Absent();
    }

    /** The most that it can measure. */
    @Resource(5604)
    default double maxRangeValue() {
        throw new Absent();
    }

    /** Both extremes start again at the present value. */
    @Execute(value = 5605, name = "Reset Min and Max Measured Values")
    default void resetMinAndMaxMeasuredValues() {
        throw new Absent();
    }

    /** In the unit that {@link #sensorUnits} names. */
    @Resource(5700)
    double sensorValue();

    /** As in the registry of SenML units, such as {@code S/m}. */
    @Resource(5701)
    default String sensorUnits() {
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

    /** A coefficient, whose meaning is the maker's. */
    @Resource(5821)
    default double currentCalibration() {
        throw new Absent();
    }

    @Resource(5821)
    default void currentCalibration(double value) {
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
