package org.lwm2m.model.dimmer;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A dimmer that somebody works by hand (object 3343 of the public registry, version 1.0). */
@ConsumerType
@LwM2mObject(id = 3343, version = "1.0")
public interface Dimmer {

    /** How far it is turned. */
    @Resource(value = 5548, range = "0..100", units = "/100")
    double level();

    @Resource(value = 5548, range = "0..100", units = "/100")
    void level(double value);

    /** What it is used for, as whoever installed it calls it. */
    @Resource(5750)
    default String applicationType() {
        throw new Absent();
    }

    @Resource(5750)
    default void applicationType(String value) {
        throw new Absent();
    }

    /** How long it has been on; writing 0 starts again. */
    @Resource(value = 5852, name = "On time", units = "s")
    default long onTime() {
        throw new Absent();
    }

    @Resource(value = 5852, name = "On time", units = "s")
    default void onTime(long value) {
        throw new Absent();
    }

    /** How long it has been off; writing 0 starts again. */
    @Resource(value = 5854, units = "s")
    default long offTime() {
        throw new Absent();
    }

    @Resource(value = 5854, units = "s")
    default void offTime(long value) {
        throw new Absent();
    }
}
