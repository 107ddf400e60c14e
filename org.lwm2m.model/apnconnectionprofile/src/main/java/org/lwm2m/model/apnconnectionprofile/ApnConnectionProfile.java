package org.lwm2m.model.apnconnectionprofile;

import java.util.Map;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /11: how to connect by one access point name of a cellular network, and how that went.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 11, version = "1.1", name = "LWM2M APN Connection Profile", enabler = "1.1")
public interface ApnConnectionProfile extends ApnConnectionHistory, ApnIpSettings {

    /** For people. Several profiles may share an access point and differ in their credentials. */
    @Resource(value = 0, name = "Profile name")
    String profileName();

    @Resource(value = 0, name = "Profile name")
    void profileName(String value);

    /** Empty lets the network choose; absent where {@link #autoSelectApnByDevice} is set. */
    @Resource(value = 1, name = "APN")
    default String apn() {
        throw new Absent();
    }

    @Resource(value = 1, name = "APN")
    default void apn(String value) {
        throw new Absent();
    }

    /** Whether the device chooses the access point in its own way; absent is no. */
    @Resource(value = 2, name = "Auto select APN by device")
    default boolean autoSelectApnByDevice() {
        throw new Absent();
    }

    @Resource(value = 2, name = "Auto select APN by device")
    default void autoSelectApnByDevice(boolean value) {
        throw new Absent();
    }

    /** A connection of a profile that is disabled is ended. */
    @Resource(value = 3, name = "Enable status")
    default boolean enableStatus() {
        throw new Absent();
    }

    @Resource(value = 3, name = "Enable status")
    default void enableStatus(boolean value) {
        throw new Absent();
    }

    /** 0 PAP, 1 CHAP, 2 either, 3 none. */
    @Resource(4)
    int authenticationType();

    @Resource(4)
    void authenticationType(int value);

    @Resource(5)
    default String userName() {
        throw new Absent();
    }

    @Resource(5)
    default void userName(String value) {
        throw new Absent();
    }

    @Resource(6)
    default String secret() {
        throw new Absent();
    }

    @Resource(6)
    default void secret(String value) {
        throw new Absent();
    }

    /** Seconds to wait after each attempt that failed, as {@code 10,60,600,3600}. */
    @Resource(7)
    default String reconnectSchedule() {
        throw new Absent();
    }

    @Resource(7)
    default void reconnectSchedule(String value) {
        throw new Absent();
    }

    /** Networks that this is good for, each as country code, comma, network code. */
    @Resource(value = 8, name = "Validity (MCC, MNC)")
    default Map<Integer, String> validity() {
        throw new Absent();
    }

    @Resource(value = 8, name = "Validity (MCC, MNC)")
    default void validity(Map<Integer, String> value) {
        throw new Absent();
    }

    /** The class of service to ask the network for, in LTE and NB-IoT (3GPP TS 23.203). */
    @Resource(value = 21, name = "QCI (3)", range = "1..9")
    default int qci() {
        throw new Absent();
    }

    /** The instance of an object of the vendor's own. */
    @Resource(value = 22, name = "Vendor specific extensions")
    default Value.ObjectLink vendorSpecificExtensions() {
        throw new Absent();
    }

    /** 0 non-IP, 1 IPv4, 2 IPv6, 3 both. */
    @Resource(value = 24, name = "PDN Type")
    default int pdnType() {
        throw new Absent();
    }

    @Resource(value = 24, name = "PDN Type")
    default void pdnType(int value) {
        throw new Absent();
    }

    /** How many messages may be sent in each {@link #uplinkTimeUnit}. */
    @Resource(value = 25, name = "APN Rate Control")
    default long apnRateControl() {
        throw new Absent();
    }

    /** The most messages for each time unit over NAS (3GPP TS 23.401, 4.7.7.2). */
    @Resource(value = 26, name = "Serving PLMN Rate control", type = ResourceType.UNSIGNED)
    default long servingPlmnRateControl() {
        throw new Absent();
    }

    @Resource(value = 26, name = "Serving PLMN Rate control", type = ResourceType.UNSIGNED)
    default void servingPlmnRateControl(long value) {
        throw new Absent();
    }

    /** 0 unrestricted, 1 minute, 2 hour, 3 day, 4 week. */
    @Resource(value = 27, type = ResourceType.UNSIGNED, range = "0..4")
    default int uplinkTimeUnit() {
        throw new Absent();
    }

    @Resource(value = 27, type = ResourceType.UNSIGNED, range = "0..4")
    default void uplinkTimeUnit(int value) {
        throw new Absent();
    }

    /** How many messages of exception data may be sent in each {@link #apnExceptionDataUplinkTimeUnit}. */
    @Resource(value = 28, name = "APN Rate Control for Exception Data")
    default long apnRateControlForExceptionData() {
        throw new Absent();
    }

    /** As {@link #uplinkTimeUnit}. */
    @Resource(value = 29, name = "APN Exception Data Uplink Time Unit", type = ResourceType.UNSIGNED, range = "0..4")
    default int apnExceptionDataUplinkTimeUnit() {
        throw new Absent();
    }

    @Resource(value = 29, name = "APN Exception Data Uplink Time Unit", type = ResourceType.UNSIGNED, range = "0..4")
    default void apnExceptionDataUplinkTimeUnit(int value) {
        throw new Absent();
    }

    /**
     * 1 any 3GPP packet service, 2 GSM, 3 UMTS, 4 LTE, 5 1xEV-DO, 6 circuit switched, 12 LTE with CIoT user plane,
     * 13 with control plane, 14 NB-IoT control plane, 15 user plane.
     */
    @Resource(value = 30, name = "Supported RAT Types", type = ResourceType.UNSIGNED)
    default Map<Integer, Integer> supportedRatTypes() {
        throw new Absent();
    }

    @Resource(value = 30, name = "Supported RAT Types", type = ResourceType.UNSIGNED)
    default void supportedRatTypes(Map<Integer, Integer> value) {
        throw new Absent();
    }

    /**
     * Tells which application {@link #rdsDestinationPort} and {@link #rdsSourcePort} of the same resource instance
     * id are for.
     */
    @Resource(value = 31, name = "RDS Application ID")
    default Map<Integer, String> rdsApplicationId() {
        throw new Absent();
    }

    @Resource(value = 31, name = "RDS Application ID")
    default void rdsApplicationId(Map<Integer, String> value) {
        throw new Absent();
    }

    /** Of 3GPP TS 24.250, for messages without IP. */
    @Resource(value = 32, name = "RDS Destination Port", range = "0..15")
    default Map<Integer, Integer> rdsDestinationPort() {
        throw new Absent();
    }

    @Resource(value = 32, name = "RDS Destination Port", range = "0..15")
    default void rdsDestinationPort(Map<Integer, Integer> value) {
        throw new Absent();
    }

    /** Of 3GPP TS 24.250, for messages without IP. */
    @Resource(value = 33, name = "RDS Source Port", range = "0..15")
    default Map<Integer, Integer> rdsSourcePort() {
        throw new Absent();
    }

    @Resource(value = 33, name = "RDS Source Port", range = "0..15")
    default void rdsSourcePort(Map<Integer, Integer> value) {
        throw new Absent();
    }
}
