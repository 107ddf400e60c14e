package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Link;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectVersion;

/** The object list of Register, and when an object's version has to be said (Core 1.2, 6.2.1 and 7.2.2). */
final class Announcing {

    /** The versions that 1.0, 1.1 and 1.2 of the enabler imply; of objects that have others than 1.0. */
    private static final Map<Integer, List<String>> IMPLIED = Map.of(
            0, List.of("1.0", "1.1", "1.2"),
            1, List.of("1.0", "1.1", "1.2"),
            2, List.of("1.0", "1.0", "1.1"),
            3, List.of("1.0", "1.1", "1.2"),
            4, List.of("1.0", "1.2", "1.3"),
            5, List.of("1.0", "1.0", "1.1"),
            21, List.of("1.0", "1.0", "2.0"));

    private static final int SERVER = 1;

    private Announcing() {}

    /**
     * The version to say, unless the enabler's implies it. A later one of the server account is never said: it is the
     * one before and more optional resources, and a server of an earlier enabler has no definition of it.
     */
    static Optional<ObjectVersion> version(int object, ObjectVersion version, Version enabler) {
        var implied = Optional.ofNullable(IMPLIED.get(object))
                .map(versions -> ObjectVersion.parse(versions.get(enabler.ordinal())))
                .orElse(ObjectVersion.V1_0);
        var implies = object == SERVER ? version.compareTo(implied) >= 0 : version.equals(implied);
        return implies ? Optional.empty() : Optional.of(version);
    }

    /** Every instance, and the object itself where it has none or a version to say. */
    static List<Link> links(ObjectTree tree, Version enabler) {
        var links = new ArrayList<Link>();
        for (var listed : tree.list()) {
            var object = listed.object().path();
            if (object.prefix().isEmpty() && !Target.secret(object)) {
                var version = version(object.object(), listed.object().version(), enabler);
                if (version.isPresent() || listed.ids().isEmpty()) {
                    links.add(new Link(object, parameters(version)));
                }
                listed.ids().forEach(id -> links.add(Link.of(object.child(id))));
            }
        }
        return links;
    }

    static Map<String, String> parameters(Optional<ObjectVersion> version) {
        return version.map(each -> Map.of("ver", each.toString())).orElse(Map.of());
    }
}
