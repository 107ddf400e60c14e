package org.lwm2m.codec.json;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.Format;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.limits.Configured;
import org.lwm2m.notation.limits.LimitsConfiguration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** OMA JSON, 11543: an object, an instance, a resource or one instance of it, with times (TS 1.0.2, 6.4.4). */
@Component(configurationPid = JsonCodec.PID)
@Designate(ocd = LimitsConfiguration.class)
@Format(11543)
public final class JsonCodec implements Codec {

    static final String PID = "org.lwm2m.codec.json";

    private final Limits limits;
    private final Clock clock;

    @Activate
    public JsonCodec(Map<String, ?> properties) {
        this(Configured.limits(PID, properties), Clock.systemUTC());
    }

    JsonCodec(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        if (base.depth() == 0) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, "OMA JSON holds one object, it can't answer for the root");
        }
        return new JsonElements(base, entries).write();
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        if (base.depth() == 0) {
            throw new LwM2mException(
                    Status.UNSUPPORTED_FORMAT, "OMA JSON holds one object, it can't speak of the root");
        }
        return new ElementReader(base, payload, types, limits, clock).read();
    }
}
