package org.lwm2m.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Path;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.lwm2m.bench.load.Subject;
import org.lwm2m.bench.load.UnderLoad;
import org.osgi.framework.BundleException;

/** Our server, from the shipped bundles, to be measured. */
public final class OursUnderLoad implements Subject {

    private static final Set<String> NOT_MEASURED =
            Set.of("org.lwm2m.client", "org.lwm2m.object.device", "org.lwm2m.shell");
    private static final Path DEVICE = Path.of(3, 0);
    private static final List<Path> BATTERY = List.of(Path.of(3, 0, 9));

    private final Clients clients;
    private final int port;
    private final AtomicLong notified = new AtomicLong();
    private final AtomicLong observed = new AtomicLong();

    private OursUnderLoad(Clients clients, int port) {
        this.clients = clients;
        this.port = port;
    }

    public static void main(String... arguments) throws IOException, InterruptedException, BundleException {
        var port = freePort();
        var conf = arguments.length > 1
                ? java.nio.file.Path.of(arguments[1])
                : Files.createTempDirectory("lwm2m-bench-conf");
        Files.writeString(conf.resolve("org.lwm2m.server.cfg"), "listen = " + arguments[0] + "://127.0.0.1:" + port);
        if (arguments[0].equals("coaps")) {
            SecuredConf.write(conf);
        }
        var bundles = Bundles.start(
                Map.of("lwm2m.conf", conf.toString()),
                name -> !name.contains("jline") && !name.contains("gogo") && !NOT_MEASURED.contains(name));
        UnderLoad.run(new OursUnderLoad(bundles.service(Clients.class), port));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Target> clients() {
        return clients.stream().map(this::target).toList();
    }

    @Override
    public long notified() {
        return notified.get() - observed.get();
    }

    private Target target(Client client) {
        return new Target() {

            @Override
            public CompletionStage<?> read() {
                return client.read(DEVICE);
            }

            @Override
            public CompletionStage<?> observe() {
                // What is seen first is the answer to the Observe.
                observed.incrementAndGet();
                return client.observe(BATTERY, Attributes.NONE, entries -> notified.incrementAndGet());
            }
        };
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
