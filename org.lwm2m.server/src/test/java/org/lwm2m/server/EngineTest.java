package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.testing.LoopTransport;

/** The component on real threads. */
class EngineTest {

    private static final String URI_TEXT = "loop://127.0.0.1:5683";

    @Test
    void eventsOfAClientKeepTheirOrderWhateverThreadsTheyHappenOn() throws Exception {
        var heard = new ConcurrentHashMap<String, List<String>>();
        var engine = new ServerEngine(Map.of("listen", URI_TEXT));
        var transport = provide(engine);
        engine.addClientListener(new Recorder(heard), Map.of());
        engine.start();
        var clients = 8;
        var rounds = 200;
        var done = new CountDownLatch(clients * 2);
        var threads = Executors.newFixedThreadPool(clients * 2);
        for (var number = 0; number < clients * 2; number++) {
            var endpoint = "thing-" + number / 2;
            threads.execute(() -> {
                comeAndGo(transport, endpoint, rounds);
                done.countDown();
            });
        }
        assertTrue(done.await(60, TimeUnit.SECONDS));
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        engine.stop();
        assertEquals(clients, heard.size());
        heard.forEach((endpoint, events) -> assertAlternating(endpoint, events));
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(ServerEngine.PID)) {
                thread.join(10_000);
                assertTrue(!thread.isAlive(), thread.getName());
            }
        }
    }

    /** Two threads at once for each endpoint, so that replacing and ending race. */
    private static void comeAndGo(LoopTransport transport, String endpoint, int rounds) {
        var connection = transport
                .connect(
                        Peer.of(URI_TEXT, endpoint, Credentials.NONE),
                        (from, request) ->
                                CompletableFuture.completedFuture(org.lwm2m.api.message.Response.of(Status.CHANGED)))
                .toCompletableFuture()
                .join();
        for (var round = 0; round < rounds; round++) {
            var answer = connection
                    .send(new Uplink.Register(
                            Optional.of(endpoint), "1.1", Thing.lasting(60), Optional.of(Thing.links("</3/0>"))))
                    .toCompletableFuture()
                    .join();
            connection
                    .send(new Uplink.Deregister(answer.location().orElseThrow()))
                    .toCompletableFuture()
                    .join();
        }
    }

    private static void assertAlternating(String endpoint, List<String> events) {
        var registered = false;
        for (var event : events) {
            assertEquals(event.equals("again") || event.equals("gone"), registered, endpoint + ": " + event);
            registered = !event.equals("gone");
        }
        assertTrue(!registered, endpoint);
    }

    private static LoopTransport provide(ServerEngine engine) {
        var transport = new LoopTransport();
        engine.addLinkCodec(new LinkFormat(), Map.of());
        CredentialStore anybody = claimed ->
                CompletableFuture.completedFuture(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));
        engine.addCredentials(anybody, Map.of());
        engine.addTransport(transport, Map.of(Transport.SCHEME, "loop"));
        assertTrue(!transport.network().inUse(URI.create(URI_TEXT)));
        return transport;
    }

    private record Recorder(Map<String, List<String>> heard) implements ClientListener {

        @Override
        public void registered(Client client, Optional<Registration> previous) {
            add(client.toString(), previous.isPresent() ? "again" : "new");
        }

        @Override
        public void gone(Registration last, Reason reason) {
            add(last.endpoint(), "gone");
        }

        private void add(String endpoint, String event) {
            heard.computeIfAbsent(endpoint, name -> new ArrayList<>()).add(event);
        }
    }
}
