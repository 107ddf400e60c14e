package org.lwm2m.model.firmwareupdate;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /5: brings a new firmware to the device and installs it (Core 1.2, E.6).
 * <p>
 * The package comes by {@link #firmwarePackage} (push) or is fetched from {@link #packageUri} (pull). {@link
 * #state} then goes from {@link #STATE_IDLE} by {@link #STATE_DOWNLOADING} to {@link #STATE_DOWNLOADED}; there
 * {@link #update} leads to {@link #STATE_UPDATING}, and success back to idle. A download that fails ends in idle,
 * an update that fails in downloaded or idle; {@link #updateResult} then says why. The answer to a write never
 * does.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 5, version = "1.2", enabler = "1.1", multiple = false)
public interface FirmwareUpdate {

    /** Nothing is loaded: at first, and after an update. */
    int STATE_IDLE = 0;

    /** A package is on its way. */
    int STATE_DOWNLOADING = 1;

    /** A package is there, whole and checked. Only here {@link #update} is allowed. */
    int STATE_DOWNLOADED = 2;

    /** The package is being installed. Survives a restart of the device. */
    int STATE_UPDATING = 3;

    /** Nothing to tell: a download or an update has just begun, or all was reset. */
    int RESULT_INITIAL = 0;

    /** The new firmware runs. */
    int RESULT_SUCCESS = 1;

    /** Too little flash memory for the package. */
    int RESULT_NO_STORAGE = 2;

    /** Too little RAM while downloading. */
    int RESULT_NO_MEMORY = 3;

    /** While downloading. */
    int RESULT_CONNECTION_LOST = 4;

    /** The package was damaged or forged. */
    int RESULT_INTEGRITY_FAILURE = 5;

    /** The package is of a kind that the device does not take. */
    int RESULT_UNSUPPORTED_PACKAGE = 6;

    int RESULT_INVALID_URI = 7;

    int RESULT_UPDATE_FAILED = 8;

    /** Of the scheme of {@link #packageUri}. */
    int RESULT_UNSUPPORTED_PROTOCOL = 9;

    /** By {@link #cancel}. Since version 1.1. */
    int RESULT_CANCELLED = 10;

    /** A user put the update off; the state stays downloaded. Since version 1.1. */
    int RESULT_DEFERRED = 11;

    /** With block-wise transfer. */
    int PROTOCOL_COAP = 0;

    /** With block-wise transfer. */
    int PROTOCOL_COAPS = 1;

    int PROTOCOL_HTTP = 2;

    int PROTOCOL_HTTPS = 3;

    int PROTOCOL_COAP_TCP = 4;

    int PROTOCOL_COAP_TLS = 5;

    /** Only by {@link #packageUri}. */
    int DELIVERY_PULL = 0;

    /** Only by {@link #firmwarePackage}. */
    int DELIVERY_PUSH = 1;

    int DELIVERY_BOTH = 2;

    int SEVERITY_CRITICAL = 0;

    /** Counts where nothing is said. */
    int SEVERITY_MANDATORY = 1;

    int SEVERITY_OPTIONAL = 2;

    /** Takes the package; one octet of 0 resets everything to idle. */
    @Resource(value = 0, name = "Package")
    void firmwarePackage(Bytes value);

    /** Where to fetch the package, as soon as may be; empty resets everything to idle. */
    @Resource(value = 1, name = "Package URI", range = "0..255")
    String packageUri();

    @Resource(value = 1, name = "Package URI", range = "0..255")
    void packageUri(String value);

    /** Installs the package. To be refused with 4.05 but in {@link #STATE_DOWNLOADED}. */
    @Execute(2)
    void update();

    /** One of {@link #STATE_IDLE} to {@link #STATE_UPDATING}. */
    @Resource(value = 3, range = "0..3")
    int state();

    /** How the last download or update ended, from {@link #RESULT_INITIAL} to {@link #RESULT_DEFERRED}. */
    @Resource(value = 5, range = "0..11")
    int updateResult();

    /** Of the package. */
    @Resource(value = 6, name = "PkgName", range = "0..255")
    default String pkgName() {
        throw new Absent();
    }

    /** Of the package. */
    @Resource(value = 7, name = "PkgVersion", range = "0..255")
    default String pkgVersion() {
        throw new Absent();
    }

    /**
     * What the package can be fetched by, {@link #PROTOCOL_COAP} and the like; only that if absent. A server
     * leaves out values that it does not know.
     */
    @Resource(value = 8, range = "0..5")
    default Map<Integer, Integer> firmwareUpdateProtocolSupport() {
        throw new Absent();
    }

    /** {@link #DELIVERY_PULL}, {@link #DELIVERY_PUSH} or {@link #DELIVERY_BOTH}. */
    @Resource(value = 9, range = "0..2")
    int firmwareUpdateDeliveryMethod();

    /** Drops the package. To be refused with 4.05 once the update has begun. */
    @Execute(10)
    default void cancel() {
        throw new Absent();
    }

    /** {@link #SEVERITY_CRITICAL} to {@link #SEVERITY_OPTIONAL}, for a device whose user may put updates off. */
    @Resource(value = 11, range = "0..2")
    default int severity() {
        throw new Absent();
    }

    @Resource(value = 11, range = "0..2")
    default void severity(int value) {
        throw new Absent();
    }

    /** When {@link #state} last changed. */
    @Resource(12)
    default Instant lastStateChangeTime() {
        throw new Absent();
    }

    /** How long a user may put the update off; 0 is not at all. */
    @Resource(value = 13, type = ResourceType.UNSIGNED, units = "s")
    default long maximumDeferPeriod() {
        throw new Absent();
    }

    @Resource(value = 13, type = ResourceType.UNSIGNED, units = "s")
    default void maximumDeferPeriod(long value) {
        throw new Absent();
    }

    /** Whether a package is installed as soon as it is there, without {@link #update}. */
    @Resource(value = 14, name = "Automatic Upgrade at Download")
    default boolean automaticUpgradeAtDownload() {
        throw new Absent();
    }

    @Resource(value = 14, name = "Automatic Upgrade at Download")
    default void automaticUpgradeAtDownload(boolean value) {
        throw new Absent();
    }
}
