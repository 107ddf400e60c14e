package org.lwm2m.model.softwarecomponent;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /14: one component of the software that an instance of /9 brought.
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 14, version = "1.0", name = "LWM2M Software Component")
public interface SoftwareComponent {

    /** Its name. */
    @Resource(value = 0, range = "0..255 bytes")
    default String componentIdentity() {
        throw new Absent();
    }

    /** The component itself. */
    @Resource(1)
    default Bytes componentPack() {
        throw new Absent();
    }

    @Resource(value = 2, range = "0..255 bytes")
    default String componentVersion() {
        throw new Absent();
    }

    /** Starts the component. To be refused unless its package is installed. */
    @Execute(3)
    default void activate() {
        throw new Absent();
    }

    /** Stops the component. To be refused unless its package is installed. */
    @Execute(4)
    default void deactivate() {
        throw new Absent();
    }

    /** Whether the component runs. */
    @Resource(5)
    default boolean activationState() {
        throw new Absent();
    }
}
