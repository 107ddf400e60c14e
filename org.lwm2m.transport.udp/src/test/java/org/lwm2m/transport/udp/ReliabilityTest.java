package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.HandWire.OTHER;
import static org.lwm2m.transport.udp.HandWire.PEER;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.testing.Proves;

/** Retransmission, duplicates, tokens and message ids (RFC 7252, 4 and 5), with a clock turned by hand. */
@Proves("TR-UDP-01")
class ReliabilityTest {

    private static final Downlink READ = new Downlink.Read(Path.of(3, 0, 1), Optional.empty());
    private static final Token TOKEN = new Token(new byte[] {1, 2});

    private final HandWire wire = HandWire.listening();

    @Test
    void aRequestIsSentAgainFourTimesEachTimeLater() {
        var answer = wire.to(PEER).send(READ).toCompletableFuture();
        var first = wire.next();
        assertEquals(Type.CON, first.message().getType());
        wire.loop.advance(Duration.ofMillis(1999));
        assertTrue(wire.silent());
        wire.loop.advance(Duration.ofMillis(1002));
        assertArrayEquals(first.bytes(), wire.next().bytes());
        wire.loop.advance(Duration.ofMillis(3990));
        assertTrue(wire.silent(), "the second wait is twice the first");
        wire.loop.advance(Duration.ofSeconds(41));
        for (var i = 0; i < 3; i++) {
            assertArrayEquals(first.bytes(), wire.next().bytes());
        }
        assertTrue(wire.silent());
        assertFalse(answer.isDone());
        wire.loop.advance(Duration.ofSeconds(93 - 46));
        assertStatus(Status.TIMEOUT, answer);
    }

    @Test
    void anAckStopsRepetitionAndTheAnswerMayComeByItselfAndTwice() {
        var answer = wire.to(PEER).send(READ).toCompletableFuture();
        var request = wire.next().message();
        wire.ack(request.getMID());
        wire.loop.advance(Duration.ofSeconds(50));
        assertTrue(wire.silent());
        var response = new Response(ResponseCode.CONTENT);
        for (var i = 0; i < 2; i++) {
            wire.receive(PEER, Type.CON, 77, request.getToken(), response);
            assertEmpty(Type.ACK, 77);
        }
        assertEquals(Status.CONTENT, HandWire.now(answer).status());
    }

    @Test
    void anAcknowledgedRequestThatIsNeverAnsweredFailsAtLast() {
        var answer = wire.to(PEER).send(READ).toCompletableFuture();
        wire.ack(wire.next().message().getMID());
        wire.loop.advance(Duration.ofSeconds(94));
        assertStatus(Status.TIMEOUT, answer);
    }

    @Test
    void aRequestThatIsResetFailsAtOnce() {
        var answer = wire.to(PEER).send(READ).toCompletableFuture();
        wire.empty(Type.RST, wire.next().message().getMID());
        assertStatus(Status.UNAVAILABLE, answer);
    }

    @Test
    void requestsWaitUntilThePeerHasTakenTheOneBefore() {
        wire.to(PEER).send(READ);
        var first = wire.next().message();
        wire.to(PEER).send(READ);
        assertTrue(wire.silent());
        wire.to(OTHER).send(READ);
        assertEquals(OTHER, wire.next().to());
        wire.ack(first.getMID());
        var second = wire.next().message();
        assertNotEquals(first.getMID(), second.getMID());
        assertNotEquals(first.getToken(), second.getToken());
    }

    @Test
    void aRepeatedRequestIsAnsweredAgainWithoutAskingAgain() {
        request(5);
        var answer = wire.next();
        assertEquals(Type.ACK, answer.message().getType());
        assertEquals(5, answer.message().getMID());
        assertEquals(TOKEN, answer.message().getToken());
        request(5);
        assertArrayEquals(answer.bytes(), wire.next().bytes());
        wire.handler.next();
        assertTrue(wire.handler.poll().isEmpty());
    }

