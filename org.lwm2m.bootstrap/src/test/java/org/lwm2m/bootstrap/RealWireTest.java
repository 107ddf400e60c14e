package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.engine.schedule.SystemTime;
import org.lwm2m.engine.schedule.Workers;
import org.lwm2m.security.oscore.Protections;
import org.lwm2m.testing.Proves;
import org.lwm2m.transport.udp.UdpTransport;
import org.lwm2m.transport.udp.UdpWire;

class RealWireTest {

    private static final String CLEAR = "coap://127.0.0.1:0";
    private static final String SECURED = "coaps://127.0.0.1:0";

    private final SystemTime time = new SystemTime("test-time");
    private final Workers workers = new Workers("test", 2, time);
    private final SenmlCborCodec codec = new SenmlCborCodec(Map.of());
    private LwM2mBootstrapServer server;
    private UdpTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = new LwM2mBootstrapServer(
                Settings.of(Map.of("listen", CLEAR + "," + SECURED), problem -> {}), time, workers);
        server.codecs().add(new LinkFormat(), Map.of());
        server.codecs().add(codec, Map.of(Codec.FORMAT, 112));
        server.trust().add(claimed -> CompletableFuture.completedFuture(Optional.of(caller(claimed))), Map.of());
        var accounts = Samples.account(0, 101);
        server.planners()
                .add(
                        session -> CompletableFuture.completedFuture(Optional.<BootstrapPlan>of(each -> each.pack()
                                        ? CompletableFuture.completedFuture(List.of(accounts))
                                        : each.discover(Path.ROOT).thenApply(links -> {
                                            assertTrue(links.size() > 0);
                                            return List.of(new Step.Delete(Path.of(0)), accounts[0], accounts[1]);
                                        }))
                                .filter(plan -> session.endpoint().startsWith("urn:dev:"))),
                        Map.of());
        // Devices by hand know no Echo.
        transport = new UdpTransport(Map.of("response.delay.millis", 50, "echo", false));
        server.start();
        server.sites().add(transport, Map.of(Transport.SCHEME, new String[] {"coap", "coaps"}));
    }

    private static Caller caller(Identity claimed) {
        if (claimed instanceof Identity.Psk psk) {
            var key = new Credentials.PreSharedKey(psk.identity(), Stage.KEY);
            return new Caller(key, List.of("urn:dev:" + psk.identity()));
        } else if (claimed instanceof Identity.Oscore) {
            return new Caller(oscore("0b", "0a"), List.of("urn:dev:oscore"));
        }
        return new Caller(Credentials.NONE, List.of());
    }

    private static Credentials.Oscore oscore(String sender, String recipient) {
        return new Credentials.Oscore(
                Stage.KEY, Bytes.EMPTY, Bytes.hex(sender), Bytes.hex(recipient), Bytes.EMPTY, 10, 5, Credentials.NONE);
    }

    @AfterEach
    void stop() {
        server.close();
        UdpWire.close(transport);
        workers.close();
        time.close();
    }

    @Test
    @Proves("BS-07")
    void coapByHandIsBootstrapped() throws Exception {
        try (var device = new HandDevice(port(CLEAR))) {
            assertEquals(204, device.ask(2, "bs", "ep=urn:dev:1", "pct=112"));
            device.untilFinish("</>;lwm2m=1.1,</0/1>");
            assertEquals(List.of("GET  40", "DELETE 0", "PUT 0/0 112", "PUT 1/0 112", "POST bs"), device.asked);
            assertArrayEquals(
                    codec.encode(Path.of(1, 0), Samples.server(0, 101)).array(), device.payloads.get(3));
        }
    }

    @Test
    @Proves({"BS-07", "BS-29", "BS-34"})
    void coapByHandIsRefusedWithTheCodesOfTheTables() throws Exception {
        try (var device = new HandDevice(port(CLEAR))) {
            assertEquals(400, device.ask(2, "bs", "ep=other"));
            assertEquals(400, device.ask(2, "bs"));
            assertEquals(415, device.ask(2, "bs", "ep=urn:dev:1", "pct=60"));
            assertEquals(400, device.ask(1, "bspack", "ep=other"));
            assertEquals(205, device.ask(1, "bspack", "ep=urn:dev:1", "acc=</0/1>,</21/0>"));
            assertEquals(404, device.ask(2, "rd", "ep=urn:dev:1", "lwm2m=1.1"));
        }
    }

    @Test
    @Proves("BS-34")
    void aClientWithAKeyIsBootstrappedOverDtlsWithoutSayingItsName() throws Exception {
        var peer = peer("coaps://127.0.0.1:" + port(SECURED), new Credentials.PreSharedKey("7", Stage.KEY));
        bootstrapped(transport, peer);
        assertEquals("urn:dev:7", server.reports().get(0).endpoint());
    }

    @Test
    @Proves("BS-34")
    void aClientWithAnOscoreContextIsBootstrappedWithoutSayingItsName() throws Exception {
        UdpWire.protect(transport, Protections.over(new States()));
        var other = new UdpTransport(Map.of());
        UdpWire.protect(other, Protections.over(new States()));
        try {
            bootstrapped(other, peer("coap://127.0.0.1:" + port(CLEAR), oscore("0a", "0b")));
            assertEquals("urn:dev:oscore", server.reports().get(0).endpoint());
        } finally {
            UdpWire.close(other);
        }
    }

    @Test
    @Proves("BS-25")
    void aClientThatDidNotAskIsBootstrappedOnARealWire() throws Exception {
        try (var device = new HandDevice(port(CLEAR))) {
            var report = server.start("urn:dev:1", URI.create("coap://127.0.0.1:" + device.port()));
            device.untilFinish("</>;lwm2m=1.1,</0/1>");
            assertTrue(report.toCompletableFuture().get(10, TimeUnit.SECONDS).success());
            assertEquals("POST bs", device.asked.get(device.asked.size() - 1));
            assertEquals(port(CLEAR), device.askedFrom(), "from where it was told to expect that");
        }
    }

    /** A wrong name is refused, none is told by the identity, and a pack comes as well. */
    private void bootstrapped(UdpTransport from, Peer peer) throws Exception {
        var asked = new CopyOnWriteArrayList<String>();
        var finished = new CountDownLatch(1);
        var connection = from.connect(peer, (connected, request) -> {
                    asked.add(request.getClass().getSimpleName());
                    if (request instanceof BootstrapDownlink.Finish) {
                        finished.countDown();
                    }
                    return CompletableFuture.completedFuture(
                            request instanceof BootstrapDownlink.Discover
                                    ? Response.content(
                                            new Content(ContentFormat.LINK, Bytes.utf8("</>;lwm2m=1.1,</0/1>")))
                                    : Response.of(Status.CHANGED));
                })
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        var wrong = connection.send(new Uplink.BootstrapRequest(Optional.of("urn:dev:8"), Optional.empty()));
        assertEquals(
                Status.BAD_REQUEST,
                wrong.toCompletableFuture().get(10, TimeUnit.SECONDS).status());

        var answer = connection.send(new Uplink.BootstrapRequest(Optional.empty(), Optional.empty()));

        assertEquals(
                Status.CHANGED,
                answer.toCompletableFuture().get(10, TimeUnit.SECONDS).status());
        assertTrue(finished.await(10, TimeUnit.SECONDS));
        assertEquals(List.of("Discover", "Delete", "Write", "Write", "Finish"), asked);

        var pack = connection
                .send(new Uplink.BootstrapPackRequest(
                        Optional.empty(), List.of(), Optional.of(ContentFormat.SENML_CBOR)))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        var entries = codec.decode(Path.ROOT, pack.content().orElseThrow().bytes(), ResourceTypes.UNKNOWN);
        assertEquals(Samples.all(Samples.security(0, 101), Samples.server(0, 101)), entries);
        connection.close();
    }

    private static Peer peer(String uri, Credentials credentials) {
        return new Peer(URI.create(uri), Role.BOOTSTRAP, "", credentials, Optional.empty(), List.of());
    }

    /** Keeps in memory what OSCORE wants kept. */
    private static final class States implements StateStore {

        private final Map<String, Bytes> kept = new ConcurrentHashMap<>();

        @Override
        public Optional<Bytes> get(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void put(String name, Bytes state) {
            kept.put(name, state);
        }

        @Override
        public void remove(String name) {
            kept.remove(name);
        }

        @Override
        public Stream<String> names(String prefix) {
            return kept.keySet().stream().filter(each -> each.startsWith(prefix));
        }
    }

    private int port(String wanted) throws Exception {
        var site = server.sites().find(URI.create(wanted)).orElseThrow();
        var listener = server.sites().listener(site).toCompletableFuture().get(5, TimeUnit.SECONDS);
        return listener.orElseThrow().local().getPort();
    }
}
