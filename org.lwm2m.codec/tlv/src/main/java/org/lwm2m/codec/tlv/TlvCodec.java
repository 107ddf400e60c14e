package org.lwm2m.codec.tlv;

import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.Format;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.osgi.service.component.annotations.Component;

/**
 * TLV, 11542. It nests, so entries are put in the order of their paths first; it knows no time, so each path has one
 * value.
 */
@Component
@Format(11542)
public final class TlvCodec implements Codec {

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        if (base.depth() == 0) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, "TLV holds one object, it can't answer for the root");
        }
        return TlvWriter.write(base, inOrder(base, entries));
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        if (base.depth() == 0) {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "TLV holds one object, it can't speak of the root");
        }
        if (base.depth() == 3 && TlvAlone.isFew(payload)) {
            var alone = TlvAlone.value(base, payload, types.at(base).orElse(ResourceType.NONE));
            if (alone.isPresent()) {
                return List.of(Entry.of(base, alone.get()));
            }
        }
        return new TlvReader(base, payload, types).read();
    }

    /** Checks that each entry is under {@code base}, and alone at its path; sorts them only if they need it. */
    private static List<Entry> inOrder(Path base, List<Entry> entries) {
        var sorted = true;
        for (var i = 0; i < entries.size(); i++) {
            var path = entries.get(i).path();
            if (!base.contains(path)) {
                throw new LwM2mException(Status.NOT_ACCEPTABLE, path + " is not under " + base);
            }
            sorted &= i == 0 || entries.get(i - 1).path().compareTo(path) < 0;
        }
        return sorted ? entries : sorted(entries);
    }

    private static List<Entry> sorted(List<Entry> entries) {
        var copy = new ArrayList<>(entries);
        copy.sort((one, other) -> one.path().compareTo(other.path()));
        for (var i = 1; i < copy.size(); i++) {
            if (copy.get(i).path().equals(copy.get(i - 1).path())) {
                var path = copy.get(i).path();
                throw new LwM2mException(Status.NOT_ACCEPTABLE, "TLV holds one value of " + path + ", not several");
            }
        }
        return copy;
    }
}
