package org.lwm2m.model.accesscontrol;

import java.util.Map;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /2: what each server may do with one instance of an object, and who may change that (Core 1.2, E.3).
 * <p>
 * Without any instance there is no access control: the only server may do everything.
 */
@ConsumerType
@LwM2mObject(id = 2, version = "1.1", name = "LwM2M Access Control")
public interface AccessControl {

    /** May read, observe, and write attributes. A bit of an {@link #acl} value, as those that follow. */
    int READ = 1;

    /** May write. */
    int WRITE = 2;

    /** May execute. */
    int EXECUTE = 4;

    /** May delete the instance. */
    int DELETE = 8;

    /** May create instances: counts only where the instance is {@link #WHOLE_OBJECT}. */
    int CREATE = 16;

    /** The resource instance of {@link #acl} for all servers that have none of their own. */
    int EVERYBODY_ELSE = 0;

    /** The {@link #objectInstanceId} of an instance that tells who may create. */
    int WHOLE_OBJECT = 65535;

    /** The {@link #accessControlOwner} where only the bootstrap interface may change the rights. */
    int BOOTSTRAP_ONLY = 65535;

    /** The object whose instance this is about. */
    @Resource(value = 0, name = "Object ID", range = "1..65534")
    int objectId();

    /** The instance that this is about, or {@link #WHOLE_OBJECT}. */
    @Resource(value = 1, name = "Object Instance ID", range = "0..65535")
    int objectInstanceId();

    /** Rights, as bits, by short server id; see {@link #EVERYBODY_ELSE}. */
    @Resource(value = 2, name = "ACL", range = "0..31")
    default Map<Integer, Integer> acl() {
        throw new Absent();
    }

    @Resource(value = 2, name = "ACL", range = "0..31")
    default void acl(Map<Integer, Integer> value) {
        throw new Absent();
    }

    /** The short id of the server that may change this instance, or {@link #BOOTSTRAP_ONLY}. */
    @Resource(value = 3, range = "0..65535")
    int accessControlOwner();

    @Resource(value = 3, range = "0..65535")
    void accessControlOwner(int value);
}
