package org.lwm2m.model.softwaremanagement;

import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /9: brings a piece of software to the device, installs it, starts and stops it.
 * <p>
 * {@link #updateState} goes from {@link #STATE_INITIAL} by {@link #STATE_DOWNLOAD_STARTED} and {@link
 * #STATE_DOWNLOADED} to {@link #STATE_DELIVERED}; there {@link #install} leads to {@link #STATE_INSTALLED}, in
 * which the software can be activated and deactivated, and {@link #uninstall} back to the beginning. An optional
 * resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 9, version = "1.0", name = "LWM2M Software Management")
public interface SoftwareManagement {

    /** Nothing is loaded. */
    int STATE_INITIAL = 0;

    /** A package is on its way. */
    int STATE_DOWNLOAD_STARTED = 1;

    /** A package is there, not checked yet. */
    int STATE_DOWNLOADED = 2;

    /** The package is whole. Only here {@link #install} is allowed. */
    int STATE_DELIVERED = 3;

    /** Only here {@link #activate} and {@link #deactivate} are allowed. */
    int STATE_INSTALLED = 4;

    int RESULT_INITIAL = 0;

    int RESULT_DOWNLOADING = 1;

    int RESULT_INSTALLED = 2;

    /** The package came and is whole. */
    int RESULT_DELIVERED = 3;

    /** Too little for the package. */
    int RESULT_NO_STORAGE = 50;

    /** While downloading. */
    int RESULT_NO_MEMORY = 51;

    /** While downloading. */
    int RESULT_CONNECTION_LOST = 52;

    int RESULT_INTEGRITY_FAILURE = 53;

    int RESULT_UNSUPPORTED_PACKAGE = 54;

    int RESULT_INVALID_URI = 56;

    /** As the device defines it. */
    int RESULT_DEVICE_ERROR = 57;

    int RESULT_INSTALL_FAILED = 58;

    /** While preparing for another version. */
    int RESULT_UNINSTALL_FAILED = 59;

    /** Of the software. */
    @Resource(value = 0, name = "PkgName", range = "0..255 bytes")
    String pkgName();

    /** Of the software. */
    @Resource(value = 1, name = "PkgVersion", range = "0..255 bytes")
    String pkgVersion();

    /** Takes the package. */
    @Resource(value = 2, name = "Package")
    default void softwarePackage(Bytes value) {
        throw new Absent();
    }

    /** Where to fetch the package. */
    @Resource(value = 3, name = "Package URI", range = "0..255 bytes")
    default void packageUri(String value) {
        throw new Absent();
    }

    /** Installs the package. To be refused but in {@link #STATE_DELIVERED}. */
    @Execute(4)
    void install();

    /**
     * The instance of an object that tells how far an installation has come, so that one that was interrupted can
     * go on.
     */
    @Resource(5)
    default Value.ObjectLink checkpoint() {
        throw new Absent();
    }

    /** Removes the software without argument or with 0; with 1 prepares it to be replaced by another version. */
    @Execute(6)
    void uninstall(String arguments);

    /** One of {@link #STATE_INITIAL} to {@link #STATE_INSTALLED}. */
    @Resource(value = 7, range = "0..4")
    int updateState();

    /**
     * Whether objects that came or went with the software are told to servers at once; absent is no, at the next
     * Update.
     */
    @Resource(8)
    default boolean updateSupportedObjects() {
        throw new Absent();
    }

    @Resource(8)
    default void updateSupportedObjects(boolean value) {
        throw new Absent();
    }

    /** How the last download, installation or removal ended: {@link #RESULT_INITIAL} and the like. */
    @Resource(value = 9, range = "0..200")
    int updateResult();

    /** Starts the software. To be refused but in {@link #STATE_INSTALLED}. */
    @Execute(10)
    void activate();

    /** Stops the software. To be refused but in {@link #STATE_INSTALLED}. */
    @Execute(11)
    void deactivate();

    /** Whether the software runs. */
    @Resource(12)
    boolean activationState();

    /** The instance of an object, of the application's own, that configures the software. */
    @Resource(13)
    default Value.ObjectLink packageSettings() {
        throw new Absent();
    }

    @Resource(13)
    default void packageSettings(Value.ObjectLink value) {
        throw new Absent();
    }

    /** For fetching the package. */
    @Resource(value = 14, range = "0..255 bytes")
    default void userName(String value) {
        throw new Absent();
    }

    /** For fetching the package. */
    @Resource(value = 15, range = "0..255 bytes")
    default void password(String value) {
        throw new Absent();
    }

    /** What was done to the components of the software, and how it went. */
    @Resource(16)
    default String statusReason() {
        throw new Absent();
    }

    /**
     * Instances of /14, the components that came with this package. Where there are any, resources 2, 3 and 12 do
     * not count.
     */
    @Resource(17)
    default Map<Integer, Value.ObjectLink> softwareComponentLink() {
        throw new Absent();
    }

    /** How many instances of /14 there are for this package. */
    @Resource(value = 18, name = "Software Component tree length", range = "0..255")
    default int softwareComponentTreeLength() {
        throw new Absent();
    }
}
