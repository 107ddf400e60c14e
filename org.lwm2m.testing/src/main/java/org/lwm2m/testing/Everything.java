package org.lwm2m.testing;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** An object with a single and a multiple resource of each type: the single ones from 0, the multiple ones from 10. */
@LwM2mObject(id = 42771)
public interface Everything {

    @Resource(0)
    String text();

    @Resource(0)
    void text(String value);

    @Resource(10)
    Map<Integer, String> allText();

    @Resource(10)
    void allText(Map<Integer, String> values);

    @Resource(1)
    long integer();

    @Resource(1)
    void integer(long value);

    @Resource(11)
    Map<Integer, Long> allInteger();

    @Resource(11)
    void allInteger(Map<Integer, Long> values);

    @Resource(value = 2, type = ResourceType.UNSIGNED)
    long unsigned();

    @Resource(value = 2, type = ResourceType.UNSIGNED)
    void unsigned(long value);

    @Resource(value = 12, type = ResourceType.UNSIGNED)
    Map<Integer, Long> allUnsigned();

    @Resource(value = 12, type = ResourceType.UNSIGNED)
    void allUnsigned(Map<Integer, Long> values);

    @Resource(3)
    double real();

    @Resource(3)
    void real(double value);

    @Resource(13)
    Map<Integer, Double> allReal();

    @Resource(13)
    void allReal(Map<Integer, Double> values);

    @Resource(4)
    boolean flag();

    @Resource(4)
    void flag(boolean value);

    @Resource(14)
    Map<Integer, Boolean> allFlag();

    @Resource(14)
    void allFlag(Map<Integer, Boolean> values);

    @Resource(5)
    Bytes opaque();

    @Resource(5)
    void opaque(Bytes value);

    @Resource(15)
    Map<Integer, Bytes> allOpaque();

    @Resource(15)
    void allOpaque(Map<Integer, Bytes> values);

    @Resource(6)
    Instant time();

    @Resource(6)
    void time(Instant value);

    @Resource(16)
    Map<Integer, Instant> allTime();

    @Resource(16)
    void allTime(Map<Integer, Instant> values);

    @Resource(7)
    Value.ObjectLink link();

    @Resource(7)
    void link(Value.ObjectLink value);

    @Resource(17)
    Map<Integer, Value.ObjectLink> allLink();

    @Resource(17)
    void allLink(Map<Integer, Value.ObjectLink> values);

    @Resource(8)
    Value.CoreLinks links();

    @Resource(8)
    void links(Value.CoreLinks value);

    @Resource(18)
    Map<Integer, Value.CoreLinks> allLinks();

    @Resource(18)
    void allLinks(Map<Integer, Value.CoreLinks> values);
}
