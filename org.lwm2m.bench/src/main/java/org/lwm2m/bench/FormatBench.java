package org.lwm2m.bench;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.itest.formats.LeshanFormat;
import org.lwm2m.itest.formats.OurFormat;
import org.lwm2m.itest.formats.Pack;
import org.lwm2m.itest.leshan.LeshanNodes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;

/** One format, some data: written and read by our codec, by Leshan's, and its CBOR tokens walked by Jackson. */
@State(Scope.Benchmark)
public class FormatBench {

    private static final long WARM_UP = 1_000_000_000;

    private final CBORFactory jackson = new CBORFactory();

    @Param("TLV")
    private OurFormat format;

    @Param("DEVICE")
    private String data;

    private Codec codec;
    private Pack pack;
    private Bytes payload;

    /** What Jackson can walk. */
    private byte[] octets;

    private boolean composite;
    private LeshanFormat leshan;
    private LwM2mPath path;
    private LwM2mNode tree;
    private Map<LwM2mPath, LwM2mNode> trees;
    private byte[] theirs;

    /** Each side reads what it wrote itself, and gets what it writes as it likes it. */
    @Setup
    public void prepare(BenchmarkParams run, Blackhole sink) throws Exception {
        prepare();
        warmUp(methods().get(run.getBenchmark().replaceFirst(".*\\.", "")), sink);
    }

    /** By processor time: a second on the clock is next to nothing where others keep the machine busy. */
    private static void warmUp(Callable<?> method, Blackhole sink) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var end = threads.getCurrentThreadCpuTime() + WARM_UP;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (var i = 0; i < 100; i++) {
                sink.consume(method.call());
            }
        }
    }

    private Map<String, Callable<?>> methods() {
        return Map.of(
                "encode", this::encode,
                "decode", this::decode,
                "leshanEncodes", this::leshanEncodes,
                "leshanDecodes", this::leshanDecodes,
                "walk", this::walk);
    }

    private void prepare() {
        codec = format.codec();
        pack = Samples.valueOf(data).pack(format);
        payload = codec.encode(pack.base(), pack.entries());
        octets = format == OurFormat.LWM2M_CBOR ? NestedMaps.of(pack.entries()) : payload.array();
        composite = pack.base().depth() == 0;
        if (format.leshan()) {
            leshan = new LeshanFormat(format.number(), pack.shapes().model());
            path = LeshanNodes.path(pack.base());
            if (composite) {
                trees = LeshanNodes.resources(pack.entries());
            } else {
                tree = LeshanNodes.tree(pack.base(), pack.entries());
            }
            theirs = leshanEncodes();
        }
    }

    @Benchmark
    public Bytes encode() {
        return codec.encode(pack.base(), pack.entries());
    }

    @Benchmark
    public List<Entry> decode() {
        return codec.decode(pack.base(), payload, pack.shapes());
    }

    @Benchmark
    public byte[] leshanEncodes() {
        return composite ? leshan.encode(trees) : leshan.encode(path, tree);
    }

    @Benchmark
    public Object leshanDecodes() {
        return composite ? leshan.decode(theirs) : leshan.decode(path, theirs);
    }

    /** Takes each token, and nothing of what is in it. */
    @Benchmark
    public int walk() throws IOException {
        var tokens = 0;
        try (var parser = jackson.createParser(octets)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
