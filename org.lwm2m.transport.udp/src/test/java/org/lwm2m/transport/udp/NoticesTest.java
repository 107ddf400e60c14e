package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.HandWire.PEER;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.testing.Proves;

/** Notifications on the wire (RFC 7641), with a clock turned by hand. */
@Proves("IR-08")
class NoticesTest {

    private static final org.lwm2m.api.message.Token OBSERVATION = org.lwm2m.api.message.Token.of(0x1122334455667788L);
    private static final Token TOKEN = new Token(OBSERVATION.bytes());

    private final HandWire wire = HandWire.listening();

    @BeforeEach
    void observe() {
        wire.handler.observes(
                OBSERVATION, new Downlink.Observe(Path.of(3, 0, 9), OBSERVATION, Optional.empty(), Attributes.NONE));
    }

    @Test
    void anOldNotificationIsAcknowledgedAndNotDelivered() {
        arrives(Type.CON, 5, "a", Type.ACK);
        arrives(Type.CON, 4, "b", Type.ACK);
        arrives(Type.CON, 6, "c", Type.ACK);
        assertDelivered("a");
        assertDelivered("c");
        assertTrue(wire.handler.poll().isEmpty());
    }

    /** Clients of Leshan send what is due after pmax with the number of the notification before. */
    @Test
    void aPeerThatDoesNotCountIsHeardAllTheSame() {
        arrives(Type.CON, 0, "a", Type.ACK);
        arrives(Type.CON, 0, "b", Type.ACK);
        assertDelivered("a");
        assertDelivered("b");
    }

    @Test
    void numbersStartAgainFromZero() {
        arrives(Type.CON, 0xffffff, "a", Type.ACK);
        arrives(Type.CON, 0, "b", Type.ACK);
        arrives(Type.CON, 0xfffffe, "c", Type.ACK);
        assertDelivered("a");
        assertDelivered("b");
        assertTrue(wire.handler.poll().isEmpty());
    }

    @Test
    void afterAWhileAnyNumberIsNew() {
        arrives(Type.CON, 5, "a", Type.ACK);
        wire.loop.advance(Duration.ofSeconds(129));
        arrives(Type.CON, 4, "b", Type.ACK);
        assertDelivered("a");
        assertDelivered("b");
    }

    @Test
    @Proves("IR-07")
    void whatNobodyObservesIsResetConfirmableOrNot() {
        wire.handler.forgets(OBSERVATION);
        arrives(Type.CON, 5, "a", Type.RST);
        arrives(Type.NON, 6, "b", Type.RST);
        assertTrue(wire.handler.poll().isEmpty());
    }

    @Test
    void whatTheEngineRefusesIsReset() {
        wire.handler.answers(org.lwm2m.api.message.Response.of(Status.NOT_FOUND));
        arrives(Type.NON, 5, "a", Type.RST);
    }

    @Test
    void aNotificationWithoutNumberThatIsNoErrorIsNone() {
        var response = new Response(ResponseCode.CONTENT);
        wire.receive(PEER, Type.CON, 9, TOKEN, response);
        assertEquals(Type.RST, wire.next().message().getType());
    }

    @Test
    void anEngineThatTakesItsTimeHasTheNotificationAcknowledged() {
        wire.handler.answers(request -> new CompletableFuture<>());
        var notice = notice(5, "a");
        wire.receive(PEER, Type.CON, 9, TOKEN, notice);
        assertTrue(wire.silent());
        wire.loop.advance(Duration.ofMillis(501));
        assertEquals(Type.ACK, wire.next().message().getType());
    }

    @Test
    void aRepeatedNotificationIsAnsweredAgainAndDeliveredOnce() {
        for (var i = 0; i < 2; i++) {
            wire.receive(PEER, Type.CON, 9, TOKEN, notice(5, "a"));
            assertEquals(Type.ACK, wire.next().message().getType());
        }
        assertDelivered("a");
        assertTrue(wire.handler.poll().isEmpty());
    }

