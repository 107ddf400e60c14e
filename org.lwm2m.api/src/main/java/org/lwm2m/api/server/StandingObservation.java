package org.lwm2m.api.server;

import java.util.List;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Path;

/**
 * What is to be observed of clients for good: in whatever registration they have, and after a restart of the server.
 * What they notify goes to all {@link DataListener}s.
 *
 * @param endpoints a name; or how it begins, and a {@code *} for all of these
 * @param paths one, or several as a composite
 */
public record StandingObservation(String endpoints, List<Path> paths, Attributes attributes) {

    private static final int MOST = 1000;

    public StandingObservation {
        paths = List.copyOf(paths);
        if (endpoints.isEmpty() || endpoints.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("no endpoint, nor the beginning of one: '" + endpoints + "'");
        } else if (paths.isEmpty() || paths.size() > MOST) {
            throw new IllegalArgumentException("paths have to be 1 to " + MOST + ", not " + paths.size());
        } else if (paths.stream().anyMatch(path -> path.depth() == 0)) {
            throw new IllegalArgumentException("/ can't be observed, only what is under it");
        }
    }

    public boolean concerns(String endpoint) {
        return endpoints.endsWith("*")
                ? endpoint.startsWith(endpoints.substring(0, endpoints.length() - 1))
                : endpoint.equals(endpoints);
    }
}
