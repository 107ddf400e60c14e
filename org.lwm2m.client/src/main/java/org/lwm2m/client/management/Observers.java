package org.lwm2m.client.management;

import org.lwm2m.api.Path;

/** Who wants to know what an operation changed. */
interface Observers {

    /** Something at or under a path may have another value. */
    void changed(Path path);

    /** An operation may have made or removed instances of an object. */
    void instancesMayHaveChanged(PresentObject object);
}
