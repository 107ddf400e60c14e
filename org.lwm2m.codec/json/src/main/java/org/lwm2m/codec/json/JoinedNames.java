package org.lwm2m.codec.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    private final Span base = new Span();
    private boolean based;

    /** The same with a slash after the base name, if that is the path of the request; found out when it is needed. */
    private Optional<Names> apart = Optional.empty();

    private boolean compared;

    JoinedNames(Place place) {
        this.place = place;
        this.names = new Names(place);
    }

    /** Takes a base name into force. An empty one is none. */
    void base(Span name) {
        based = name.size() > 0;
        if (based && name.octet(0) != '/') {
            rooted(name);
        }
        names.base(name);
        base.set(name);
        apart = Optional.empty();
        compared = false;
    }

    /** Throws {@link IllegalArgumentException} if they make no path. */
    Path path(Span name) {
        var relative = name.size() > 0 && name.octet(0) != '/';
        if (based && relative) {
            return joined().path(name);
        } else if (based || name.size() > 0 && !relative) {
            return names.path(name);
        } else if (!relative) {
            return place.base();
        }
        var text = name.text();
        var absolute = parse("/" + text);
        return absolute.depth() > 2 && place.has(absolute) ? absolute : parse(place.base() + "/" + text);
    }

    private Names joined() {
        if (!compared && isRequest(base)) {
            var separate = new Names(place);
            separate.base(base);
            separate.separate();
            apart = Optional.of(separate);
        }
        compared = true;
        return apart.orElse(names);
    }

    private boolean isRequest(Span name) {
        if (name.endsWith('/')) {
            return false;
        }
        var text = name.text();
        var path = place.base();
        return text.equals(path.toString())
                || !path.prefix().isEmpty() && text.equals(path.in("").toString());
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
