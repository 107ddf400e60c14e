package org.lwm2m.client.management;

import java.util.Map;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** An object whose instances servers make. */
@LwM2mObject(id = 33000)
public interface Rule {

    @Resource(0)
    String name();

    @Resource(0)
    void name(String name);

    @Resource(value = 1, range = "0..10")
    default int limit() {
        return 0;
    }

    @Resource(1)
    default void limit(int limit) {}

    @Resource(2)
    default Map<Integer, String> tags() {
        return Map.of();
    }

    @Resource(2)
    default void tags(Map<Integer, String> tags) {}

    @Resource(3)
    default int runs() {
        return 0;
    }

    @Execute(4)
    default void run(Map<Integer, String> arguments) {}

    @Resource(5)
    default String comment() {
        return "";
    }

    @Resource(5)
    default void comment(String comment) {}
}
