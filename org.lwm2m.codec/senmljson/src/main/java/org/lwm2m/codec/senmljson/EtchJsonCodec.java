package org.lwm2m.codec.senmljson;

import java.time.Clock;
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
import org.lwm2m.notation.senml.PackReader;
import org.lwm2m.notation.senml.PackWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * SenML-ETCH JSON, 320: what to read, and what to change or, with null, to remove (RFC 8790). Strict about the former: a record
 * that names has nothing else.
 */
@Component(configurationPid = EtchJsonCodec.PID)
@Format(320)
public final class EtchJsonCodec implements Codec {

    static final String PID = "org.lwm2m.codec.senmljson";

    private final Limits limits;
    private final Clock clock;

    @Activate
    public EtchJsonCodec(Map<String, ?> properties) {
        this(Configured.limits(PID, properties), Clock.systemUTC());
    }

    EtchJsonCodec(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        return new PackWriter(base, true, JsonPack.of(entries)).write(entries);
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        return pack(payload).entries(base, types, true);
    }

    @Override
    public Bytes encodePaths(List<Path> paths) {
        return PackWriter.write(paths, JsonPack.ofNames(paths));
    }

    @Override
    public List<Path> decodePaths(Bytes payload) {
        return pack(payload).paths(true);
    }

    private PackReader pack(Bytes payload) {
        return new PackReader(new JsonRecords("SenML-ETCH JSON", payload, limits), limits.records(), clock);
    }
}