    @Test
    void aRequestThatWasIgnoredIsNewWhenItIsRepeated() {
        wire.handler.answers(org.lwm2m.api.message.Response.SILENCE);
        request(5);
        wire.handler.next();
        assertTrue(wire.silent());
        wire.handler.answers(org.lwm2m.api.message.Response.of(Status.CHANGED));
        request(5);
        assertEquals(Type.ACK, wire.next().message().getType());
    }

    @Test
    void aMessageIdIsFreeAgainAfterTheLifetimeOfAnExchange() {
        request(5);
        wire.handler.next();
        wire.loop.advance(Duration.ofSeconds(248));
        request(5);
        wire.handler.next();
    }

    @Test
    void anotherPeersMessageIdsAreItsOwn() {
        request(5);
        wire.receive(OTHER, Type.CON, 5, TOKEN, read());
        wire.handler.next();
        wire.handler.next();
    }

    @Test
    void aSlowAnswerComesByItselfAfterAnAckAndIsRepeatedUntilItArrives() {
        var later = new CompletableFuture<org.lwm2m.api.message.Response>();
        wire.handler.answers(request -> later);
        request(5);
        assertTrue(wire.silent());
        wire.loop.advance(Duration.ofMillis(501));
        assertEmpty(Type.ACK, 5);
        request(5);
        assertEmpty(Type.ACK, 5);
        later.complete(org.lwm2m.api.message.Response.of(Status.CHANGED));
        var answer = wire.next();
        assertEquals(Type.CON, answer.message().getType());
        assertEquals(TOKEN, answer.message().getToken());
        wire.loop.advance(Duration.ofSeconds(4));
        assertArrayEquals(answer.bytes(), wire.next().bytes());
        wire.ack(answer.message().getMID());
        wire.loop.advance(Duration.ofSeconds(100));
        assertTrue(wire.silent());
    }

    @Test
    void aRequestThatIsNotConfirmableIsAnsweredTheSameWay() {
        wire.receive(PEER, Type.NON, 5, TOKEN, read());
        var answer = wire.next().message();
        assertEquals(Type.NON, answer.getType());
        assertEquals(TOKEN, answer.getToken());
    }

    @Test
    @Proves("SEC-22")
    void answersFromAnotherPeerDoNotCountAndItsRequestsAreItsOwn() {
        var answer = wire.to(PEER).send(READ).toCompletableFuture();
        var request = wire.next().message();
        wire.receive(OTHER, Type.ACK, request.getMID(), request.getToken(), new Response(ResponseCode.CONTENT));
        assertTrue(wire.silent());
        wire.receive(OTHER, Type.CON, 9, request.getToken(), new Response(ResponseCode.CONTENT));
        assertEmpty(Type.RST, 9);
        assertFalse(answer.isDone());
        wire.receive(OTHER, Type.CON, 10, TOKEN, read());
        assertEquals(
                "10.0.0.8",
                ((org.lwm2m.api.security.Identity.None)
                                wire.handler.next().from().identity())
                        .address());
        wire.next();
        wire.receive(PEER, Type.ACK, request.getMID(), request.getToken(), new Response(ResponseCode.CONTENT));
        assertEquals(Status.CONTENT, HandWire.now(answer).status());
    }

    @Test
    void whoWasCalledIsTheOnlyOneThatACallerHears() {
        var calling = HandWire.calling();
        calling.receive(OTHER, Type.CON, 10, TOKEN, read());
        assertTrue(calling.silent());
        assertTrue(calling.handler.poll().isEmpty());
        calling.receive(PEER, Type.CON, 10, TOKEN, read());
        calling.handler.next();
    }

    private void request(int mid) {
        wire.receive(PEER, Type.CON, mid, TOKEN, read());
    }

    private static Message read() {
        var read = new Request(Code.GET);
        read.getOptions().addUriPath("3").addUriPath("0");
        return read;
    }

    private void assertEmpty(Type type, int mid) {
        var message = wire.next().message();
        assertEquals(type, message.getType());
        assertEquals(mid, message.getMID());
        assertEquals(0, message.getRawCode());
    }

    private static void assertStatus(Status status, CompletableFuture<?> answer) {
        var failure = assertThrows(CompletionException.class, () -> HandWire.now(answer));
        assertEquals(status, ((LwM2mException) failure.getCause()).status());
    }
}
