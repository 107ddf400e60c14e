package org.lwm2m.server.registration;

import java.util.HashMap;
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

    /** The versions of all objects that the client listed, by object id. */
    public static Map<Integer, ObjectVersion> of(Registration registration) {
        var versions = new HashMap<Integer, ObjectVersion>();
        var implied = IMPLIED.get(registration.version());
        for (var link : registration.links()) {
            var object = link.path().object();
            if (link.path().depth() > 0 && !versions.containsKey(object)) {
                versions.put(
                        object,
                        said(registration.links(), object).orElse(implied.getOrDefault(object, ObjectVersion.V1_0)));
            }
        }
        implied.forEach(versions::putIfAbsent);
        return versions;
    }

    /** {@code ver} on the object's link, else on that of an instance. */
    private static Optional<ObjectVersion> said(List<Link> links, int object) {
        return links.stream()
                .filter(link ->
                        link.path().object() == object && link.parameters().containsKey("ver"))
                .min((one, other) ->
                        Integer.compare(one.path().depth(), other.path().depth()))
                .flatMap(link -> parse(link.parameters().get("ver")));
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
