package org.lwm2m.model.devcapmgmt;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /15: enables and disables what a device can do, such as its camera or its Bluetooth.
 * <p>
 * Whether a capability is attached and whether it is enabled are independent: it works where both are so. An
 * optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 15, version = "2.0", name = "DevCapMgmt")
public interface DevCapMgmt {

    /** A {@link #group}: light, presence, temperature, humidity. */
    int SENSOR = 0;

    /** Light, power, sound. */
    int CONTROL = 1;

    /** Bluetooth, WLAN. */
    int CONNECTIVITY = 2;

    int NAVIGATION = 3;

    /** External memory. */
    int STORAGE = 4;

    /** Cameras. */
    int VISION = 5;

    /** Speakers, buzzers. */
    int SOUND = 6;

    int ANALOG_INPUT = 7;

    int ANALOG_OUTPUT = 8;

    /** Capabilities by their numbers within {@link #group}, with semicolons between, such as {@code 0;1;10}. */
    @Resource(0)
    String property();

    /** {@link #SENSOR} and the like; 9 to 15 are reserved. */
    @Resource(value = 1, range = "0..15")
    int group();

    /** As its maker calls it. */
    @Resource(2)
    default String description() {
        throw new Absent();
    }

    /** Whether it is there now; absent where it cannot be removed. */
    @Resource(3)
    default boolean attached() {
        throw new Absent();
    }

    /** Whether it may work. */
    @Resource(4)
    boolean enabled();

    /** Lets it work. */
    @Execute(value = 5, name = "opEnable")
    void opEnable();

    /** Lets it work no longer. */
    @Execute(value = 6, name = "opDisable")
    void opDisable();

    /** Whether a server that observes {@link #attached} or {@link #enabled} is told of changes; absent is no. */
    @Resource(value = 7, name = "NotifyEn")
    default boolean notifyEn() {
        throw new Absent();
    }

    @Resource(value = 7, name = "NotifyEn")
    default void notifyEn(boolean value) {
        throw new Absent();
    }
}
