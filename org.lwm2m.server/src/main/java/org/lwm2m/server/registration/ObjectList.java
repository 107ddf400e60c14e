package org.lwm2m.server.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;

/**
 * What a client lists: the root link if there was one, its objects and instances, without the alternate root that they
 * lie under (Core 1.2, 6.2.1).
 */
record ObjectList(String root, List<Link> links) {

    private static final int MOST_LINKS = 10_000;

    /** Never to be listed, but some clients do (field note F6). */
    private static final Set<Integer> HIDDEN = Set.of(0, 21, 23, 24);

    static ObjectList of(List<Link> listed) {
        if (listed.size() > MOST_LINKS) {
            throw new LwM2mException(Status.TOO_LARGE, "an object list of more than " + MOST_LINKS + " links");
        }
        var root = listed.stream()
                .filter(link -> link.path().depth() == 0 && alternateRoot(link.parameters()))
                .map(link -> link.path().prefix())
                .findFirst()
                .orElse("");
        var links = new LinkedHashMap<Path, Link>();
        for (var link : listed) {
            var path = link.path();
            if (path.prefix().equals(root) && path.depth() <= 2 && !HIDDEN.contains(path.object())) {
                links.putIfAbsent(path.in(""), new Link(path.in(""), link.parameters()));
            }
        }
        return new ObjectList(root, List.copyOf(links.values()));
    }

    /** The same list with an instance more, which is known before the client says so (field note F24). */
    static List<Link> with(List<Link> links, Path instance) {
        var more = new ArrayList<>(links);
        if (more.stream().noneMatch(link -> link.path().equals(instance))) {
            more.add(Link.of(instance));
        }
        return List.copyOf(more);
    }

    /** The same list without an instance; its object stays. */
    static List<Link> without(List<Link> links, Path instance) {
        var object = instance.upTo(1);
        var fewer = new ArrayList<>(links);
        fewer.removeIf(link -> link.path().equals(instance));
        if (fewer.stream().noneMatch(link -> link.path().object() == instance.object())) {
            fewer.add(Link.of(object));
        }
        return List.copyOf(fewer);
    }

    private static boolean alternateRoot(Map<String, String> parameters) {
        return List.of(parameters.getOrDefault("rt", "").split(" ")).contains("oma.lwm2m");
    }
}