    @Test
    void oursAreNumberedUpwardsAndErrorsAreNot() {
        var calling = HandWire.calling();
        var last = -1;
        for (var i = 0; i < 3; i++) {
            calling.to(PEER).send(new Uplink.Notify(OBSERVATION, content("x")));
            var sent = calling.next().message();
            assertEquals(TOKEN, sent.getToken());
            assertTrue(sent.getOptions().getObserve() > last);
            last = sent.getOptions().getObserve();
            calling.ack(sent.getMID());
        }
        calling.to(PEER).send(new Uplink.Notify(OBSERVATION, org.lwm2m.api.message.Response.of(Status.NOT_FOUND)));
        assertNull(calling.next().message().getOptions().getObserve());
    }

    @Test
    void aResetTellsTheClientThatNobodyObserves() {
        var calling = HandWire.calling();
        var answer = calling.to(PEER)
                .send(new Uplink.Notify(OBSERVATION, content("x")))
                .toCompletableFuture();
        calling.empty(Type.RST, calling.next().message().getMID());
        assertEquals(Status.NOT_FOUND, HandWire.now(answer).status());
    }

    @Test
    @Proves("TR-UDP-03")
    void whatIsToldIsNotConfirmableAndNotRepeatedAndAllElseIsConfirmable() {
        var calling = HandWire.calling();
        calling.to(PEER).send(new Uplink.Deregister("rd/1"));
        var confirmable = calling.next().message();
        assertEquals(Type.CON, confirmable.getType());
        calling.ack(confirmable.getMID());
        calling.to(PEER).tell(new Uplink.Notify(OBSERVATION, content("x")));
        assertEquals(Type.NON, calling.next().message().getType());
        calling.to(PEER).tell(new Uplink.Send(Content.text("x")));
        assertEquals(Type.NON, calling.next().message().getType());
        calling.to(PEER).tell(new Downlink.Execute(Path.of(1, 0, 8), ""));
        assertEquals(Type.NON, calling.next().message().getType());
        calling.loop.advance(Duration.ofSeconds(100));
        assertTrue(calling.silent());
    }

    @Test
    @Proves("IR-07")
    void aResetOfWhatWasOnlyToldCancelsTheObservationOnceAndNotTooLate() {
        var calling = HandWire.calling();
        var mids = new int[3];
        for (var i = 0; i < mids.length; i++) {
            calling.to(PEER).tell(new Uplink.Notify(OBSERVATION, content("" + i)));
            mids[i] = calling.next().message().getMID();
        }
        calling.empty(Type.RST, mids[1]);
        calling.empty(Type.RST, mids[1]);
        assertEquals(
                new Downlink.Cancel(Path.ROOT, OBSERVATION),
                calling.handler.next().request());
        calling.empty(Type.RST, mids[2] + 1 & 0xffff);
        assertTrue(calling.handler.poll().isEmpty());
        calling.loop.advance(Duration.ofSeconds(146));
        calling.empty(Type.RST, mids[2]);
        assertTrue(calling.handler.poll().isEmpty());
    }

    private void arrives(Type type, int number, String value, Type reply) {
        var mid = wire.nextMid();
        wire.receive(PEER, type, mid, TOKEN, notice(number, value));
        if (type == Type.CON || reply == Type.RST) {
            var sent = wire.next().message();
            assertEquals(reply, sent.getType());
            assertEquals(mid, sent.getMID());
        } else {
            assertTrue(wire.silent());
        }
    }

    private void assertDelivered(String value) {
        assertEquals(
                new Uplink.Notify(OBSERVATION, content(value)),
                wire.handler.next().request());
    }

    private static Response notice(int number, String value) {
        var notice = new Response(ResponseCode.CONTENT);
        notice.getOptions().setObserve(number).setContentFormat(0);
        notice.setPayload(value);
        return notice;
    }

    private static org.lwm2m.api.message.Response content(String value) {
        return org.lwm2m.api.message.Response.content(Content.text(value));
    }
}
