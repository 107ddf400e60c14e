package org.lwm2m.model.mqttserver;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /24: how to connect to an MQTT broker: what the CONNECT message says.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 24, version = "1.0", name = "MQTT Server", enabler = "1.2")
public interface MqttServer {

    @Resource(0)
    default boolean willRetain() {
        throw new Absent();
    }

    @Resource(0)
    default void willRetain(boolean value) {
        throw new Absent();
    }

    @Resource(1)
    default String willTopic() {
        throw new Absent();
    }

    @Resource(1)
    default void willTopic(String value) {
        throw new Absent();
    }

    @Resource(2)
    default String willMessage() {
        throw new Absent();
    }

    @Resource(2)
    default void willMessage(String value) {
        throw new Absent();
    }

    @Resource(3)
    default boolean cleanSession() {
        throw new Absent();
    }

    @Resource(3)
    default void cleanSession(boolean value) {
        throw new Absent();
    }

    @Resource(value = 4, name = "Will QoS", type = ResourceType.UNSIGNED, range = "0..3")
    default int willQos() {
        throw new Absent();
    }

    @Resource(value = 4, name = "Will QoS", type = ResourceType.UNSIGNED, range = "0..3")
    default void willQos(int value) {
        throw new Absent();
    }

    /** In seconds. */
    @Resource(value = 5, type = ResourceType.UNSIGNED, range = "0..65535")
    default int keepAlive() {
        throw new Absent();
    }

    @Resource(value = 5, type = ResourceType.UNSIGNED, range = "0..65535")
    default void keepAlive(int value) {
        throw new Absent();
    }

    /** Any broker takes 1 to 23 letters and digits. */
    @Resource(6)
    String clientIdentifier();

    @Resource(6)
    void clientIdentifier(String value);

    @Resource(7)
    default String userName() {
        throw new Absent();
    }

    @Resource(7)
    default void userName(String value) {
        throw new Absent();
    }

    @Resource(8)
    default Bytes password() {
        throw new Absent();
    }

    @Resource(8)
    default void password(Bytes value) {
        throw new Absent();
    }
}
