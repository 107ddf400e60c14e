package org.lwm2m.model.wlanconnectivity;

import java.util.Map;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /12: one WLAN interface, its settings, its keys and its counters.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 12, version = "1.1", name = "WLAN connectivity")
public interface WlanConnectivity extends WlanSecurity, WlanStatistics {

    /** Such as wlan0. */
    @Resource(value = 0, name = "Interface name")
    String interfaceName();

    @Resource(value = 0, name = "Interface name")
    void interfaceName(String value);

    /** Where this is off, the radio is off as well. */
    @Resource(1)
    boolean enable();

    @Resource(1)
    void enable(boolean value);

    /** 0 off, else the band: 1 2.4 GHz, 2 5 GHz, 3 0.9 GHz, 4 3.7 GHz, 5 45 GHz, 6 60 GHz. */
    @Resource(2)
    default int radioEnabled() {
        throw new Absent();
    }

    @Resource(2)
    default void radioEnabled(int value) {
        throw new Absent();
    }

    /** 0 disabled, 1 up, 2 error. */
    @Resource(3)
    int status();

    /** The MAC address of the interface: 12 hexadecimal digits. */
    @Resource(value = 4, name = "BSSID", range = "12")
    String bssid();

    /** The name of the network. */
    @Resource(value = 5, name = "SSID", range = "1..32")
    String ssid();

    @Resource(value = 5, name = "SSID", range = "1..32")
    void ssid(String value);

    @Resource(value = 6, name = "Broadcast SSID")
    default boolean broadcastSsid() {
        throw new Absent();
    }

    @Resource(value = 6, name = "Broadcast SSID")
    default void broadcastSsid(boolean value) {
        throw new Absent();
    }

    @Resource(7)
    default boolean beaconEnabled() {
        throw new Absent();
    }

    @Resource(7)
    default void beaconEnabled(boolean value) {
        throw new Absent();
    }

    /** 0 access point, 1 station, 2 bridge, 3 repeater. */
    @Resource(8)
    int mode();

    @Resource(8)
    void mode(int value);

    /** The one in use. */
    @Resource(value = 9, range = "0..255")
    int channel();

    @Resource(value = 9, range = "0..255")
    void channel(int value);

    @Resource(10)
    default boolean autoChannel() {
        throw new Absent();
    }

    @Resource(10)
    default void autoChannel(boolean value) {
        throw new Absent();
    }

    @Resource(11)
    default Map<Integer, Integer> supportedChannels() {
        throw new Absent();
    }

    @Resource(11)
    default void supportedChannels(Map<Integer, Integer> value) {
        throw new Absent();
    }

    /** As an access point sees it, its own among them. */
    @Resource(12)
    default Map<Integer, Integer> channelsInUse() {
        throw new Absent();
    }

    @Resource(12)
    default void channelsInUse(Map<Integer, Integer> value) {
        throw new Absent();
    }

    /** Two letters of the country (ISO 3166-1), then a space for everywhere, O for outside or I for inside. */
    @Resource(value = 13, range = "3")
    default String regulatoryDomain() {
        throw new Absent();
    }

    @Resource(value = 13, range = "3")
    default void regulatoryDomain(String value) {
        throw new Absent();
    }

    /** Of IEEE 802.11: 0 a, 1 b, 2 b and g, 3 g, 4 n, 5 b, g and n, 6 ac, 7 ah. */
    @Resource(14)
    int standard();

    @Resource(14)
    void standard(int value);

    /** Multimedia extensions. */
    @Resource(value = 29, name = "WMM Supported")
    default boolean wmmSupported() {
        throw new Absent();
    }

    @Resource(value = 30, name = "WMM Enabled")
    default boolean wmmEnabled() {
        throw new Absent();
    }

    @Resource(value = 30, name = "WMM Enabled")
    default void wmmEnabled(boolean value) {
        throw new Absent();
    }

    /** Whether only stations of {@link #macAddressList} may come in. */
    @Resource(value = 31, name = "MAC Control Enabled")
    default boolean macControlEnabled() {
        throw new Absent();
    }

    @Resource(value = 31, name = "MAC Control Enabled")
    default void macControlEnabled(boolean value) {
        throw new Absent();
    }

    /** Each of 12 hexadecimal digits. */
    @Resource(value = 32, name = "MAC Address List", range = "12")
    default Map<Integer, String> macAddressList() {
        throw new Absent();
    }

    @Resource(value = 32, name = "MAC Address List", range = "12")
    default void macAddressList(Map<Integer, String> value) {
        throw new Absent();
    }

    /** The instance of an object of the vendor's own. */
    @Resource(value = 48, name = "Vendor specific extensions")
    default Value.ObjectLink vendorSpecificExtensions() {
        throw new Absent();
    }
}
