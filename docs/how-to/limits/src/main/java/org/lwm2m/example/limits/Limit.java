package org.lwm2m.example.limits;

import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** Bounds that a value is to stay within, as a server sets them (object 42770, of the range for tests). */
@LwM2mObject(id = 42770)
public interface Limit {

    @Resource(0)
    String name();

    @Resource(0)
    void name(String name);

    @Resource(1)
    default double lowest() {
        throw new UnsupportedOperationException();
    }

    @Resource(1)
    default void lowest(double lowest) {}

    @Resource(2)
    default double highest() {
        throw new UnsupportedOperationException();
    }

    @Resource(2)
    default void highest(double highest) {}
}
