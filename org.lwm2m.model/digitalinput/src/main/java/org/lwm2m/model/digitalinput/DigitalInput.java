package org.lwm2m.model.digitalinput;

import java.time.Instant;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** An input that is on or off, and how its changes count (object 3200 of the public registry, version 1.1). */
@ConsumerType
@LwM2mObject(id = 3200, version = "1.1")
public interface DigitalInput {

    @Resource(5500)
    boolean digitalInputState();

    /** How often it became active. */
    @Resource(5501)
    default long digitalInputCounter() {
        throw new Absent();
    }

    /** Whether the levels are swapped. */
    @Resource(5502)
    default boolean digitalInputPolarity() {
        throw new Absent();
    }

    @Resource(5502)
    default void digitalInputPolarity(boolean value) {
        throw new Absent();
    }

    /** How long a level must stay to count. */
    @Resource(value = 5503, units = "ms")
    default long digitalInputDebounce() {
        throw new Absent();
    }

    @Resource(value = 5503, units = "ms")
    default void digitalInputDebounce(long value) {
        throw new Absent();
    }

    /** Which changes count: 1 to off, 2 to on, 3 both. */
    @Resource(value = 5504, range = "1..3")
    default int digitalInputEdgeSelection() {
        throw new Absent();
    }

    @Resource(value = 5504, range = "1..3")
    default void digitalInputEdgeSelection(int value) {
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

    /** What {@link #timestamp} lacks of a second. */
    @Resource(value = 6050, range = "0..1", units = "s")
    default double fractionalTimestamp() {
        throw new Absent();
    }
}
