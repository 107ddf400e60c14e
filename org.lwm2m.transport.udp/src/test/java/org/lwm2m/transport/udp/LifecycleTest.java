package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.RecordingHandler;

/** What the transport takes of the system, and gives back. */
@Timeout(120)
class LifecycleTest {

    private static final Uplink UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());

    private final RecordingHandler handler = new RecordingHandler();

    /** {@code -Dcycles=1000} for the long form. */
    @Test
    void startingAndStoppingLeavesNothingBehind() throws Exception {
        cycle();
        var threads = threads();
        var files = files();
        for (var i = 0; i < Integer.getInteger("cycles", 200); i++) {
            cycle();
        }
        var now = threads();
        assertTrue(now <= threads, () -> "threads: " + threads + ", then " + now);
        assertTrue(files() <= files, () -> "open files: " + files + ", then " + files());
    }

    @Test
    void aThousandCallsTakeOneThread() throws Exception {
        var transport = new UdpTransport(Map.of());
        try {
            var server = listen(transport, "coap://127.0.0.1:0");
            var before = Thread.activeCount();
            var answers = new ArrayList<CompletableFuture<Response>>();
            for (var i = 0; i < 1000; i++) {
                answers.add(
                        call(transport, server, Optional.empty()).send(UPDATE).toCompletableFuture());
            }
            for (var answer : answers) {
                assertEquals(Status.CHANGED, get(answer).status());
            }
            var now = Thread.activeCount();
            assertTrue(now <= before, () -> "threads: " + before + ", then " + now);
        } finally {
            transport.close();
        }
    }

    @Test
    @Proves({"TR-UDP-04", "TR-UDP-06"})
    void ipV4AndIpV6AreSpokenAtAnyPort() throws Exception {
        for (var host : List.of("127.0.0.1", "[::1]", "localhost")) {
            var transport = new UdpTransport(Map.of());
            try {
                var server = listen(transport, "coap://" + host + ":0");
                var port = server.local().getPort();
                server.close();
                var again = listen(transport, "coap://" + host + ":" + port);
                assertEquals(port, again.local().getPort());
                var connection = call(transport, again, Optional.empty());
                assertEquals(Status.CHANGED, get(connection.send(UPDATE)).status());
                var from = handler.next().from();
                assertEquals(connection.local().orElseThrow(), from.address());
                // The socket of a call hears the address that it called and no other.
                var back = again.resume(from.address(), from.identity());
                assertEquals(Status.CHANGED, get(back.send(UPDATE)).status());
                handler.next();
            } finally {
                transport.close();
            }
        }
    }

    @Test
    void aListenerOnAllAddressesIsReachedByBothFamilies() throws Exception {
        var transport = new UdpTransport(Map.of());
        try {
            var server = listen(transport, "coap://[::]:0");
            for (var host : List.of("127.0.0.1", "[::1]")) {
                var uri = "coap://" + host + ":" + server.local().getPort();
                var connection = get(transport.connect(Peer.of(uri, "a", Credentials.NONE), handler));
                assertEquals(Status.CHANGED, get(connection.send(UPDATE)).status());
                var identity = (Identity.None) handler.next().from().identity();
                assertTrue(Map.of("127.0.0.1", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1")
                        .get(host)
                        .equals(identity.address()));
            }
        } finally {
            transport.close();
        }
    }

    @Test
    void whoHangsUpMayCallAgainFromTheSamePlace() throws Exception {
        var transport = new UdpTransport(Map.of());
        try {
            var server = listen(transport, "coap://127.0.0.1:0");
            var first = call(transport, server, Optional.empty());
            for (var i = 0; i < 100; i++) {
                var local = first.local();
                first.close();
                first = call(transport, server, local);
                assertEquals(local, first.local());
            }
        } finally {
            transport.close();
        }
    }

    @Test
    void credentialsAndSchemeHaveToFit() throws Exception {
        var transport = new UdpTransport(Map.of());
        try {
            var key = new Credentials.PreSharedKey("me", new Secret(Bytes.hex("01")));
            assertStatus(Status.NOT_IMPLEMENTED, transport.connect(Peer.of("coap://127.0.0.1", "a", key), handler));
            assertStatus(
                    Status.NOT_IMPLEMENTED,
                    transport.connect(Peer.of("coaps://127.0.0.1", "a", Credentials.NONE), handler));
        } finally {
            transport.close();
        }
    }

    @Test
    void aTakenPortAnUnknownHostAndAStoppedTransportAreUnavailable() throws Exception {
        var transport = new UdpTransport(Map.of());
        var server = listen(transport, "coap://127.0.0.1:0");
        assertStatus(
                Status.UNAVAILABLE,
                transport.listen(server.local(), Role.MANAGEMENT, LifecycleTest::everybody, handler));
        assertStatus(
                Status.UNAVAILABLE,
                transport.connect(Peer.of("coap://no.such.host.invalid", "a", Credentials.NONE), handler));
        transport.close();
        assertStatus(
                Status.UNAVAILABLE, transport.connect(Peer.of("coap://127.0.0.1", "a", Credentials.NONE), handler));
    }

    @Test
    void noFileIsWritten() throws Exception {
        cycle();
        assertFalse(Files.exists(Path.of("Californium3.properties")));
    }

    private void cycle() throws Exception {
        var transport = new UdpTransport(Map.of());
        var server = listen(transport, "coap://127.0.0.1:0");
        var connection = call(transport, server, Optional.empty());
        assertEquals(Status.CHANGED, get(connection.send(UPDATE)).status());
        transport.close();
        handler.next();
        handler.nextClosed();
    }

    /** {@code -Dcycles=1000} for the long form. */
    @Test
    void startingAndStoppingWithSessionsLeavesNothingBehind() throws Exception {
        securedCycle();
        var threads = threads();
        var files = files();
        for (var i = 0; i < Integer.getInteger("cycles", 50); i++) {
            securedCycle();
        }
        SecureBench.until(() -> threads() <= threads);
        assertTrue(files() <= files, () -> "open files: " + files + ", then " + files());
        assertFalse(Files.exists(Path.of("CaliforniumSecure3.properties")));
    }

    @Test
    void aHundredSecuredCallsTakeFewThreads() throws Exception {
        try (var bench = new SecureBench(Map.of())) {
            var before = Thread.activeCount();
            for (var i = 0; i < 100; i++) {
                var call = SecureBench.get(bench.call(SecureBench.KEY));
                assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
            }
            assertEquals(100, bench.serverTransport.sessions().size());
            assertTrue(Thread.activeCount() <= before + 8, "four for each transport, at most");
        }
    }

    private static void securedCycle() throws Exception {
        try (var bench = new SecureBench(Map.of())) {
            var call = SecureBench.get(bench.call(SecureBench.KEY));
            assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
        }
    }

    private Listener listen(UdpTransport transport, String uri) throws Exception {
        return get(transport.listen(URI.create(uri), Role.MANAGEMENT, LifecycleTest::everybody, handler));
    }

    private Connection call(UdpTransport transport, Listener server, Optional<URI> local) throws Exception {
        var peer = Peer.of(server.local().toString(), "a", Credentials.NONE);
        return get(transport.connect(local.map(peer::from).orElse(peer), handler));
    }

    private static CompletionStage<Optional<CredentialStore.Caller>> everybody(Identity claimed) {
        return CompletableFuture.completedStage(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lwm2m-udp"))
                .count();
    }

    private static long files() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            return 0; // Another system than Linux.
        }
    }

    private static void assertStatus(Status status, CompletionStage<?> stage) {
        var failure = assertThrows(ExecutionException.class, () -> get(stage));
        assertEquals(status, ((LwM2mException) failure.getCause()).status(), failure.getMessage());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
