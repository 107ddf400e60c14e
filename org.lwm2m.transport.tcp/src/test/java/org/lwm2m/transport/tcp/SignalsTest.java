package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.tcp.Wire.await;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.testing.Proves;

/** What both sides of a connection say about it (RFC 8323, 5). */
@Timeout(60)
class SignalsTest {

    private static final Uplink UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());

    private static Request update(int token) {
        var request = new Request(Code.POST);
        request.setToken(new Token(new byte[] {(byte) token}));
        request.getOptions().addUriPath("rd").addUriPath("1");
        return request;
    }

    @Test
    @Proves("TR-TCP-02")
    void aListenerSaysFirstWhatItCanDoAndWantsToHearThatToo() throws Exception {
        try (var wire = Wire.listening(Map.of("message.max.bytes", 4000))) {
            try (var peer = HandPeer.call(wire.listener.local())) {
                var csm = peer.nextSignal(Signal.CSM);
                assertEquals(OptionalLong.of(4000), csm.number(Signal.MAX_MESSAGE_SIZE));
                assertTrue(csm.has(Signal.BLOCK_WISE_TRANSFER));
                peer.send(update(1));
                assertTrue(peer.nextSignal(Signal.ABORT).text().contains("CSM"));
                peer.awaitEnd();
            }
            try (var peer = HandPeer.call(wire.listener.local())) {
                peer.nextSignal(Signal.CSM);
                peer.send(Signal.ping(Token.EMPTY, false).frame());
                assertTrue(peer.nextSignal(Signal.ABORT).text().contains("CSM"));
                peer.awaitEnd();
            }
            assertTrue(wire.server.poll().isEmpty());
            try (var peer = wire.peer(1152)) {
                peer.send(update(1));
                assertEquals(ResponseCode.CHANGED, peer.nextResponse().getCode());
            }
        }
    }

    @Test
    @Proves("TR-TCP-02")
    void aCallerSaysFirstWhatItCanDoAndWantsToHearThatToo() throws Exception {
        try (var wire = Wire.open(Map.of("connect.timeout.seconds", 1));
                var server = HandPeer.listen()) {
            var failure = assertThrows(LwM2mException.class, () -> wire.connect(server.getLocalPort()));
            assertEquals(Status.UNAVAILABLE, failure.status());
            try (var peer = HandPeer.take(server)) {
                peer.nextSignal(Signal.CSM);
                peer.awaitEnd();
            }
            var made = wire.connect(URI.create("coap+tcp://127.0.0.1:" + server.getLocalPort()), Credentials.NONE);
            CompletionStage<Response> answer;
            try (var peer = HandPeer.take(server)) {
                var csm = peer.nextSignal(Signal.CSM);
                assertTrue(csm.number(Signal.MAX_MESSAGE_SIZE).isPresent() && csm.has(Signal.BLOCK_WISE_TRANSFER));
                peer.send(Signal.csm(1152).frame());
                answer = await(made).send(UPDATE);
                peer.nextRequest();
            }
            assertEquals(
                    Status.UNAVAILABLE,
                    assertThrows(LwM2mException.class, () -> await(answer)).status());
            wire.client.nextClosed();
        }
    }

    @Test
    @Proves("TR-TCP-02")
    void nothingLargerGoesToAPeerThanItSaysThatItTakes() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = HandPeer.call(wire.listener.local())) {
            // No Block-Wise-Transfer, and no larger message than everybody takes.
            peer.send(Signal.of(Signal.CSM, Token.EMPTY).frame());
            peer.nextSignal(Signal.CSM);
            peer.send(update(1));
            peer.nextResponse();
            var toClient = wire.server.next().from();
            var large = Content.text("x".repeat(2000));
            var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
            assertEquals(
                    Status.TOO_LARGE,
                    assertThrows(LwM2mException.class, () -> await(toClient.send(write)))
                            .status());
            // What is said later changes what was said before.
            peer.send(Signal.csm(1152).frame());
            var sent = toClient.send(write).toCompletableFuture();
            var first = sent.isDone() ? null : peer.next().orElseThrow();
            assertTrue(first.size() <= 1152, first.size() + " octets");
            var request = (Request) Messages.read(first);
            assertEquals(1024, request.getPayloadSize());
            assertEquals(6, request.getOptions().getBlock1().getSzx());
        }
    }

    @Test
    void aCriticalOptionOfASignalThatNobodyKnowsEndsTheConnection() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = HandPeer.call(wire.listener.local())) {
            peer.nextSignal(Signal.CSM);
            peer.send(new Signal(Signal.CSM, Token.EMPTY, Map.of(7, Bytes.EMPTY), "").frame());
            assertEquals(OptionalLong.of(7), peer.nextSignal(Signal.ABORT).number(Signal.BAD_CSM_OPTION));
            peer.awaitEnd();
        }
    }

    @Test
    @Proves("TR-TCP-03")
    void aPingIsAnsweredWithItsToken() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            var token = new Token(new byte[] {1, 2, 3});
            peer.send(Signal.ping(token, false).frame());
            assertEquals(token, peer.nextSignal(Signal.PONG).token());
            peer.send(Signal.ping(token, true).frame());
            assertTrue(peer.nextSignal(Signal.PONG).has(Signal.CUSTODY));
        }
    }

    @Test
    @Proves("TR-TCP-03")
    void aCallerAsksAQuietServerWhetherItLivesAndGivesUpOneThatDoesNot() throws Exception {
        try (var wire = Wire.open(Map.of("keepalive.seconds", 1, "pong.timeout.seconds", 2));
                var server = HandPeer.listen()) {
            var made = wire.connect(URI.create("coap+tcp://127.0.0.1:" + server.getLocalPort()), Credentials.NONE);
            try (var peer = HandPeer.take(server).greet(1152)) {
                var connection = await(made);
                peer.send(new Signal(Signal.PONG, peer.nextSignal(Signal.PING).token(), Map.of(), "").frame());
                assertFalse(wire.client.sawClosed());
                peer.nextSignal(Signal.PING);
                assertEquals(connection, wire.client.nextClosed());
            }
        }
    }

    @Test
    @Proves("TR-TCP-03")
    void aPeerThatReleasesTheConnectionGetsItsAnswersFirst() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            var later = new CompletableFuture<Response>();
            wire.server.answers(request -> later);
            peer.send(update(1));
            var from = wire.server.next().from();
            peer.send(Signal.of(Signal.RELEASE, Token.EMPTY).frame());
            peer.send(Signal.ping(Token.EMPTY, false).frame());
            peer.nextSignal(Signal.PONG);
            var read = new Downlink.Read(Path.of(3), Optional.empty());
            assertEquals(
                    Status.UNAVAILABLE,
                    assertThrows(LwM2mException.class, () -> await(from.send(read)))
                            .status());
            later.complete(Response.of(Status.CHANGED));
            assertEquals(ResponseCode.CHANGED, peer.nextResponse().getCode());
            peer.awaitEnd();
        }
    }

    @Test
    @Proves("TR-TCP-03")
    void aTransportThatStopsReleasesItsConnections() throws Exception {
        var wire = Wire.listening(Map.of());
        try (var peer = wire.peer(1152)) {
            wire.close();
            peer.nextSignal(Signal.RELEASE);
            peer.awaitEnd();
        }
    }

    @Test
    @Proves("TR-TCP-03")
    void aPeerThatAbortsIsGoneAndItsWordsStayOnOneLine() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            peer.send(update(1));
            peer.nextResponse();
            var from = wire.server.next().from();
            var abort = Signal.abort("I\nam\rleaving", OptionalLong.empty()).frame();
            assertEquals("I am leaving", Signal.read(abort).text());
            peer.send(abort);
            peer.awaitEnd();
            assertEquals(
                    Status.UNAVAILABLE,
                    assertThrows(
                                    LwM2mException.class,
                                    () -> await(from.send(new Downlink.Read(Path.of(3), Optional.empty()))))
                            .status());
        }
    }
}
