package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.LoopTransport;

class CrowdTest {

    private static final int CLIENTS = 5_000;
    private static final Response LINKS =
            Response.content(new Content(ContentFormat.LINK, Bytes.utf8("</>;lwm2m=1.1,</0/1>")));

    private final Stage stage = new Stage(Map.of("sessions.max", 2_000, "peer.sessions.max", CLIENTS));
    private final AtomicInteger finished = new AtomicInteger();

    /** After an outage, all at once: who there is no room for comes back when it was told to. */
    @Test
    void allClientsAreBootstrappedInTheEnd() {
        stage.server()
                .planners()
                .add(
                        session -> CompletableFuture.completedFuture(
                                Optional.of(BootstrapPlan.of(Samples.account(0, 101)))),
                        Map.of("service.ranking", 1));
        var wire = new LoopTransport(stage.network);
        List<Connection> waiting = new ArrayList<>();
        for (var i = 0; i < CLIENTS; i++) {
            waiting.add(stage.done(wire.connect(peer(i), (from, request) -> answer(request))));
        }
        var most = 0;
        var rounds = 0;
        var number = 0;
        while (!waiting.isEmpty() && rounds++ < 10) {
            var refused = new ArrayList<Connection>();
            for (var each : waiting) {
                var request = new Uplink.BootstrapRequest(Optional.of("urn:dev:" + number++), Optional.empty());
                var answer = stage.done(each.send(request));
                if (answer.status() != Status.CHANGED) {
                    assertEquals(Status.UNAVAILABLE, answer.status());
                    assertEquals(Optional.of(Duration.ofSeconds(30)), answer.retryAfter());
                    refused.add(each);
                }
            }
            most = Math.max(most, stage.server().sessions().size());
            stage.advance(Duration.ofSeconds(30));
            waiting = refused;
        }
        assertEquals(2_000, most, "never more at once");
        assertEquals(3, rounds);
        assertEquals(CLIENTS, finished.get());
        assertEquals(List.of(), stage.server().sessions());
        assertTrue(stage.server().reports().size() <= 200, "what is over takes no room for ever");
    }

    private CompletionStage<Response> answer(org.lwm2m.api.message.Request request) {
        if (request instanceof BootstrapDownlink.Finish) {
            finished.incrementAndGet();
        }
        return CompletableFuture.completedFuture(
                request instanceof BootstrapDownlink.Discover ? LINKS : Response.of(Status.CHANGED));
    }

    private static Peer peer(int number) {
        return new Peer(
                URI.create(Stage.HERE),
                Role.BOOTSTRAP,
                "urn:dev:" + number,
                Credentials.NONE,
                Optional.empty(),
                List.of());
    }
}
