package org.lwm2m.model.device;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /3: the device itself, its making, its power, memory, errors and clock (Core 1.2, E.4).
 * <p>
 * An optional resource is there where its method is overridden and does not throw {@link Absent}.
 */
@ConsumerType
@LwM2mObject(id = 3, version = "1.2", enabler = "1.1", multiple = false, mandatory = true)
public interface Device {

    @Resource(0)
    default String manufacturer() {
        throw new Absent();
    }

    @Resource(1)
    default String modelNumber() {
        throw new Absent();
    }

    @Resource(2)
    default String serialNumber() {
        throw new Absent();
    }

    @Resource(3)
    default String firmwareVersion() {
        throw new Absent();
    }

    @Execute(4)
    void reboot();

    /** Keeps at least what a bootstrap needs. */
    @Execute(5)
    default void factoryReset() {
        throw new Absent();
    }

    /** 0 DC, 1 internal battery, 2 external battery, 3 fuel cell, 4 Ethernet, 5 USB, 6 mains, 7 solar. */
    @Resource(value = 6, range = "0..7")
    default Map<Integer, Integer> availablePowerSources() {
        throw new Absent();
    }

    /** In mV, each under the id that its source has in {@link #availablePowerSources}. */
    @Resource(7)
    default Map<Integer, Long> powerSourceVoltage() {
        throw new Absent();
    }

    /** In mA, each under the id that its source has in {@link #availablePowerSources}. */
    @Resource(8)
    default Map<Integer, Long> powerSourceCurrent() {
        throw new Absent();
    }

    /** Of the internal battery. */
    @Resource(value = 9, range = "0..100", units = "/100")
    default int batteryLevel() {
        throw new Absent();
    }

    /** In kB of 1000 bytes: what is left to store data and software in. */
    @Resource(10)
    default long memoryFree() {
        throw new Absent();
    }

    /** 0 none, 1 low battery, 2 external power off, 3 GPS, 4 low signal, 5 out of memory, 6 SMS, 7 IP, 8 peripheral, 16 to 32 as the device likes. Only without any error there is a 0. */
    @Resource(value = 11, range = "0..32")
    Map<Integer, Integer> errorCode();

    /** Forgets all errors; those that persist come back. */
    @Execute(12)
    default void resetErrorCode() {
        throw new Absent();
    }

    @Resource(13)
    default Instant currentTime() {
        throw new Absent();
    }

    @Resource(13)
    default void currentTime(Instant value) {
        throw new Absent();
    }

    /** ISO 8601, such as +02:00. */
    @Resource(value = 14, name = "UTC Offset")
    default String utcOffset() {
        throw new Absent();
    }

    @Resource(value = 14, name = "UTC Offset")
    default void utcOffset(String value) {
        throw new Absent();
    }

    /** A name of the IANA time zone database, such as Europe/Berlin. */
    @Resource(15)
    default String timezone() {
        throw new Absent();
    }

    @Resource(15)
    default void timezone(String value) {
        throw new Absent();
    }

    /** Letters as in a registration. */
    @Resource(value = 16, name = "Supported Binding and Modes")
    String supportedBindingAndModes();

    @Resource(17)
    default String deviceType() {
        throw new Absent();
    }

    @Resource(18)
    default String hardwareVersion() {
        throw new Absent();
    }

    @Resource(19)
    default String softwareVersion() {
        throw new Absent();
    }

    /** Of the internal battery: 0 normal, 1 charging, 2 full, 3 damaged, 4 low, 5 not installed, 6 unknown. */
    @Resource(value = 20, range = "0..6")
    default int batteryStatus() {
        throw new Absent();
    }

    /** In kB of 1000 bytes. */
    @Resource(21)
    default long memoryTotal() {
        throw new Absent();
    }

    /** Instances of other objects that tell more of the device. */
    @Resource(value = 22, name = "ExtDevInfo")
    default Map<Integer, Value.ObjectLink> externalDeviceInfo() {
        throw new Absent();
    }
}
