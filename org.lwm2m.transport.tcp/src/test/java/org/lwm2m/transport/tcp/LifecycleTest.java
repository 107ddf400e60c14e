package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.tcp.Wire.await;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.MemorySink;

/** What a transport opens it closes, however often it comes and goes. */
@Timeout(60)
class LifecycleTest {

    private static final Uplink UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
    private static final Credentials PSK =
            new Credentials.PreSharedKey("a", new Secret(org.lwm2m.api.Bytes.hex("000102030405060708090a0b0c0d0e0f")));

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.isAlive() && each.getName().equals("lwm2m-tcp"))
                .count();
    }

    @Test
    void nothingIsLeftOfTransportsThatCameAndWent() throws Exception {
        var before = threads();
        var place = Optional.<URI>empty();
        for (var i = 0; i < 100; i++) {
            try (var wire = Wire.open(Map.of())) {
                var listener = await(wire.transport.listen(
                        place.orElse(URI.create("coaps+tcp://127.0.0.1:0")),
                        Role.MANAGEMENT,
                        Wire.store(Map.of(new Identity.Psk("a"), PSK), List.of()),
                        wire.server));
                place = Optional.of(listener.local());
                var connection = await(wire.connect(listener.local(), PSK));
                assertEquals(Status.CHANGED, await(connection.send(UPDATE)).status());
            }
        }
        var now = threads();
        assertTrue(now <= before, () -> "threads: " + before + ", then " + now);
    }

    @Test
    void whoIsClosedTakesAndMakesNoCalls() throws Exception {
        var wire = Wire.listening(Map.of());
        var place = wire.listener.local();
        wire.close();
        var failure = assertThrows(LwM2mException.class, () -> await(wire.connect(place, Credentials.NONE)));
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertThrows(LwM2mException.class, () -> wire.listen("coap+tcp", Wire.ANYBODY));
    }

    @Test
    void aPlaceThatIsTakenOrAPeerThatIsNotThereIsSaidSo() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var other = Wire.open(Map.of())) {
            var taken = assertThrows(
                    LwM2mException.class,
                    () -> await(other.transport.listen(
                            wire.listener.local(), Role.MANAGEMENT, Wire.ANYBODY, other.server)));
            assertEquals(Status.UNAVAILABLE, taken.status());
            assertTrue(taken.getMessage().contains("cannot listen"), taken.getMessage());
        }
        int free;
        try (var nobody = HandPeer.listen()) {
            free = nobody.getLocalPort();
        }
        try (var wire = Wire.open(Map.of())) {
            var failure = assertThrows(LwM2mException.class, () -> wire.connect(free));
            assertEquals(Status.UNAVAILABLE, failure.status());
        }
    }

    @Test
    void whoIsNoLongerWaitedForEndsAndSoDoesItsSink() throws Exception {
        try (var wire = Wire.listening(Map.of("answer.timeout.seconds", 60))) {
            wire.server.answers(request -> new CompletableFuture<>());
            var connection = wire.connect(wire.listener.local().getPort());
            var sink = new MemorySink();
            var answer = connection.send(UPDATE, sink).toCompletableFuture();
            wire.server.next();
            answer.cancel(false);
            await(sink.end());
            assertTrue(sink.aborted());
        }
    }

    @Test
    void keysAreForTheSchemeThatProtects() throws Exception {
        try (var wire = Wire.open(Map.of())) {
            for (var uri : List.of("coap+tcp://127.0.0.1:1", "coaps+tcp://127.0.0.1:1")) {
                var keys = uri.startsWith("coaps") ? Credentials.NONE : PSK;
                var failure = assertThrows(LwM2mException.class, () -> await(wire.connect(URI.create(uri), keys)));
                assertEquals(Status.NOT_IMPLEMENTED, failure.status());
            }
        }
    }
}
