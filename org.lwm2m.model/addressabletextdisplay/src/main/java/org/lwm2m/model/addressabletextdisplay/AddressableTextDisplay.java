package org.lwm2m.model.addressabletextdisplay;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** A display of text, written from a position on (object 3341 of the public registry, version 1.0). */
@ConsumerType
@LwM2mObject(id = 3341, version = "1.0")
public interface AddressableTextDisplay {

    @Resource(5527)
    String text();

    @Resource(5527)
    void text(String value);

    /** Where the text begins. */
    @Resource(5528)
    default long xCoordinate() {
        throw new Absent();
    }

    @Resource(5528)
    default void xCoordinate(long value) {
        throw new Absent();
    }

    /** Where the text begins. */
    @Resource(5529)
    default long yCoordinate() {
        throw new Absent();
    }

    @Resource(5529)
    default void yCoordinate(long value) {
        throw new Absent();
    }

    @Execute(5530)
    default void clearDisplay() {
        throw new Absent();
    }

    @Resource(value = 5531, range = "0..100", units = "/100")
    default double contrast() {
        throw new Absent();
    }

    @Resource(value = 5531, range = "0..100", units = "/100")
    default void contrast(double value) {
        throw new Absent();
    }

    /** The last that fits. */
    @Resource(value = 5545, name = "Max X Coordinate")
    default long maxXCoordinate() {
        throw new Absent();
    }

    /** The last that fits. */
    @Resource(value = 5546, name = "Max Y Coordinate")
    default long maxYCoordinate() {
        throw new Absent();
    }

    /** How bright. */
    @Resource(value = 5548, range = "0..100", units = "/100")
    default double level() {
        throw new Absent();
    }

    @Resource(value = 5548, range = "0..100", units = "/100")
    default void level(double value) {
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
}
