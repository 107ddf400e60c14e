package org.lwm2m.codec.json;

import java.nio.charset.StandardCharsets;
import org.lwm2m.api.Path;
import org.lwm2m.notation.Place;
import org.lwm2m.notation.Span;
import org.lwm2m.notation.senml.Names;

/**
 * Joins base names and names as peers mean them: the base name that is the path of the request needs no slash at its
 * end, a path none at its start, and without a base name a name may count from the request.
 */
final class JoinedNames {

    private final Place place;
    private final Names names;

    /** The same with a slash after the base name. */
    private final Names apart;

    private boolean based;
    private boolean request;

    JoinedNames(Place place) {
        this.place = place;
        this.names = new Names(place);
        this.apart = new Names(place);
    }

    /** Takes a base name into force. An empty one is none. */
    void base(Span name) {
        based = name.size() > 0;
        if (based && name.octet(0) != '/') {
            rooted(name);
        }
        names.base(name);
        request = based && isRequest(name);
        if (request) {
            apart.base(name);
            apart.separate();
        }
    }

    /** Throws {@link IllegalArgumentException} if they make no path. */
    Path path(Span name) {
        if (request && name.size() > 0 && name.octet(0) != '/') {
            return apart.path(name);
        } else if (based || name.size() > 0 && name.octet(0) == '/') {
            return names.path(name);
        }
        if (name.size() == 0) {
            return place.base();
        }
        var text = name.text();
        var absolute = parse("/" + text);
        return absolute.depth() > 2 && place.has(absolute) ? absolute : parse(place.base() + "/" + text);
    }

    private boolean isRequest(Span name) {
        if (name.endsWith('/')) {
            return false;
        }
        var text = name.text();
        var base = place.base();
        return text.equals(base.toString())
                || !base.prefix().isEmpty() && text.equals(base.in("").toString());
    }

    private Path parse(String text) {
        var path = Path.parse(text);
        return path.in(place.prefix(path.prefix()));
    }

    private static void rooted(Span name) {
        var octets = ("/" + name.text()).getBytes(StandardCharsets.UTF_8);
        name.set(octets);
    }
}
