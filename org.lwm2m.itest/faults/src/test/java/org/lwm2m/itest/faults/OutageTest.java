package org.lwm2m.itest.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A fleet that comes back all at once after a power cut is bootstrapped and registered, and again after its servers
 * were killed. {@code -Dfaults.clients=5000} is the long form.
 */
class OutageTest {

    private static final int CLIENTS = Integer.getInteger("faults.clients", 300);
    private static final boolean LONG = CLIENTS > 1000;
    private static final Duration IN_TIME = Duration.ofMinutes(LONG ? 10 : 1);
    private static final int TOO_MANY_THREADS = 60;
    private static final long LOOK_MILLIS = 20;
    private static final String CONF = "conf/org.lwm2m.";
    private static final String SMALL = "-Xmx96m";

    private final Fates fates = new Fates();
    private Relay toServer;
    private Relay toBootstrap;
    private Party server;
    private Party bootstrap;
    private Party fleet;

    private interface Condition {

        boolean holds() throws Exception;
    }

    @BeforeEach
    void start() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/faults")), "outage");
        var serverPort = Site.freePort();
        var bootstrapPort = Site.freePort();
        toServer = new Relay(serverPort, 2 * CLIENTS, fates);
        toBootstrap = new Relay(bootstrapPort, 2 * CLIENTS, fates);
        for (var name : List.of("server", "bootstrap", "fleet")) {
            // A line for each client would be many.
            Party.file(folder.resolve(name), "conf/org.ops4j.pax.logging.cfg", "log4j2.logger.lwm2m.level = WARN");
        }
        Party.file(folder.resolve("server"), CONF + "server.cfg", "listen = coap://127.0.0.1:" + serverPort);
        bootstrap(folder.resolve("bootstrap"), bootstrapPort);
        if (!LONG) {
            Party.file(
                    folder.resolve("fleet"),
                    CONF + "transport.udp.cfg",
                    "ack.timeout.millis = 300",
                    "retransmit.max = 1");
        }
        // The gateway that is configured by itself is none of the fleet.
        Party.file(folder.resolve("fleet"), CONF + "client.account-local.cfg", "uri = coap://127.0.0.1:" + serverPort);
        server = new Party("server", FleetServerProgram.class, folder.resolve("server"), SMALL);
        bootstrap = new Party("Bootstrap-Server", BootstrapProgram.class, folder.resolve("bootstrap"), SMALL);
        fleet = new Party("fleet", FleetProgram.class, folder.resolve("fleet"), "-Xmx512m");
        for (var party : List.of(server, bootstrap, fleet)) {
            party.ready();
        }
    }

    private void bootstrap(Path home, int port) throws IOException {
        Party.file(
                home,
                CONF + "bootstrap.cfg",
                "listen = coap://127.0.0.1:" + port,
                LONG ? "" : "peer.sessions.max = 50",
                LONG ? "" : "retry.after.seconds = 1",
                "pack = false");
        Party.file(
                home,
                "plans/fleet.cfg",
                "clients = fleet-*",
                "server.1.uri = coap://127.0.0.1:" + toServer.port(),
                "server.1.lifetime.seconds = " + (LONG ? 60 : 4),
                "server.1.retry.seconds = " + (LONG ? 5 : 1),
                "server.1.retry.count = " + (LONG ? 2 : 5));
    }

    @AfterEach
    void end() throws IOException {
        for (var party : List.of(server, bootstrap, fleet)) {
            party.close();
        }
        toServer.close();
        toBootstrap.close();
    }

    @Test
    void afterAPowerCutAndAfterAnOutageOfTheServersAllAreBack() throws Exception {
        fleet.now("open coap://127.0.0.1:" + toBootstrap.port() + " " + CLIENTS);
        say("bootstrapped and registered", back());
        var refused = fates.unavailable.sum();
        assertTrue(refused > 0, "who there is no room for is told so");

        server.kill();
        bootstrap.kill();
        if (LONG) {
            until("the fleet notices", () -> registered() < CLIENTS / 2);
        }
        server.startAgain();
        bootstrap.startAgain();
        server.ready();
        say("registered again", back());

        assertEquals(0, fates.withoutTime.sum(), "answers of 5.03 without Max-Age");
        for (var party : List.of(server, bootstrap, fleet)) {
            assertEquals(List.of(), Log.objections(party.log()), "log of the " + party.name);
            var size = party.now("size");
            System.out.println(party.name + ": threads, MB of heap: " + size);
            assertTrue(Size.parse(size).threads() < TOO_MANY_THREADS, size);
        }
    }

    /** How long it took until all were there, by both sides. */
    private Duration back() throws Exception {
        var start = System.nanoTime();
        until("all are registered", () -> count() == CLIENTS && registered() == CLIENTS);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private int count() throws Exception {
        return Integer.parseInt(server.now("count"));
    }

    private int registered() throws Exception {
        return Integer.parseInt(fleet.now("registered"));
    }

    private void say(String what, Duration after) {
        System.out.printf(
                "%,d clients %s after %.1f s; so far %s; %,d answers of 5.03%n",
                CLIENTS, what, after.toMillis() / 1e3, fates, fates.unavailable.sum());
    }

    private void until(String what, Condition condition) throws Exception {
        var deadline = System.nanoTime() + IN_TIME.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so in " + IN_TIME.toSeconds() + " s: " + what + "; at the server "
                        + count() + ", by themselves " + registered() + "; " + fates);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
