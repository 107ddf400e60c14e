package org.lwm2m.model.powermeasurement;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An electricity meter: active and reactive power, and the energy since it was last reset (object 3305
 * of the public registry, version 1.1).
 */
@ConsumerType
@LwM2mObject(id = 3305, version = "1.1")
public interface PowerMeasurement {

    /** When that was so. */
    @Resource(5518)
    default Instant timestamp() {
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

    @Resource(value = 5800, name = "Instantaneous active power", units = "W")
    double instantaneousActivePower();

    /** Since power-on, or {@link #resetMinAndMaxMeasuredValues}. */
    @Resource(value = 5801, name = "Min Measured active power", units = "W")
    default double minMeasuredActivePower() {
        throw new Absent();
    }

    /** Since power-on, or {@link #resetMinAndMaxMeasuredValues}. */
    @Resource(value = 5802, name = "Max Measured active power", units = "W")
    default double maxMeasuredActivePower() {
        throw new Absent();
    }

    /** The least that it can measure. */
    @Resource(value = 5803, name = "Min Range active power", units = "W")
    default double minRangeActivePower() {
        throw new Absent();
    }

    /** The most that it can measure. */
    @Resource(value = 5804, name = "Max Range active power", units = "W")
    default double maxRangeActivePower() {
        throw new Absent();
    }

    /** Since power-on, or a reset of the energy. */
    @Resource(value = 5805, name = "Cumulative active power", units = "Wh")
    default double cumulativeActivePower() {
        throw new Absent();
    }

    /** Calibrates, with a known load: takes its power. */
    @Resource(value = 5806, units = "W")
    default void activePowerCalibration(double value) {
        throw new Absent();
    }

    @Resource(value = 5810, name = "Instantaneous reactive power", units = "var")
    default double instantaneousReactivePower() {
        throw new Absent();
    }

    /** Since power-on, or {@link #resetMinAndMaxMeasuredValues}. */
    @Resource(value = 5811, name = "Min Measured reactive power", units = "var")
    default double minMeasuredReactivePower() {
        throw new Absent();
    }

    /** Since power-on, or {@link #resetMinAndMaxMeasuredValues}. */
    @Resource(value = 5812, name = "Max Measured reactive power", units = "var")
    default double maxMeasuredReactivePower() {
        throw new Absent();
    }

    /** The least that it can measure. */
    @Resource(value = 5813, name = "Min Range reactive power", units = "var")
    default double minRangeReactivePower() {
        throw new Absent();
    }

    /** The most that it can measure. */
    @Resource(value = 5814, name = "Max Range reactive power", units = "var")
    default double maxRangeReactivePower() {
        throw new Absent();
    }

    /** Since power-on, or {@link #resetCumulativeEnergy}. */
    @Resource(value = 5815, name = "Cumulative reactive power", units = "varh")
    default double cumulativeReactivePower() {
        throw new Absent();
    }

    /** Calibrates, with a known load: takes its power. */
    @Resource(value = 5816, units = "var")
    default void reactivePowerCalibration(double value) {
        throw new Absent();
    }

    @Resource(value = 5820, name = "Power factor")
    default double powerFactor() {
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

    /** Active and reactive energy start again at 0. */
    @Execute(value = 5822, name = "Reset Cumulative energy")
    default void resetCumulativeEnergy() {
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
