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
import org.lwm2m.notation.limits.LimitsConfiguration;
import org.lwm2m.notation.senml.PackReader;
import org.lwm2m.notation.senml.PackWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * SenML JSON, 110: values wherever they live, with times, and names alone for what to read (RFC 8428).
 */
@Component(configurationPid = SenmlJsonCodec.PID)
@Designate(ocd = LimitsConfiguration.class)
@Format(110)
public final class SenmlJsonCodec implements Codec {

    static final String PID = "org.lwm2m.codec.senmljson";

    private final Limits limits;
    private final Clock clock;

    @Activate
    public SenmlJsonCodec(Map<String, ?> properties) {
        this(Configured.limits(PID, properties), Clock.systemUTC());
    }

    SenmlJsonCodec(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Bytes encode(Path base, List<Entry> entries) {
        return new PackWriter(base, false, JsonPack.of(entries)).write(entries);
    }

    @Override
    public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
        return pack(payload).entries(base, types, false);
    }

    @Override
    public Bytes encodePaths(List<Path> paths) {
        return PackWriter.write(paths, JsonPack.ofNames(paths));
    }

    @Override
    public List<Path> decodePaths(Bytes payload) {
        return pack(payload).paths(false);
    }

    private PackReader pack(Bytes payload) {
        return new PackReader(new JsonRecords("SenML JSON", payload, limits), limits.records(), clock);
    }
}
