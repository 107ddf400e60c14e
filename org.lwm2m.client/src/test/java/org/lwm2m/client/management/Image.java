package org.lwm2m.client.management;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** Something large, as an annotated object. */
@LwM2mObject(id = 46, name = "Image", version = "1.0", enabler = "1.0")
public interface Image {

    @Resource(0)
    void image(Bytes image);

    @Resource(1)
    default void label(String label) {}
}
