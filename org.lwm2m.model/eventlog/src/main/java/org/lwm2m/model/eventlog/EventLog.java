package org.lwm2m.model.eventlog;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /20: collects a log on the device, for a server to read.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 20, version = "2.1", enabler = "1.1")
public interface EventLog {

    /** A {@link #logClass}, as those that follow; counts where nothing is said. */
    int GENERIC = 0;

    int SYSTEM = 1;

    int SECURITY = 2;

    int EVENT = 3;

    int TRACE = 4;

    int PANIC = 5;

    int CHARGING = 6;

    /** A bit of {@link #logStatus}: nothing is collected. */
    int STOPPED = 1;

    /** A bit of {@link #logStatus}: {@link #logData} holds something. */
    int VALID = 2;

    /** A bit of {@link #logStatus}: something went wrong while collecting. */
    int FAILED = 4;

    /** {@link #GENERIC} and the like; 7 to 99 are reserved, 100 to 255 for the vendor. */
    @Resource(value = 4010, name = "LogClass", range = "255")
    default int logClass() {
        throw new Absent();
    }

    @Resource(value = 4010, name = "LogClass", range = "255")
    default void logClass(int value) {
        throw new Absent();
    }

    /** Collects; what was collected before is dropped, or kept if argument 0 says so. */
    @Execute(value = 4011, name = "LogStart")
    default void logStart(String arguments) {
        throw new Absent();
    }

    /** Collects no longer; what was collected is kept, or dropped if argument 0 says so. */
    @Execute(value = 4012, name = "LogStop")
    default void logStop(String arguments) {
        throw new Absent();
    }

    /** Bits: {@link #STOPPED}, {@link #VALID}, {@link #FAILED}, 128 for the vendor. */
    @Resource(value = 4013, name = "LogStatus", range = "8-Bits")
    default int logStatus() {
        throw new Absent();
    }

    /** What was collected. */
    @Resource(value = 4014, name = "LogData")
    Bytes logData();

    /**
     * Of {@link #logData}: 0 or absent octets of no known format, 1 TLV, 2 OMA JSON, 3 LwM2M CBOR, 100 to 255 for
     * the vendor.
     */
    @Resource(value = 4015, name = "LogDataFormat", range = "255")
    default int logDataFormat() {
        throw new Absent();
    }

    @Resource(value = 4015, name = "LogDataFormat", range = "255")
    default void logDataFormat(int value) {
        throw new Absent();
    }

    /**
     * What was collected since the last Send that held this; comes by Send only, and independent of {@link
     * #logStart} and {@link #logStop}.
     */
    @Resource(value = 4016, name = "LogDataIncremental", bootstrapOnly = true)
    default Bytes logDataIncremental() {
        throw new Absent();
    }

    /**
     * In seconds, between two Sends of {@link #logDataIncremental}, for each server of its own; 0 or absent is
     * never.
     */
    @Resource(value = 4017, name = "LogDataIncrementalMinimumSendInterval", type = ResourceType.UNSIGNED)
    default long logDataIncrementalMinimumSendInterval() {
        throw new Absent();
    }

    @Resource(value = 4017, name = "LogDataIncrementalMinimumSendInterval", type = ResourceType.UNSIGNED)
    default void logDataIncrementalMinimumSendInterval(long value) {
        throw new Absent();
    }
}
