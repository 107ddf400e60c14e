package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.tcp.Wire.await;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.testing.Proves;

/** Observations over TCP (RFC 8323, 7): in the order of the stream, without resets. */
@Timeout(60)
@Proves("TR-TCP-06")
class NoticesTest {

    private static final Token TOKEN = Token.of(0x1122334455667788L);
    private static final Downlink.Observe OBSERVE =
            new Downlink.Observe(Path.of(3, 0, 9), TOKEN, Optional.empty(), Attributes.NONE);

    private static Response notice(int number, String text) {
        var notice = new Response(ResponseCode.CONTENT);
        notice.setToken(token())
                .setPayload(text)
                .getOptions()
                .setObserve(number)
                .setContentFormat(0);
        return notice;
    }

    private static org.eclipse.californium.core.coap.Token token() {
        return new org.eclipse.californium.core.coap.Token(TOKEN.bytes());
    }

    private static Request cancel(String path) {
        var cancel = new Request(Code.GET);
        cancel.setToken(token()).getOptions().setObserve(1).setUriPath(path);
        return cancel;
    }

    @Test
    void numbersOfNotificationsCountForNothing() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            wire.server.observes(TOKEN, OBSERVE);
            for (var number : new int[] {9, 5, 0, 5}) {
                peer.send(notice(number, "at " + number));
                assertEquals(
                        new Uplink.Notify(TOKEN, org.lwm2m.api.message.Response.content(Content.text("at " + number))),
                        wire.server.next().request());
            }
        }
    }

    @Test
    void aServerCancelsWithAnObserveOfOneAndTheToken() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            wire.server.observes(TOKEN, OBSERVE);
            peer.send(notice(1, "x"));
            var toClient = wire.server.next().from();
            var cancelled = toClient.send(new Downlink.Cancel(Path.of(3, 0, 9), TOKEN));
            var request = peer.nextRequest();
            assertEquals(1, request.getOptions().getObserve());
            assertEquals(token(), request.getToken());
            assertEquals("3/0/9", request.getOptions().getUriPathString());
            // A notification may cross it.
            peer.send(notice(2, "y"));
            wire.server.next();
            assertFalse(cancelled.toCompletableFuture().isDone());
            var answer = new Response(ResponseCode.CONTENT);
            answer.setToken(token());
            peer.send(answer);
            assertEquals(Status.CONTENT, await(cancelled).status());
        }
    }

    @Test
    void aServerSaysThatItDoesNotWantANotificationBeforeItAnswersAPing() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            peer.send(notice(1, "x"));
            peer.send(Signal.ping(token(), true).frame());
            var request = peer.nextRequest();
            assertEquals(1, request.getOptions().getObserve());
            assertEquals(token(), request.getToken());
            assertEquals(0, request.getOptions().getURIPathCount());
            // Once, until it is answered.
            peer.send(notice(2, "y"));
            var answer = new Response(ResponseCode.CONTENT);
            answer.setToken(token());
            peer.send(answer);
            assertTrue(peer.nextSignal(Signal.PONG).has(Signal.CUSTODY));
        }
    }

    @Test
    void aNotificationIsAcknowledgedWhenItWasDealtWith() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(1152)) {
            wire.server.observes(TOKEN, OBSERVE);
            var later = new CompletableFuture<org.lwm2m.api.message.Response>();
            wire.server.answers(request -> later);
            peer.send(notice(1, "x"));
            peer.send(Signal.ping(token(), true).frame());
            wire.server.next();
            // Who only asks whether we live does not wait.
            peer.send(Signal.ping(org.eclipse.californium.core.coap.Token.EMPTY, false)
                    .frame());
            assertEquals(0, peer.nextSignal(Signal.PONG).token().length());
            later.complete(org.lwm2m.api.message.Response.of(Status.CHANGED));
            assertEquals(token(), peer.nextSignal(Signal.PONG).token());
        }
    }

    @Test
    void aClientHearsThatItsNotificationIsNotWantedAndThatAnObservationIsCancelled() throws Exception {
        try (var wire = Wire.open(Map.of());
                var server = HandPeer.listen()) {
            var made = wire.connect(URI.create("coap+tcp://127.0.0.1:" + server.getLocalPort()), Credentials.NONE);
            try (var peer = HandPeer.take(server).greet(1152)) {
                var connection = await(made);
                var notify = new Uplink.Notify(TOKEN, org.lwm2m.api.message.Response.content(Content.text("95")));
                var told = connection.send(notify);
                assertTrue(peer.nextResponse().isNotification());
                var ping = peer.nextSignal(Signal.PING);
                peer.send(cancel(""));
                assertEquals(ResponseCode.CONTENT, peer.nextResponse().getCode());
                peer.send(ping.pong().frame());
                assertEquals(Status.NOT_FOUND, await(told).status());
                assertTrue(wire.client.poll().isEmpty());
                peer.send(cancel("3/0/9"));
                peer.nextResponse();
                assertEquals(
                        new Downlink.Cancel(Path.of(3, 0, 9), TOKEN),
                        wire.client.next().request());
            }
        }
    }
}
