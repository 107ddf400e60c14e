package org.lwm2m.server.management;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;

/**
 * Decodes also what is not of its type. A codec refuses a whole payload for one such value, and the others are good: so
 * it is asked again, without the type that it looked for last.
 */
final class LenientTypes implements ResourceTypes {

    private final ResourceTypes known;
    private Set<Path> untyped = Set.of();
    private Optional<Path> last = Optional.empty();

    private LenientTypes(ResourceTypes known) {
        this.known = known;
    }

    /** @param most how many values may be of a wrong type; with more, or if the payload is broken, it is the codec's 4.00 */
    static List<Entry> decode(Codec codec, Path base, Bytes payload, ResourceTypes known, int most) {
        var types = new LenientTypes(known);
        while (true) {
            try {
                return codec.decode(base, payload, types);
            } catch (LwM2mException wrong) {
                if (!types.doubt(most)) {
                    throw wrong;
                }
            }
        }
    }

    /** Takes the type away that was asked for last; false if that can't be what was wrong. */
    private boolean doubt(int most) {
        if (last.isEmpty() || untyped.size() == most) {
            return false;
        }
        if (untyped.isEmpty()) {
            untyped = new HashSet<>();
        }
        return untyped.add(last.get());
    }

    @Override
    public Optional<ResourceType> at(Path path) {
        last = Optional.of(path);
        return !untyped.isEmpty() && untyped.contains(path) ? Optional.empty() : known.at(path);
    }
}
