package org.lwm2m.model.advancedfirmwareupdate;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /33629: updates the firmware of one component of the device, together with others if need be.
 * <p>
 * Each instance is one component and goes through the states of object /5. A package for several components moves
 * all of them to {@link #STATE_DOWNLOADED}; it is rejected with {@link #RESULT_CONFLICTING_STATE} if one of them
 * is not idle.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 33629, version = "1.0", enabler = "1.1")
public interface AdvancedFirmwareUpdate {

    /** Nothing is loaded. */
    int STATE_IDLE = 0;

    /** A package is on its way. */
    int STATE_DOWNLOADING = 1;

    /** A package is there, whole and checked. */
    int STATE_DOWNLOADED = 2;

    /** The package is being installed. Survives a restart of the device. */
    int STATE_UPDATING = 3;

    /** Up to 11 as in object /5. */
    int RESULT_INITIAL = 0;

    int RESULT_SUCCESS = 1;

    int RESULT_NO_STORAGE = 2;

    int RESULT_NO_MEMORY = 3;

    int RESULT_CONNECTION_LOST = 4;

    int RESULT_INTEGRITY_FAILURE = 5;

    int RESULT_UNSUPPORTED_PACKAGE = 6;

    int RESULT_INVALID_URI = 7;

    int RESULT_UPDATE_FAILED = 8;

    int RESULT_UNSUPPORTED_PROTOCOL = 9;

    int RESULT_CANCELLED = 10;

    int RESULT_DEFERRED = 11;

    /** {@link #conflictingInstances} were not idle. */
    int RESULT_CONFLICTING_STATE = 12;

    /** {@link #conflictingInstances} would not fit the new version. */
    int RESULT_DEPENDENCY_ERROR = 13;

    /** Takes the package; one octet of 0 resets everything to idle. */
    @Resource(value = 0, name = "Package")
    void firmwarePackage(Bytes value);

    /** Where to fetch the package; empty resets everything to idle. */
    @Resource(value = 1, name = "Package URI", range = "0..255")
    String packageUri();

    @Resource(value = 1, name = "Package URI", range = "0..255")
    void packageUri(String value);

    /**
     * Installs what is loaded: in this instance and its {@link #linkedInstances}; only in this with argument 0 and
     * no value; only in those that its value lists, such as {@code 0='</33629/1>,</33629/2>'}.
     */
    @Execute(2)
    void update(String arguments);

    /** One of {@link #STATE_IDLE} to {@link #STATE_UPDATING}. */
    @Resource(value = 3, range = "0..3")
    int state();

    /** How the last download or update ended, from {@link #RESULT_INITIAL} to {@link #RESULT_DEPENDENCY_ERROR}. */
    @Resource(value = 5, range = "0..13")
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
     * What the package can be fetched by: 0 CoAP, 1 CoAPS, 2 HTTP, 3 HTTPS, 4 CoAP over TCP, 5 CoAP over TLS; only
     * CoAP if absent.
     */
    @Resource(value = 8, range = "0..5")
    default Map<Integer, Integer> firmwareUpdateProtocolSupport() {
        throw new Absent();
    }

    /** 0 pull, 1 push, 2 both; best the same in all instances. */
    @Resource(value = 9, range = "0..2")
    int firmwareUpdateDeliveryMethod();

    /** Drops the package. To be refused with 4.05 once the update has begun. */
    @Execute(10)
    default void cancel() {
        throw new Absent();
    }

    /** 0 critical, 1 mandatory, 2 optional; absent is 1. */
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

    @Resource(14)
    String componentName();

    /** What is installed now. */
    @Resource(15)
    String currentVersion();

    /** Instances that {@link #update} without argument takes along. */
    @Resource(16)
    default Map<Integer, Value.ObjectLink> linkedInstances() {
        throw new Absent();
    }

    /** Instances that the last result is about, if it is 12 or 13. */
    @Resource(17)
    default Map<Integer, Value.ObjectLink> conflictingInstances() {
        throw new Absent();
    }
}
