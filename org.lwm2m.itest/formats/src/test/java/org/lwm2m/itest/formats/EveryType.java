package org.lwm2m.itest.formats;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** An object with a resource of every type, and two that have several values. */
@LwM2mObject(id = 32801)
public interface EveryType {

    @Resource(0)
    String text();

    @Resource(0)
    void text(String value);

    @Resource(1)
    long integer();

    @Resource(1)
    void integer(long value);

    @Resource(value = 2, type = ResourceType.UNSIGNED)
    long unsigned();

    @Resource(value = 2, type = ResourceType.UNSIGNED)
    void unsigned(long value);

    @Resource(3)
    double real();

    @Resource(3)
    void real(double value);

    @Resource(4)
    boolean flag();

    @Resource(4)
    void flag(boolean value);

    @Resource(5)
    Bytes opaque();

    @Resource(5)
    void opaque(Bytes value);

    @Resource(6)
    Instant time();

    @Resource(6)
    void time(Instant value);

    @Resource(7)
    Value.ObjectLink link();

    @Resource(7)
    void link(Value.ObjectLink value);

    @Resource(8)
    Value.CoreLinks links();

    @Resource(8)
    void links(Value.CoreLinks value);

    @Resource(9)
    Map<Integer, String> texts();

    @Resource(9)
    void texts(Map<Integer, String> values);

    @Resource(10)
    Map<Integer, Double> reals();

    @Resource(10)
    void reals(Map<Integer, Double> values);
}
