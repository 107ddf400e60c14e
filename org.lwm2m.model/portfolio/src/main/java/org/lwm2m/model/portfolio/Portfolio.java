package org.lwm2m.model.portfolio;

import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /16: keeps data about other things, such as the device that this one is built into, and proves that they
 * are genuine.
 * <p>
 * {@link #getAuthData} makes the data, {@link #authStatus} tells when they are there, {@link #authData} holds them
 * until they have been read. An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 16, version = "1.0")
public interface Portfolio {

    /** {@link #authData} holds nothing. */
    int IDLE_STATE = 0;

    /** {@link #authData} can be read. */
    int DATA_AVAIL_STATE = 1;

    /** {@link #authData} could not be made. */
    int ERROR_STATE = 2;

    /** What is kept. For a host device 0 is its id, 1 its maker, 2 its model, 3 the version of its software. */
    @Resource(0)
    Map<Integer, String> identity();

    @Resource(0)
    void identity(Map<Integer, String> value);

    /** Has {@link #authData} made. */
    @Execute(value = 1, name = "GetAuthData")
    default void getAuthData(String arguments) {
        throw new Absent();
    }

    /** What the last {@link #getAuthData} made. */
    @Resource(value = 2, name = "AuthData")
    default Map<Integer, Bytes> authData() {
        throw new Absent();
    }

    /** {@link #IDLE_STATE} and the like; idle again once the data have been read or are being made anew. */
    @Resource(value = 3, name = "AuthStatus", range = "0..2")
    default int authStatus() {
        throw new Absent();
    }
}
