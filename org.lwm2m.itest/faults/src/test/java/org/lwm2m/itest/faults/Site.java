package org.lwm2m.itest.faults;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;

/** A device, its server and its Bootstrap-Server, a process each, with a relay before each of the servers; times are short. */
final class Site implements AutoCloseable {

    /** What the plan says; the plan's lifetime is {@link #LIFETIME_SECONDS}. */
    static final long PLANNED_DISABLE_SECONDS = 86_400;

    /** Where the device writes down what it was asked to do. */
    static final String ERRANDS = "errands";

    static final int LIFETIME_SECONDS = 4;
    static final int GRACE_SECONDS = 3;
    private static final int AWAKE_SECONDS = 1;
    private static final int QUEUED_SECONDS = 12;

    /** The device takes another one after each restart. */
    private static final int MOST_PORTS = 8;

    private static final String CONF = "conf/org.lwm2m.";
    private static final String[] TRANSPORT = {
        "ack.timeout.millis = 150", "answer.timeout.seconds = 5", "response.delay.millis = 100"
    };
    private static final String[] STORE = {"file = ${lwm2m.home}/store", "write.delay.millis = 20"};

    final Party device;
    final Party server;
    final Party bootstrap;
    final Relay toServer;
    final Relay toBootstrap;
    /** Of the client's own account, which a bootstrap changes too. */
    final Ledger account = new Ledger("write /1/0/5", "read /1/0/5", PLANNED_DISABLE_SECONDS);
    /** Of an object whose values the client keeps, and of what it keeps beside them. */
    final List<Ledger> objects = List.of(
            new Ledger("write /42775/0/1", "read /42775/0/1", 0),
            new Ledger("set-pmax /42775/0/1", "pmax /42775/0/1", 0));

    final Errands errands;
    final boolean sleepy;
    private final int bootstrapPort;
    private final AtomicLong numbers = new AtomicLong();

    /** @param sleepy whether the device is in queue mode */
    Site(boolean sleepy, Fates fates) throws Exception {
        this.sleepy = sleepy;
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/faults")), "site");
        var serverPort = freePort();
        bootstrapPort = freePort();
        toServer = new Relay(serverPort, MOST_PORTS, fates);
        toBootstrap = new Relay(bootstrapPort, MOST_PORTS, fates);
        server = server(folder.resolve("server"), serverPort);
        bootstrap = bootstrap(folder.resolve("bootstrap"), bootstrapPort);
        device = device(folder.resolve("device"));
        errands = new Errands(device.home.resolve(ERRANDS));
        for (var party : parties()) {
            party.ready();
        }
    }

    List<Party> parties() {
        return List.of(device, server, bootstrap);
    }

    /** A number that there never was. */
    long next() {
        return numbers.incrementAndGet();
    }

    void storm(long seed) {
        toServer.storm(seed);
        toBootstrap.storm(seed + 1);
    }

    void calm() {
        for (var relay : List.of(toServer, toBootstrap)) {
            relay.forget();
            relay.calm();
        }
    }

    /** Whether to serve packs counts from the next start on. */
    void packs(boolean served) throws IOException {
        Party.file(bootstrap.home, CONF + "bootstrap.cfg", listen(bootstrapPort), "pack = " + served);
    }

    /** What the device goes on with after its next start. Not while it runs. */
    void restarts(boolean resumed) throws IOException {
        restarts(device.home, resumed ? "resume" : "register");
    }

    /** All ledgers. */
    List<Ledger> ledgers() {
        return List.of(account, objects.get(0), objects.get(1));
    }

    void requireCleanLogs() throws IOException {
        for (var party : parties()) {
            Assertions.assertEquals(List.of(), Log.objections(party.log()), "log of the " + party.name);
        }
    }

    @Override
    public void close() throws IOException {
        for (var party : parties()) {
            party.close();
        }
        toServer.close();
        toBootstrap.close();
    }

    private static Party server(Path home, int port) throws IOException {
        Party.file(
                home,
                CONF + "server.cfg",
                listen(port),
                "grace.seconds = " + GRACE_SECONDS,
                "request.timeout.seconds = 2",
                "awake.seconds = " + AWAKE_SECONDS,
                "queue.deadline.seconds = " + QUEUED_SECONDS);
        Party.file(home, CONF + "server.observe-level.cfg", "endpoint = device", "paths = /42775/0/0");
        Party.file(home, CONF + "transport.udp.cfg", TRANSPORT);
        Party.file(home, CONF + "store.file.cfg", STORE);
        return new Party("server", ServerProgram.class, home, "-Xmx64m");
    }

    private Party bootstrap(Path home, int port) throws IOException {
        Party.file(home, CONF + "bootstrap.cfg", listen(port), "pack = false");
        Party.file(home, CONF + "transport.udp.cfg", TRANSPORT);
        Party.file(
                home,
                "plans/device.cfg",
                "clients = device",
                "server.1.uri = coap://127.0.0.1:" + toServer.port(),
                "server.1.instance = 0",
                "server.1.lifetime.seconds = " + LIFETIME_SECONDS,
                "server.1.binding = " + (sleepy ? "UQ" : "U"),
                "server.1.disable.seconds = " + PLANNED_DISABLE_SECONDS,
                "server.1.retry.seconds = 1",
                "server.1.retry.count = 3",
                "server.1.sequence.delay.seconds = 1",
                "server.1.sequence.count = 10");
        return new Party("Bootstrap-Server", BootstrapProgram.class, home, "-Xmx64m");
    }

    private Party device(Path home) throws IOException {
        restarts(home, "register");
        Party.file(
                home,
                CONF + "client.account-local.cfg",
                "uri = coap://127.0.0.1:" + toBootstrap.port(),
                "bootstrap = true");
        Party.file(home, CONF + "transport.udp.cfg", TRANSPORT);
        Party.file(home, CONF + "store.file.cfg", STORE);
        return new Party("device", DeviceProgram.class, home, "-Xmx64m");
    }

    private static void restarts(Path home, String how) throws IOException {
        Party.file(
                home, CONF + "client.cfg", "endpoint = device", "restart = " + how, "awake.seconds = " + AWAKE_SECONDS);
    }

    private static String listen(int port) {
        return "listen = coap://127.0.0.1:" + port;
    }

    static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
