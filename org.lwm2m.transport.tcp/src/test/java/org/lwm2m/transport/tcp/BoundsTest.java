package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.tcp.Wire.await;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;

/** What peers may use of us, and no more. */
@Timeout(60)
class BoundsTest {

    private static Request update(int token) {
        var request = new Request(Code.POST);
        request.setToken(new Token(new byte[] {(byte) token})).getOptions().setUriPath("rd/1");
        return request;
    }

    @Test
    void aMessageLargerThanWeTakeEndsTheConnection() throws Exception {
        try (var wire = Wire.listening(Map.of("message.max.bytes", 2000));
                var peer = wire.peer(1152)) {
            peer.send(Bytes.hex("e0ffff01").array());
            peer.nextSignal(Signal.ABORT);
            peer.awaitEnd();
        }
    }

    @Test
    void whatIsNoCoapEndsTheConnection() throws Exception {
        try (var wire = Wire.listening(Map.of("connect.timeout.seconds", 1))) {
            for (var nonsense : new String[] {"474554202f20485454502f312e310d0a0d0a", "1602fc0ba5", "60450d"}) {
                try (var peer = HandPeer.call(wire.listener.local())) {
                    peer.nextSignal(Signal.CSM);
                    peer.send(Bytes.hex(nonsense).array());
                    peer.awaitEnd();
                }
            }
            try (var peer = wire.peer(1152)) {
                // An option that is cut off.
                peer.send(Bytes.hex("2001b561").array());
                peer.nextSignal(Signal.ABORT);
                peer.awaitEnd();
            }
        }
    }

    @Test
    void aCriticalOptionThatNobodyKnowsIsRefusedAndTheConnectionGoesOn() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            peer.send(Bytes.hex("2101aad02c").array());
            assertEquals(ResponseCode.BAD_OPTION, peer.nextResponse().getCode());
            peer.send(update(1));
            assertEquals(ResponseCode.CHANGED, peer.nextResponse().getCode());
        }
    }

    @Test
    void whoStopsInTheMiddleOfAMessageOrSaysNothingIsLetGo() throws Exception {
        try (var wire = Wire.listening(Map.of("stall.timeout.seconds", 1, "connect.timeout.seconds", 1));
                var slow = wire.peer(1152);
                var silent = HandPeer.call(wire.listener.local())) {
            slow.send(new byte[] {0x20, 0x02});
            slow.awaitEnd();
            silent.nextSignal(Signal.CSM);
            silent.awaitEnd();
        }
    }

    @Test
    void noMoreConnectionsAreTakenThanAreConfigured() throws Exception {
        try (var wire = Wire.listening(Map.of("connections.max", 2));
                var one = wire.peer(1152);
                var two = wire.peer(1152);
                var three = HandPeer.call(wire.listener.local())) {
            assertTrue(three.next().isEmpty());
            one.send(update(1));
            assertEquals(ResponseCode.CHANGED, one.nextResponse().getCode());
            two.send(update(2));
            assertEquals(ResponseCode.CHANGED, two.nextResponse().getCode());
        }
    }

    @Test
    void whoIsNotKnownMakesRoomForOthersAndWhoIsKnownDoesNot() throws Exception {
        try (var wire = Wire.open(Map.of("connections.max", 2, "connect.timeout.seconds", 1))) {
            var known = new AtomicBoolean(true);
            wire.listen(
                    "coap+tcp",
                    claimed -> known.get()
                            ? Wire.ANYBODY.find(claimed)
                            : CompletableFuture.completedStage(Optional.empty()));
            try (var one = wire.peer(1152);
                    var stranger = wire.peer(1152)) {
                one.send(update(1));
                assertEquals(ResponseCode.CHANGED, one.nextResponse().getCode());
                known.set(false);
                stranger.send(update(1));
                assertEquals(ResponseCode.UNAUTHORIZED, stranger.nextResponse().getCode());
                known.set(true);
                var other = Optional.<HandPeer>empty();
                while (other.isEmpty()) {
                    // Refused while the stranger still might become known.
                    var next = HandPeer.call(wire.listener.local());
                    other = next.next().map(csm -> next);
                }
                stranger.awaitEnd();
                one.send(update(2));
                assertEquals(ResponseCode.CHANGED, one.nextResponse().getCode());
                other.get().close();
            }
        }
    }

    @Test
    void aPlaceThatIsLeftIsThereForAnother() throws Exception {
        try (var wire = Wire.listening(Map.of("address.connections.max", 1))) {
            for (var i = 0; i < 3; i++) {
                var peer = wire.peer(1152);
                try (var refused = HandPeer.call(wire.listener.local())) {
                    assertTrue(refused.next().isEmpty());
                }
                peer.send(Signal.of(Signal.RELEASE, Token.EMPTY).frame());
                peer.awaitEnd();
                peer.close();
            }
        }
    }

    @Test
    void theOldestThatHasNotGreetedMakesRoomForANewOne() throws Exception {
        try (var wire = Wire.listening(Map.of("handshakes.max", 1));
                var first = HandPeer.call(wire.listener.local())) {
            first.nextSignal(Signal.CSM);
            try (var second = HandPeer.call(wire.listener.local())) {
                first.awaitEnd();
                second.greet(1152).send(update(1));
                assertEquals(ResponseCode.CHANGED, second.nextResponse().getCode());
            }
        }
    }

    @Test
    void whoAsksTooMuchAtATimeIsTold() throws Exception {
        try (var wire = Wire.listening(Map.of("peer.exchanges.max", 2));
                var peer = wire.peer(1152)) {
            var later = new CompletableFuture<Response>();
            wire.server.answers(request -> later);
            peer.send(update(1));
            peer.send(update(2));
            peer.send(update(3));
            var refused = peer.nextResponse();
            assertEquals(ResponseCode.SERVICE_UNAVAILABLE, refused.getCode());
            assertEquals(new Token(new byte[] {3}), refused.getToken());
            later.complete(Response.of(Status.CHANGED));
            assertEquals(ResponseCode.CHANGED, peer.nextResponse().getCode());
        }
    }

    @Test
    void whoDoesNotReadItsAnswersIsNotHeardAndEndsAndOthersNeverNotice() throws Exception {
        try (var wire = Wire.listening(Map.of("unsent.max.bytes", 4096, "stall.timeout.seconds", 1));
                var deaf = wire.peer(8192)) {
            wire.server.answers(request ->
                    CompletableFuture.completedStage(Response.content(org.lwm2m.api.Content.text("x".repeat(7000)))));
            var flood = CompletableFuture.runAsync(() -> {
                try {
                    var one = Messages.write(update(1)).octets();
                    var many = java.nio.ByteBuffer.allocate(one.length * 1000);
                    while (many.hasRemaining()) {
                        many.put(one);
                    }
                    for (var i = 0; i < 10_000; i++) {
                        deaf.send(many.array());
                    }
                    throw new AssertionError("it was heard all the time");
                } catch (java.io.IOException e) {
                    // It has been let go.
                }
            });
            var other = wire.connect(wire.listener.local().getPort());
            for (var i = 0; i < 20; i++) {
                await(other.send(new Uplink.Update("rd/2", Parameters.NONE, Optional.empty())));
            }
            flood.get(30, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
