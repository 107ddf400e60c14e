package org.lwm2m.testing.api;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** An object with a resource of every kind, to read an annotated interface by. */
@LwM2mObject(id = 32800, version = "1.3", enabler = "1.1", name = "Steam Boiler", mandatory = true)
interface Boiler {

    @Resource(0)
    String makerName();

    @Resource(value = 1, name = "Target", range = "0..100", units = "Cel")
    default double target() {
        return 0;
    }

    @Resource(1)
    default void target(double celsius) {}

    @Resource(2)
    default int steps() {
        return 0;
    }

    @Resource(2)
    default void steps(int steps) {}

    @Resource(value = 3, type = ResourceType.UNSIGNED)
    default long pulses() {
        return 0;
    }

    @Resource(4)
    default Map<Integer, Boolean> valves() {
        return Map.of();
    }

    @Resource(5)
    default void key(Bytes key) {}

    @Resource(6)
    default Instant started() {
        return Instant.EPOCH;
    }

    @Resource(7)
    default Value.ObjectLink sensor() {
        return Value.ObjectLink.NULL;
    }

    @Resource(8)
    default Value.CoreLinks parts() {
        return new Value.CoreLinks("");
    }

    @Resource(value = 9, bootstrapOnly = true)
    default boolean sealed() {
        return false;
    }

    @Execute(10)
    default void reset() {}

    @Execute(value = 11, name = "Run For")
    void run(String arguments);

    /** No resource. */
    default String toText() {
        return "";
    }
}
