package org.lwm2m.api.transport;

/**
 * What a conversation is for. The wire does not always tell: a CoAP PUT is a Write from a server and a Bootstrap-Write
 * from a bootstrap server, and MQTT has a topic for each.
 */
public enum Role {
    MANAGEMENT,
    BOOTSTRAP
}
