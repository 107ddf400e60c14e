package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapServer;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** A Bootstrap-Server in the same process as a server, each on its own port, by plans in files. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BootstrapIT {

    private static final String PORT = "org.lwm2m.itest.bootstrap.port";
    private static final Path BUNDLES = Path.of("../org.lwm2m.app/target/bundles/bootstrap");
    private static final int TIMES = 200;

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Inject
    private Transport transport;

    private final List<Connection> calls = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Configuration
    public Option[] system() throws IOException {
        var options = new ArrayList<>(Arrays.asList(TheSystem.options()));
        System.setProperty(PORT, "" + freePort());
        try (var jars = Files.list(BUNDLES)) {
            jars.forEach(jar -> options.add(bundle("reference:" + jar.toUri().normalize())));
        }
        return options.toArray(Option[]::new);
    }

    @Test
    public void aClientIsBootstrappedBesideTheServerWhichTakesItsHalfOfTheKeys() throws Exception {
        configured();
        assertEquals(Status.CHANGED, ask("urn:dev:1").status());
        Until.holds("Finish came: " + asked, () -> asked.contains("Finish"));

        assertEquals(List.of("Discover", "Write", "Write", "Finish"), asked);
        var ring = Until.found("a key ring", () -> service(KeyRing.class));
        Until.holds("the server knows the key that was made: " + ring.keys(), () -> ring.keys().stream()
                .anyMatch(each -> each.endpoints().equals(List.of("urn:dev:1"))));
        assertTrue(new Gateway(context, clients).client().registration().links().size() > 0);
        assertEquals(Status.BAD_REQUEST, ask("urn:other").status());
    }

    @Test
    public void theBundleIsReplacedAndLeavesNothingBehind() throws Exception {
        configured();
        var bundle = new Gateway(context, clients).bundle("org.lwm2m.bootstrap");
        for (var i = 0; i < 20; i++) {
            bundle.stop();
            bundle.start();
        }
        listens();
        var before = Footprint.now();
        for (var i = 0; i < TIMES; i++) {
            bundle.stop();
            bundle.start();
        }
        listens();
        Until.holds("threads and files as before: " + before, () -> Footprint.fewer(before));
        assertEquals(Status.CHANGED, ask("urn:dev:2").status());
        Until.holds("Finish came: " + asked, () -> asked.contains("Finish"));
    }

    @Test
    public void theNextVersionTakesOverWhileTheServerIsAskedAndObserved() throws Exception {
        configured();
        var gateway = new Gateway(context, clients);
        var before = gateway.client().registration();
        var bundle = gateway.bundle("org.lwm2m.bootstrap");
        try (var traffic = new Traffic(gateway.client(), ContentFormat.TLV)) {
            traffic.flows(50);
            bundle.stop();
            try (var next = TheSystem.secondVersion("org.lwm2m.bootstrap")) {
                bundle.update(next);
            }
            bundle.start();
            traffic.flows(50);
            traffic.reports(1);
            traffic.ends();
            assertEquals(Map.of(), traffic.refusals());
        }
        assertEquals("2.0.0", bundle.getVersion().toString());
        listens();
        assertEquals(Status.CHANGED, ask("urn:dev:3").status());
        Until.holds("Finish came: " + asked, () -> asked.contains("Finish"));
        assertEquals(before.id(), gateway.client().registration().id());
    }

    private void configured() throws Exception {
        var home = Files.createTempDirectory(Path.of("target"), "plans").toAbsolutePath();
        Files.writeString(
                home.resolve("all.cfg"),
                "clients = urn:dev:*\nserver.101.uri = coaps://127.0.0.1:5684\nserver.101.security = psk\n"
                        + "server.101.keys = generate\n");
        TheSystem.configure("org.lwm2m.security.keys", "file = " + home.resolve("clients.keys"));
        TheSystem.configure("org.lwm2m.bootstrap.plans", "folder = " + home);
        TheSystem.configure("org.lwm2m.bootstrap", "listen = " + uri());
        listens();
        Until.holds("the plan is read", () -> service(org.lwm2m.api.bootstrap.BootstrapPlans.class)
                .filter(plans -> plans.plans().size() == 1)
                .isPresent());
        assertTrue(service(BootstrapServer.class).orElseThrow().sessions().isEmpty());
    }

    /** Something that is no plan is answered, by whoever listens there. */
    private void listens() throws Exception {
        Until.holds("it listens on " + uri(), () -> {
            try {
                return ask("urn:nobody").status() == Status.BAD_REQUEST;
            } catch (Exception notYet) {
                return false;
            }
        });
        asked.clear();
        hangUp();
    }

    @After
    public void hangUp() {
        calls.forEach(Connection::close);
        calls.clear();
    }

    private Response ask(String endpoint) throws Exception {
        var peer = new Peer(URI.create(uri()), Role.BOOTSTRAP, endpoint, Credentials.NONE, Optional.empty(), List.of());
        var connection = Until.done(transport.connect(peer, (from, request) -> answer(request)));
        calls.add(connection);
        return Until.done(connection.send(new Uplink.BootstrapRequest(Optional.of(endpoint), Optional.empty())));
    }

    private CompletionStage<Response> answer(Request request) {
        asked.add(request.getClass().getSimpleName());
        return CompletableFuture.completedFuture(
                request instanceof BootstrapDownlink.Discover
                        ? Response.content(new Content(ContentFormat.LINK, Bytes.utf8("</>;lwm2m=1.1,</0/1>")))
                        : Response.of(Status.CHANGED));
    }

    private <T> Optional<T> service(Class<T> type) {
        var tracker = new ServiceTracker<T, T>(context, type, null);
        tracker.open();
        try {
            return Optional.ofNullable(tracker.getService());
        } finally {
            tracker.close();
        }
    }

    private static String uri() {
        return "coap://127.0.0.1:" + System.getProperty(PORT);
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
