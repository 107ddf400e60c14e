package org.lwm2m.codec.cbor;

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
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.cbor.CborReader;
import org.lwm2m.notation.cbor.CborWriter;
import org.osgi.service.component.annotations.Component;

/** CBOR, 60: the value of one resource or resource instance, as one data item. */
@Component
@Format(60)
public final class CborCodec implements Codec {

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        if (base.depth() < 3 || entries.size() != 1 || !entries.get(0).path().equals(base)) {
            throw new LwM2mException(
                    Status.NOT_ACCEPTABLE, "CBOR holds one value, not " + entries.size() + " entries for " + base);
        }
        var entry = entries.get(0);
        if (entry.value() instanceof Value.None) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, "there is no value at " + base);
        }
        var out = new CborWriter(CborWriter.expect(entry.value()));
        out.value(entry);
        return out.done();
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        if (base.depth() < 3) {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "CBOR holds one value, " + base + " has several");
        }
        var in = new CborReader("CBOR", payload, Limits.STANDARD);
        var scalar = new Scalar();
        in.scalar(scalar);
        in.end();
        if (scalar.kind() == Scalar.Kind.NOTHING) {
            throw in.bad(0, "null is no value");
        }
        try {
            return List.of(Entry.of(base, scalar.value(types.at(base).orElse(ResourceType.NONE))));
        } catch (IllegalArgumentException e) {
            throw in.bad(0, e.getMessage());
        }
    }
}
