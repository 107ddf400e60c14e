package org.lwm2m.model.oscore;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /21: the keys and names that protect the messages of one server end to end, by OSCORE (RFC 8613).
 * <p>
 * Only the bootstrap interface may touch it. An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 21, version = "2.0", name = "LWM2M OSCORE", enabler = "1.1")
public interface Oscore {

    /** What all keys are derived from. */
    @Resource(value = 0, name = "OSCORE Master Secret", bootstrapOnly = true)
    Bytes masterSecret();

    /** The client's, and so the server's recipient id. */
    @Resource(value = 1, name = "OSCORE Sender ID", bootstrapOnly = true)
    Bytes senderId();

    /** The server's, and so the server's sender id. */
    @Resource(value = 2, name = "OSCORE Recipient ID", bootstrapOnly = true)
    Bytes recipientId();

    /** By its number for COSE (RFC 8152, table 10); absent is 10, AES-CCM-16-64-128. */
    @Resource(value = 3, name = "OSCORE AEAD Algorithm", bootstrapOnly = true)
    default int aeadAlgorithm() {
        throw new Absent();
    }

    /** By its number for COSE (RFC 8152, table 7), for deriving keys; absent is SHA-256. */
    @Resource(value = 4, name = "OSCORE HMAC Algorithm", bootstrapOnly = true)
    default int hmacAlgorithm() {
        throw new Absent();
    }

    /** Need not be secret. */
    @Resource(value = 5, name = "OSCORE Master Salt", bootstrapOnly = true)
    default Bytes masterSalt() {
        throw new Absent();
    }

    /** Tells contexts with the same names apart. */
    @Resource(value = 6, name = "OSCORE ID Context", bootstrapOnly = true)
    default Bytes idContext() {
        throw new Absent();
    }
}
