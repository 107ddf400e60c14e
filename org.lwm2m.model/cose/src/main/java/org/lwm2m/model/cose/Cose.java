package org.lwm2m.model.cose;

import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /23: one key that protects messages by COSE (RFC 8152).
 * <p>
 * Only the bootstrap interface may touch it.
 */
@ConsumerType
@LwM2mObject(id = 23, version = "1.0", name = "LwM2M COSE", enabler = "1.2")
public interface Cose {

    /** Names the key. */
    @Resource(value = 0, name = "KID", bootstrapOnly = true)
    String kid();

    /** By its number for COSE (RFC 8152, table 10). */
    @Resource(value = 1, name = "AEAD Algorithm", bootstrapOnly = true)
    int aeadAlgorithm();

    @Resource(value = 2, bootstrapOnly = true)
    String key();
}
