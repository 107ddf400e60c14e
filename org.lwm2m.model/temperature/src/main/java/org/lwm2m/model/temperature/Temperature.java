package org.lwm2m.model.temperature;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A temperature sensor (object 3303 of the public registry, version 1.1): its value, and the extremes it has seen. */
@ConsumerType
@LwM2mObject(id = 3303, version = "1.1")
public interface Temperature {

    /** In the unit that {@link #sensorUnits} names. */
    @Resource(5700)
    double sensorValue();

    @Resource(5601)
    default double minMeasuredValue() {
        throw new Absent();
    }

    @Resource(5602)
    default double maxMeasuredValue() {
        throw new Absent();
    }

    @Resource(5603)
    default double minRangeValue() {
        throw new Absent();
    }

    @Resource(5604)
    default double maxRangeValue() {
        throw new Absent();
    }

    /** As in the SenML units registry, such as {@code Cel}. */
    @Resource(5701)
    default String sensorUnits() {
        throw new Absent();
    }

    @Execute(value = 5605, name = "Reset Min and Max Measured Values")
    default void resetMinAndMaxMeasuredValues() {
        throw new Absent();
    }

    @Resource(5750)
    default String applicationType() {
        throw new Absent();
    }

    @Resource(5750)
    default void applicationType(String type) {
        throw new Absent();
    }

    /** When the value was measured. */
    @Resource(5518)
    default Instant timestamp() {
        throw new Absent();
    }

    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }

    @Resource(value = 6042, range = "0..23")
    default int measurementQualityIndicator() {
        throw new Absent();
    }

    @Resource(value = 6049, range = "0..100")
    default int measurementQualityLevel() {
        throw new Absent();
    }
}
