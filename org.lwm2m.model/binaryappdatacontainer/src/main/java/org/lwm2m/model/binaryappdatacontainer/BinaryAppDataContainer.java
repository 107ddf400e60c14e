package org.lwm2m.model.binaryappdatacontainer;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /19: carries an application's data, as octets, to and from the device.
 * <p>
 * In which direction they go is for the application to agree on. An optional resource is there where its method is
 * overridden.
 */
@ConsumerType
@LwM2mObject(id = 19, version = "1.0", name = "BinaryAppDataContainer")
public interface BinaryAppDataContainer {

    /** A {@link #dataPriority}, as those that follow. */
    int IMMEDIATE = 0;

    int BEST_EFFORT = 1;

    /** Only the last data count. */
    int LATEST = 2;

    /** Any number of pieces. */
    @Resource(0)
    Map<Integer, Bytes> data();

    @Resource(0)
    void data(Map<Integer, Bytes> value);

    /** {@link #IMMEDIATE} and the like; 3 to 100 are reserved, 101 to 254 for the application. */
    @Resource(value = 1, range = "1 bytes")
    default int dataPriority() {
        throw new Absent();
    }

    @Resource(value = 1, range = "1 bytes")
    default void dataPriority(int value) {
        throw new Absent();
    }

    @Resource(2)
    default Instant dataCreationTime() {
        throw new Absent();
    }

    @Resource(2)
    default void dataCreationTime(Instant value) {
        throw new Absent();
    }

    /** Such as: meter reading. At most 32 octets. */
    @Resource(value = 3, range = "32 bytes")
    default String dataDescription() {
        throw new Absent();
    }

    @Resource(value = 3, range = "32 bytes")
    default void dataDescription(String value) {
        throw new Absent();
    }

    /** At most 32 octets. */
    @Resource(value = 4, range = "32 bytes")
    default String dataFormat() {
        throw new Absent();
    }

    @Resource(value = 4, range = "32 bytes")
    default void dataFormat(String value) {
        throw new Absent();
    }

    /** The application that the data are for, in two octets. */
    @Resource(value = 5, name = "App ID", range = "2 bytes")
    default int appId() {
        throw new Absent();
    }

    @Resource(value = 5, name = "App ID", range = "2 bytes")
    default void appId(int value) {
        throw new Absent();
    }
}
