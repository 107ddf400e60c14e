package org.lwm2m.bench;

import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** As much of the Device object as is measured. */
@LwM2mObject(id = 3)
public interface Battery {

    @Resource(9)
    long level();
}
