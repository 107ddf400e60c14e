package org.lwm2m.codec.opaque;

import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.Format;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.osgi.service.component.annotations.Component;

/** Octets, 42: an opaque value is the payload and the payload an opaque value; neither way is there a copy. */
@Component
@Format(42)
public final class OpaqueCodec implements Codec {

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        if (base.depth() > 2
                && entries.size() == 1
                && entries.get(0).path().equals(base)
                && entries.get(0).value() instanceof Value.Opaque opaque) {
            return opaque.value();
        }
        throw new LwM2mException(Status.NOT_ACCEPTABLE, "octets hold one opaque value, not what is at " + base);
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        if (base.depth() < 3) {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "octets hold one value, " + base + " has several");
        }
        var type = types.at(base).orElse(ResourceType.OPAQUE);
        if (type != ResourceType.OPAQUE) {
            throw new LwM2mException(Status.BAD_REQUEST, "octets for " + base + ", which is " + type);
        }
        return List.of(Entry.of(base, new Value.Opaque(payload)));
    }
}
