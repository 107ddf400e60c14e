package org.lwm2m.model.timer;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A timer: after a delay its output changes, in one of four patterns (object 3340
 * of the public registry, version 1.0).
 */
@ConsumerType
@LwM2mObject(id = 3340, version = "1.0")
public interface Timer {

    /** How often the input became active. */
    @Resource(5501)
    default long digitalInputCounter() {
        throw new Absent();
    }

    /** From its trigger until the output changes. */
    @Resource(value = 5521, units = "s")
    double delayDuration();

    @Resource(value = 5521, units = "s")
    void delayDuration(double value);

    /** Starts it. */
    @Execute(5523)
    default void trigger() {
        throw new Absent();
    }

    /** How long it rests before it may start again. */
    @Resource(value = 5525, name = "Minimum Off-time", units = "s")
    default double minimumOffTime() {
        throw new Absent();
    }

    @Resource(value = 5525, name = "Minimum Off-time", units = "s")
    default void minimumOffTime(double value) {
        throw new Absent();
    }

    /** 0 off, 1 one shot, 2 interval, 3 delayed on, 4 delayed off. */
    @Resource(value = 5526, range = "0..4")
    default int timerMode() {
        throw new Absent();
    }

    @Resource(value = 5526, range = "0..4")
    default void timerMode(int value) {
        throw new Absent();
    }

    /** How often the output turned on. */
    @Resource(5534)
    default long counter() {
        throw new Absent();
    }

    @Resource(5534)
    default void counter(long value) {
        throw new Absent();
    }

    /** Until it is done. */
    @Resource(value = 5538, units = "s")
    default double remainingTime() {
        throw new Absent();
    }

    /** The output. */
    @Resource(5543)
    default boolean digitalState() {
        throw new Absent();
    }

    /** How long the input has been on, in all; writing 0 starts again. */
    @Resource(value = 5544, units = "s")
    default double cumulativeTime() {
        throw new Absent();
    }

    @Resource(value = 5544, units = "s")
    default void cumulativeTime(double value) {
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

    /** The input. */
    @Resource(value = 5850, name = "On/Off")
    default boolean onOff() {
        throw new Absent();
    }

    @Resource(value = 5850, name = "On/Off")
    default void onOff(boolean value) {
        throw new Absent();
    }
}
