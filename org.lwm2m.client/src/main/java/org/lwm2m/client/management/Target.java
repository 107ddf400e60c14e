package org.lwm2m.client.management;

import java.util.Set;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;

/** What a request is about: a path, the object that it leads to, and what is known of that. */
record Target(PresentObject object, Path path, Shape shape) {

    /** Security, OSCORE and COSE: no server ever sees them (Core 1.2, 6.3). */
    private static final Set<Integer> SECRET = Set.of(0, 21, 23);

    static boolean secret(Path path) {
        return path.depth() > 0 && SECRET.contains(path.object());
    }

    /** Refuses what no server may name, and levels that the operation does not have. */
    static void check(Path path, int from, int to) {
        if (secret(path)) {
            throw new LwM2mException(Status.UNAUTHORIZED, "servers have no access to " + path.upTo(1));
        }
        var depth = path.depth();
        if (depth < from || depth > to || depth > 1 && path.instance() == Path.ABSENT) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "no such operation at this level: " + path);
        }
    }

    /** Refuses a resource that the object can't have, and an instance of one that has none. */
    Target checked() {
        if (path.depth() > 2 && shape.lacks(path.resource())) {
            throw new LwM2mException(Status.NOT_FOUND, "no resource " + path.upTo(3));
        }
        if (path.depth() == 4 && shape.single(path.resource())) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, path.upTo(3) + " is not a multiple resource");
        }
        return this;
    }

    LwM2mException notAllowed(String what) {
        return new LwM2mException(Status.METHOD_NOT_ALLOWED, "can't " + what + " " + path);
    }

    LwM2mException notFound() {
        return new LwM2mException(Status.NOT_FOUND, "nothing at " + path);
    }
}
