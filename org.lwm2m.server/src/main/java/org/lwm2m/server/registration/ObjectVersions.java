package org.lwm2m.server.registration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Link;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.server.Registration;

/**
 * Which version of an object a client has: as it said, else what its enabler implies (Core 1.2, 7.2.2; field note F5).
 */
public final class ObjectVersions {

    private static final Map<Version, Map<Integer, ObjectVersion>> IMPLIED = Map.of(
            Version.V1_0, Map.of(),
            Version.V1_1, Map.of(0, of(1, 1), 1, of(1, 1), 3, of(1, 1), 4, of(1, 2)),
            Version.V1_2,
                    Map.of(
                            0, of(1, 2),
                            1, of(1, 2),
                            2, of(1, 1),
                            3, of(1, 2),
                            4, of(1, 3),
                            5, of(1, 1),
                            21, of(2, 0)));

    private ObjectVersions() {}

    /** The version of an object, whether or not the client listed it. */
    public static ObjectVersion of(Registration registration, int object) {
        return said(registration.links(), object)
                .orElseGet(() -> IMPLIED.get(registration.version()).getOrDefault(object, ObjectVersion.V1_0));
    }

    /** {@code ver} on the object's link, else on that of an instance. */
    private static Optional<ObjectVersion> said(List<Link> links, int object) {
        var best = Optional.<Link>empty();
        for (var link : links) {
            var says = link.path().object() == object && link.parameters().containsKey("ver");
            if (says
                    && (best.isEmpty()
                            || link.path().depth() < best.get().path().depth())) {
                best = Optional.of(link);
            }
        }
        return best.flatMap(link -> parse(link.parameters().get("ver")));
    }

    private static Optional<ObjectVersion> parse(String text) {
        try {
            return Optional.of(ObjectVersion.parse(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static ObjectVersion of(int major, int minor) {
        return new ObjectVersion(major, minor);
    }
}
