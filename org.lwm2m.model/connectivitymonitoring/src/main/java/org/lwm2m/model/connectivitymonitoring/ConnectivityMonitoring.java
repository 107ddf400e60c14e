package org.lwm2m.model.connectivitymonitoring;

import java.util.Map;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /4: by what network the device is connected now, and how well (Core 1.2, E.5).
 * <p>
 * An optional resource is there where its method is overridden and does not throw {@link Absent}: most of them
 * only tell of cellular networks.
 */
@ConsumerType
@LwM2mObject(id = 4, version = "1.3", enabler = "1.1", multiple = false)
public interface ConnectivityMonitoring {

    /** A {@link #networkBearer} of a cellular kind, as those up to 20. */
    int GSM = 0;

    int TD_SCDMA = 1;

    int WCDMA = 2;

    int CDMA2000 = 3;

    int WIMAX = 4;

    int LTE_TDD = 5;

    int LTE_FDD = 6;

    int NB_IOT = 7;

    /** 5G New Radio in time division. */
    int NR_TDD = 8;

    /** 5G New Radio in frequency division. */
    int NR_FDD = 9;

    /** A {@link #networkBearer} of a local wireless kind, as those up to 40. */
    int WLAN = 21;

    int BLUETOOTH = 22;

    int IEEE_802_15_4 = 23;

    /** A {@link #networkBearer} by wire, as those up to 50. */
    int ETHERNET = 41;

    int DSL = 42;

    /** Power line. */
    int PLC = 43;

    /** What the session with the server runs over, as {@link #WLAN}, {@link #ETHERNET} and the like. */
    @Resource(value = 0, range = "0..50")
    int networkBearer();

    /** All that the session could run over, the one in use among them. */
    @Resource(value = 1, range = "0..50")
    Map<Integer, Integer> availableNetworkBearer();

    /** The mean of what is received: RSSI in GSM, RSCP in UMTS, RSRP in LTE, NRSRP in NB-IoT. */
    @Resource(value = 2, units = "dBm")
    long radioSignalStrength();

    /**
     * In the measure of the bearer: LQI 0 to 255 in IEEE 802.15.4, RxQual 0 to 7 in GSM, RSRQ in LTE, NRSRQ in
     * NB-IoT.
     */
    @Resource(3)
    default long linkQuality() {
        throw new Absent();
    }

    /** Of the interfaces that connect the device, IPv4 and IPv6. */
    @Resource(value = 4, name = "IP Addresses")
    Map<Integer, String> ipAddresses();

    /** The next hop, each under the id that its interface's address has in {@link #ipAddresses}. */
    @Resource(value = 5, name = "Router IP Addresses")
    default Map<Integer, String> routerIpAddresses() {
        throw new Absent();
    }

    /** Of the way to the next hop, on average. */
    @Resource(value = 6, range = "0..100", units = "/100")
    default int linkUtilization() {
        throw new Absent();
    }

    /** Access point names of a cellular network. */
    @Resource(value = 7, name = "APN")
    default Map<Integer, String> apn() {
        throw new Absent();
    }

    /** The serving cell: 16 bits in GSM, 28 in UMTS and LTE. */
    @Resource(value = 8, name = "Cell ID")
    default long cellId() {
        throw new Absent();
    }

    /** The serving mobile network's code (MNC). */
    @Resource(value = 9, name = "SMNC", range = "0..999")
    default int smnc() {
        throw new Absent();
    }

    /** The serving mobile network's country code (MCC). */
    @Resource(value = 10, name = "SMCC", range = "0..999")
    default int smcc() {
        throw new Absent();
    }

    /** Signal to interference and noise. */
    @Resource(value = 11, name = "SignalSNR", units = "dB")
    default int signalSnr() {
        throw new Absent();
    }

    /** The location area's code in a cellular network. */
    @Resource(value = 12, name = "LAC")
    default int lac() {
        throw new Absent();
    }

    /** 0 none, 1 to 4 are levels 0 to 3 of 3GPP TS 36.331. */
    @Resource(value = 13, range = "0..4")
    default int coverageEnhancementLevel() {
        throw new Absent();
    }
}
