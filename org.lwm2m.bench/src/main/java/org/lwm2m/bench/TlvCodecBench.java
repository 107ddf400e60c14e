package org.lwm2m.bench;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.codec.tlv.TlvCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How fast TLV is for an instance of a few resources. */
@State(Scope.Benchmark)
public class TlvCodecBench {

    private static final Path DEVICE = Path.of(3, 0);
    private static final ResourceTypes TYPES =
            path -> Optional.of(path.resource() == 9 ? ResourceType.INTEGER : ResourceType.STRING);

    private final TlvCodec codec = new TlvCodec();
    private final List<Entry> entries = List.of(
            Entry.of(Path.of(3, 0, 0), new Value.Text("The LwM2M runtime project")),
            Entry.of(Path.of(3, 0, 1), new Value.Text("bench")),
            Entry.of(Path.of(3, 0, 9), new Value.Int(100)),
            Entry.of(Path.of(3, 0, 16), new Value.Text("U")));
    private final Bytes bytes = codec.encode(DEVICE, entries);

    @Benchmark
    public Bytes encode() {
        return codec.encode(DEVICE, entries);
    }

    @Benchmark
    public List<Entry> decode() {
        return codec.decode(DEVICE, bytes, TYPES);
    }
}
