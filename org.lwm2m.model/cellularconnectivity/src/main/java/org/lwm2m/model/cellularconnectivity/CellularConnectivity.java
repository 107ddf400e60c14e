package org.lwm2m.model.cellularconnectivity;

import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /10: settings of a cellular modem, its saving of power above all.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 10, version = "1.1", name = "LWM2M Cellular Connectivity", enabler = "1.1", multiple = false)
public interface CellularConnectivity {

    /** Power saving mode, a bit of {@link #supportedPowerSavingModes} and {@link #activePowerSavingModes}. */
    int PSM = 1;

    /** Extended discontinuous reception, a bit of the same. */
    int EDRX = 2;

    /** Release assistance is not used, a bit of {@link #releaseAssistanceIndicationUsage}. */
    int RAI_UNUSED = 1;

    /** It is used with a last message that nothing answers. */
    int RAI_LAST_MESSAGE = 2;

    /** It is used with a last message that something answers; {@link #RAI_LAST_MESSAGE} is set as well then. */
    int RAI_LAST_EXCHANGE = 4;

    /** The short message service centre, as E.164; the application decides whether it counts before the smartcard's. */
    @Resource(value = 0, name = "SMSC address")
    default String smscAddress() {
        throw new Absent();
    }

    @Resource(value = 0, name = "SMSC address")
    default void smscAddress(String value) {
        throw new Absent();
    }

    /** In minutes, up to 45 days: a value above 0 makes the device leave the network for so long at once. */
    @Resource(value = 1, name = "Disable radio period", range = "0..65535")
    default int disableRadioPeriod() {
        throw new Absent();
    }

    @Resource(value = 1, name = "Disable radio period", range = "0..65535")
    default void disableRadioPeriod(int value) {
        throw new Absent();
    }

    /** Makes the module work, as by an AT command, such as {@code *98}. */
    @Resource(value = 2, name = "Module activation code")
    default String moduleActivationCode() {
        throw new Absent();
    }

    @Resource(value = 2, name = "Module activation code")
    default void moduleActivationCode(String value) {
        throw new Absent();
    }

    /** The instance of an object of the vendor's own. */
    @Resource(value = 3, name = "Vendor specific extensions")
    default Value.ObjectLink vendorSpecificExtensions() {
        throw new Absent();
    }

    /**
     * The longest between two periodic tracking area updates (T3412 extended). Best a value that 3GPP TS 24.008,
     * 10.5.7.4a can express.
     */
    @Resource(value = 4, name = "PSM Timer", units = "s")
    default long psmTimer() {
        throw new Absent();
    }

    @Resource(value = 4, name = "PSM Timer", units = "s")
    default void psmTimer(long value) {
        throw new Absent();
    }

    /**
     * How long the device stays reachable before it sleeps (T3324). Best a value that 3GPP TS 24.008, 10.5.7.3 can
     * express.
     */
    @Resource(value = 5, units = "s")
    default long activeTimer() {
        throw new Absent();
    }

    @Resource(value = 5, units = "s")
    default void activeTimer(long value) {
        throw new Absent();
    }

    /** Octet 3 of 3GPP TS 24.008, 10.5.5.32: paging time window and cycle, as in all modes. */
    @Resource(value = 7, name = "eDRX parameters for Iu mode", range = "0..255")
    default Bytes edrxParametersForIuMode() {
        throw new Absent();
    }

    @Resource(value = 7, name = "eDRX parameters for Iu mode", range = "0..255")
    default void edrxParametersForIuMode(Bytes value) {
        throw new Absent();
    }

    /** LTE. */
    @Resource(value = 8, name = "eDRX parameters for WB-S1 mode", range = "0..255")
    default Bytes edrxParametersForWbS1Mode() {
        throw new Absent();
    }

    @Resource(value = 8, name = "eDRX parameters for WB-S1 mode", range = "0..255")
    default void edrxParametersForWbS1Mode(Bytes value) {
        throw new Absent();
    }

    /** NB-IoT. */
    @Resource(value = 9, name = "eDRX parameters for NB-S1 mode", range = "0..255")
    default Bytes edrxParametersForNbS1Mode() {
        throw new Absent();
    }

    @Resource(value = 9, name = "eDRX parameters for NB-S1 mode", range = "0..255")
    default void edrxParametersForNbS1Mode(Bytes value) {
        throw new Absent();
    }

    /** GSM. */
    @Resource(value = 10, name = "eDRX parameters for A/Gb mode", range = "0..255")
    default Bytes edrxParametersForAGbMode() {
        throw new Absent();
    }

    @Resource(value = 10, name = "eDRX parameters for A/Gb mode", range = "0..255")
    default void edrxParametersForAGbMode(Bytes value) {
        throw new Absent();
    }

    /** Instances of /11 whose connection is up. */
    @Resource(11)
    Map<Integer, Value.ObjectLink> activatedProfileNames();

    /** {@link #PSM} and {@link #EDRX}, as bits. */
    @Resource(value = 12, type = ResourceType.UNSIGNED, range = "0..255")
    default int supportedPowerSavingModes() {
        throw new Absent();
    }

    /** {@link #PSM} and {@link #EDRX}, as bits. */
    @Resource(value = 13, type = ResourceType.UNSIGNED, range = "0..255")
    default int activePowerSavingModes() {
        throw new Absent();
    }

    @Resource(value = 13, type = ResourceType.UNSIGNED, range = "0..255")
    default void activePowerSavingModes(int value) {
        throw new Absent();
    }

    /** {@link #RAI_UNUSED} and the like, as bits. */
    @Resource(value = 14, type = ResourceType.UNSIGNED, range = "0..255")
    default int releaseAssistanceIndicationUsage() {
        throw new Absent();
    }

    @Resource(value = 14, type = ResourceType.UNSIGNED, range = "0..255")
    default void releaseAssistanceIndicationUsage(int value) {
        throw new Absent();
    }
}
