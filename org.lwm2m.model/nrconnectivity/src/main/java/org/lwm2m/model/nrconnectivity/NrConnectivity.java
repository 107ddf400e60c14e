package org.lwm2m.model.nrconnectivity;

import java.util.Map;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /27: a 5G connection, its session, slices and qualities (5GNR Connectivity).
 * <p>
 * An optional resource is there where its method is overridden. But for {@link #connectivityOption} and {@link
 * #nrBandSupportAvailable} they tell of networks that stand alone, without LTE.
 */
@ConsumerType
@LwM2mObject(id = 27, version = "1.0", name = "5GNR Connectivity", enabler = "1.2")
public interface NrConnectivity {

    /**
     * Core network, leading and second radio: 1 EPC, LTE; 2 5GC, NR; 3 EPC, LTE and NR; 4 5GC, NR and eLTE; 5 5GC,
     * eLTE; 7 5GC, eLTE and NR.
     */
    @Resource(0)
    int connectivityOption();

    /** By their numbers (3GPP TS 38.104, 5.2). */
    @Resource(value = 1, name = "NR Band Support available")
    default Map<Integer, Integer> nrBandSupportAvailable() {
        throw new Absent();
    }

    /** By their numbers. */
    @Resource(value = 2, name = "NR Band attached")
    default Map<Integer, Integer> nrBandAttached() {
        throw new Absent();
    }

    /** Network slices: 0 eMBB, 1 URLLC, 2 MIoT, 3 custom. */
    @Resource(value = 3, name = "S-NSSAI")
    default Map<Integer, Integer> sNssai() {
        throw new Absent();
    }

    /** Of the data network. */
    @Resource(value = 4, name = "DNN Name")
    default String dnnName() {
        throw new Absent();
    }

    @Resource(value = 5, name = "PDU Session Id", range = "1...15")
    default int pduSessionId() {
        throw new Absent();
    }

    /** Continuity of session and service. */
    @Resource(value = 6, name = "SSC Mode", range = "1...3")
    default int sscMode() {
        throw new Absent();
    }

    /** 1 IPv4, 2 IPv6, 3 both, 4 unstructured, 5 Ethernet. */
    @Resource(value = 7, name = "PDU Session Type")
    default int pduSessionType() {
        throw new Absent();
    }

    /** The quality of service identifier; 128 to 254 are the operator's. */
    @Resource(value = 8, name = "5QI")
    default int fiveQi() {
        throw new Absent();
    }

    /** 0 up, 1 down, 2 both. */
    @Resource(value = 9, name = "SDAP Enablement")
    default int sdapEnablement() {
        throw new Absent();
    }

    /** The flow's identifier. */
    @Resource(value = 10, name = "QFI", range = "1...63")
    default int qfi() {
        throw new Absent();
    }

    /** The session's unit of the aggregate maximum bit rate (3GPP TS 24.501). */
    @Resource(value = 11, name = "Session AMBR", range = "1...25")
    default int sessionAmbr() {
        throw new Absent();
    }

    @Resource(value = 12, name = "APN-AMBR", units = "dB")
    default long apnAmbr() {
        throw new Absent();
    }

    @Resource(value = 13, name = "NAS Reflective QOS")
    default boolean nasReflectiveQos() {
        throw new Absent();
    }

    @Resource(value = 14, name = "Access Stratum Reflective QoS")
    default boolean accessStratumReflectiveQos() {
        throw new Absent();
    }

    @Resource(value = 15, name = "P-CSCF Address Index")
    default long pCscfAddressIndex() {
        throw new Absent();
    }

    /** 0 primary, 1 secondary, 2 both. */
    @Resource(value = 16, name = "PDU session Authentication")
    default int pduSessionAuthentication() {
        throw new Absent();
    }

    /** The network, as {@code AT+COPS=?} writes it. */
    @Resource(value = 17, name = "PLMN ID")
    default String plmnId() {
        throw new Absent();
    }

    /** Whether there are local area data networks. */
    @Resource(value = 18, name = "LADN Support")
    default boolean ladnSupport() {
        throw new Absent();
    }

    /** 0 off, 1 with 64 kbit/s, 2 at full rate. */
    @Resource(value = 19, name = "Integrity Protection on DRB")
    default int integrityProtectionOnDrb() {
        throw new Absent();
    }

    /** Whether access other than of 3GPP is preferred. */
    @Resource(value = 20, name = "Access type Preference")
    default boolean accessTypePreference() {
        throw new Absent();
    }
}
