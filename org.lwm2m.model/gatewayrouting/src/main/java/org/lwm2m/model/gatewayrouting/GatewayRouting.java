package org.lwm2m.model.gatewayrouting;

import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** Object /26: which object of a device behind a gateway stands for which. */
@ConsumerType
@LwM2mObject(id = 26, version = "1.0", name = "LwM2M Gateway Routing", enabler = "1.2")
public interface GatewayRouting {

    /** The object that is asked for. */
    @Resource(value = 0, name = "LwM2M Object ID", type = ResourceType.UNSIGNED)
    int objectId();

    /** The object that it stands for; empty if that is itself. */
    @Resource(1)
    Value.CoreLinks mappingInfo();
}
