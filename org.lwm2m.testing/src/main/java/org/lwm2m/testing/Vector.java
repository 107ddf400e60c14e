package org.lwm2m.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;

/**
 * A payload and what it means, or the status that it is refused with. Kept as text in {@code vectors.txt} beside the
 * test of a codec; {@link VectorFile} reads that.
 *
 * @param types what the resources hold, by their paths
 * @param encodes whether the entries make this very payload; else it is another form of it, to be read only
 * @param refused with what; then there are no entries
 */
public record Vector(
        String name,
        Path base,
        Bytes payload,
        List<Entry> entries,
        Map<Path, ResourceType> types,
        boolean encodes,
        Optional<Status> refused) {

    public Vector {
        entries = List.copyOf(entries);
        types = Map.copyOf(types);
    }

    ResourceTypes resourceTypes() {
        var known = new HashMap<>(types);
        return path -> Optional.ofNullable(known.get(path.upTo(3).in("")));
    }

    /** The same with another payload, of which nothing is known. */
    Vector with(Bytes other) {
        return new Vector(name, base, other, List.of(), types, false, Optional.empty());
    }
}
