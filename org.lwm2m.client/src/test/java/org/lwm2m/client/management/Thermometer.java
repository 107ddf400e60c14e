package org.lwm2m.client.management;

import java.util.Map;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** An object for tests, with a resource of every kind. */
@LwM2mObject(id = 3303, version = "1.1")
public interface Thermometer {

    @Resource(5700)
    double value();

    @Resource(value = 5701, range = "1..8")
    default String units() {
        return "";
    }

    @Resource(5701)
    default void units(String units) {}

    @Resource(value = 5750, range = "0..10")
    default int level() {
        return 0;
    }

    @Resource(5750)
    default void level(int level) {}

    @Resource(5800)
    default Map<Integer, Long> history() {
        return Map.of();
    }

    @Resource(5800)
    default void history(Map<Integer, Long> history) {}

    @Resource(5850)
    default boolean on() {
        return false;
    }

    @Resource(5851)
    default void secret(String secret) {}

    @Resource(5900)
    default Value.ObjectLink link() {
        return Value.ObjectLink.NULL;
    }

    @Resource(5900)
    default void link(Value.ObjectLink link) {}

    @Execute(5605)
    void reset(String arguments);
}
