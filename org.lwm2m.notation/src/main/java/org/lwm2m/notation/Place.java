package org.lwm2m.notation;

import org.lwm2m.api.Path;

/**
 * The place that a request is about, and what may be under it. Whether the names in a payload repeat the prefix of the
 * request or leave it out, the paths have it.
 */
public final class Place {

    private final Path base;

    public Place(Path base) {
        this.base = base;
    }

    public Path base() {
        return base;
    }

    /** What a prefix in a payload stands for; the one of the request if it says nothing. */
    public String prefix(String said) {
        var own = base.prefix();
        if (said.isEmpty() || said.equals(own) || own.endsWith("/" + said)) {
            return own;
        }
        // Everything there is: the things behind a gateway, too.
        return base.depth() > 0 || own.isEmpty() || said.startsWith(own + "/") ? said : own + "/" + said;
    }

    /** Whether a path is this place or under it; everything is under the root, also what is behind a gateway. */
    public boolean has(Path path) {
        if (base.depth() > 0) {
            return base.contains(path);
        }
        var own = base.prefix();
        return own.isEmpty() || path.prefix().equals(own) || path.prefix().startsWith(own + "/");
    }
}
