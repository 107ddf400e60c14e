package org.lwm2m.model.bearerselection;

import java.util.Map;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /13: which networks the device is to prefer, and which to accept.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 13, version = "1.1", name = "LWM2M Bearer Selection", enabler = "1.1", multiple = false)
public interface BearerSelection {

    /** A {@link #preferredCommunicationsBearer}, as those that follow. */
    int AUTO = 0;

    /** Any packet service of 3GPP. */
    int PACKET_SERVICE = 1;

    int GSM = 2;

    int UMTS = 3;

    int LTE = 4;

    int EV_DO = 5;

    int CIRCUIT_SWITCHED = 6;

    int WLAN = 7;

    int ETHERNET = 8;

    int DSL = 9;

    int BLUETOOTH = 10;

    int WIMAX = 11;

    int LTE_CIOT_USER_PLANE = 12;

    int LTE_CIOT_CONTROL_PLANE = 13;

    int NB_IOT_CONTROL_PLANE = 14;

    int NB_IOT_USER_PLANE = 15;

    /** 5G New Radio. */
    int NR = 16;

    /** {@link #AUTO} and the like, the most wanted under the lowest resource instance id. */
    @Resource(value = 0, range = "0..100")
    default Map<Integer, Integer> preferredCommunicationsBearer() {
        throw new Absent();
    }

    @Resource(value = 0, range = "0..100")
    default void preferredCommunicationsBearer(Map<Integer, Integer> value) {
        throw new Absent();
    }

    /** In dBm, a hint for choosing a network by hand, as all of these. */
    @Resource(value = 1, name = "Acceptable RSSI (GSM)", range = "-110..-48")
    default int acceptableRssiGsm() {
        throw new Absent();
    }

    @Resource(value = 1, name = "Acceptable RSSI (GSM)", range = "-110..-48")
    default void acceptableRssiGsm(int value) {
        throw new Absent();
    }

    /** In dBm. */
    @Resource(value = 2, name = "Acceptable RSCP (UMTS)", range = "-120..-25")
    default int acceptableRscpUmts() {
        throw new Absent();
    }

    @Resource(value = 2, name = "Acceptable RSCP (UMTS)", range = "-120..-25")
    default void acceptableRscpUmts(int value) {
        throw new Absent();
    }

    /** In dBm. */
    @Resource(value = 3, name = "Acceptable RSRP (LTE)", range = "-140..-44")
    default int acceptableRsrpLte() {
        throw new Absent();
    }

    @Resource(value = 3, name = "Acceptable RSRP (LTE)", range = "-140..-44")
    default void acceptableRsrpLte(int value) {
        throw new Absent();
    }

    /** In dBm. */
    @Resource(value = 4, name = "Acceptable RSSI (1xEV-DO)")
    default int acceptableRssi1xEvDo() {
        throw new Absent();
    }

    @Resource(value = 4, name = "Acceptable RSSI (1xEV-DO)")
    default void acceptableRssi1xEvDo(int value) {
        throw new Absent();
    }

    /** Global cell identities to keep to, with commas between. */
    @Resource(value = 5, name = "Cell lock list")
    default String cellLockList() {
        throw new Absent();
    }

    @Resource(value = 5, name = "Cell lock list")
    default void cellLockList(String value) {
        throw new Absent();
    }

    /** Country code and network code of operators, the most wanted first, with commas between. */
    @Resource(value = 6, name = "Operator list")
    default String operatorList() {
        throw new Absent();
    }

    @Resource(value = 6, name = "Operator list")
    default void operatorList(String value) {
        throw new Absent();
    }

    /** Whether only those of {@link #operatorList} are allowed; else they are preferred. */
    @Resource(value = 7, name = "Operator list mode")
    default boolean operatorListMode() {
        throw new Absent();
    }

    @Resource(value = 7, name = "Operator list mode")
    default void operatorListMode(boolean value) {
        throw new Absent();
    }

    /** What a scan found, as {@code AT+COPS=?} answers it. */
    @Resource(value = 8, name = "List of available PLMNs")
    default String listOfAvailablePlmns() {
        throw new Absent();
    }

    /** The instance of an object of the vendor's own. */
    @Resource(value = 9, name = "Vendor specific extensions")
    default Value.ObjectLink vendorSpecificExtensions() {
        throw new Absent();
    }

    /** In dBm. */
    @Resource(value = 10, name = "Acceptable RSRP (NB-IoT)", range = "-158..-44")
    default int acceptableRsrpNbIot() {
        throw new Absent();
    }

    @Resource(value = 10, name = "Acceptable RSRP (NB-IoT)", range = "-158..-44")
    default void acceptableRsrpNbIot(int value) {
        throw new Absent();
    }

    /**
     * Between two searches for a better network of the same country while roaming, in the unit of EF-HPPLMN (3GPP
     * TS 31.102, 4.2.6).
     */
    @Resource(value = 11, name = "Higher Priority PLMN Search Timer")
    default long higherPriorityPlmnSearchTimer() {
        throw new Absent();
    }

    @Resource(value = 11, name = "Higher Priority PLMN Search Timer")
    default void higherPriorityPlmnSearchTimer(long value) {
        throw new Absent();
    }

    /** Whether the device attaches to the network without a connection. */
    @Resource(value = 12, name = "Attach without PDN connection")
    default boolean attachWithoutPdnConnection() {
        throw new Absent();
    }

    @Resource(value = 12, name = "Attach without PDN connection")
    default void attachWithoutPdnConnection(boolean value) {
        throw new Absent();
    }
}
