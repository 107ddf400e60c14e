package org.lwm2m.client.access;

import org.lwm2m.api.Path;

/** What one server may do at this moment. */
@FunctionalInterface
public interface Permit {

    Permit ALL = (right, path) -> true;

    /** @param path an instance or something in it; an object for {@link Right#CREATE} */
    boolean allows(Right right, Path path);
}
