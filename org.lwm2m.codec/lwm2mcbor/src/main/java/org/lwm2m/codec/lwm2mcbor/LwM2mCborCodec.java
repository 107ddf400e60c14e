package org.lwm2m.codec.lwm2mcbor;

import java.util.List;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.Format;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.limits.Configured;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * LwM2M CBOR, 11544: maps of ids in maps of ids (Core 1.2, 7.4.7). It knows no time, so each path has one value. An
 * alternate root has no place in it; whoever asks leaves it out.
 */
@Component(configurationPid = LwM2mCborCodec.PID)
@Designate(ocd = BoundsConfiguration.class)
@Format(11544)
public final class LwM2mCborCodec implements Codec {

    static final String PID = "org.lwm2m.codec.lwm2mcbor";

    private final Limits limits;

    @Activate
    public LwM2mCborCodec(Map<String, ?> properties) {
        limits = Configured.limits(PID, properties);
    }

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        return new IdWriter(InOrder.of(base, entries)).write();
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        return new IdReader(base, payload, types, limits).read();
    }
}
