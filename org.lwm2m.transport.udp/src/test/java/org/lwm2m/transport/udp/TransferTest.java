package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.HandWire.PEER;

import java.net.InetSocketAddress;
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
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.testing.MemorySink;
import org.lwm2m.testing.Proves;

/** Bodies on their way through sinks that take their time, and what goes wrong on the way (RFC 7959, 2.9). */
@Proves("DM-30")
class TransferTest {

    private static final int ACK = 0;
    private static final int CONTINUE = 0x5f;
    private static final int INCOMPLETE = 0x88;
    private static final int TOO_LARGE = 0x8d;
    private static final int UNAVAILABLE = 0xa3;
    private static final Token TOKEN = new Token(new byte[] {1});
    private static final Downlink READ = new Downlink.Read(Path.of(5, 0, 0), Optional.empty());

    private final HandWire wire = HandWire.listening();
    private final MemorySink sink = new MemorySink();

    @Test
    void theNextBlockIsAskedForWhenTheOneBeforeIsTaken() {
        wire.handler.sinks(head -> Optional.of(sink));
        wire.hold();
        put(0, true);
        assertTrue(wire.silent());
        wire.letGo();
        assertEquals(CONTINUE, code());
        assertEquals(1, sink.pieces());
    }

    @Test
    void aPeerThatHasToWaitLongIsToldThatItsBlockHasCome() {
        var place = new CompletableFuture<Optional<Sink>>();
        wire.handler.sinksLater(head -> place);
        put(0, true);
        assertTrue(wire.silent());
        wire.loop.advance(Duration.ofMillis(500));
        assertEquals(ACK, code());
        place.complete(Optional.of(sink));
        var later = wire.next().message();
        assertEquals(CONTINUE, later.getRawCode());
        assertEquals(Type.CON, later.getType());
        wire.ack(later.getMID());
        put(1, false);
        assertEquals(0x44, code());
        assertTrue(sink.finished());
    }

    @Test
    void aPlaceThatIsNotFoundInTimeIsNotWaitedFor() {
        var place = new CompletableFuture<Optional<Sink>>();
        wire.handler.sinksLater(head -> place);
        put(0, true);
        wire.loop.advance(Duration.ofMillis(500));
        assertEquals(ACK, code());
        wire.loop.advance(Duration.ofSeconds(93));
        assertEquals(UNAVAILABLE, code());
        place.complete(Optional.of(sink));
        wire.loop.run();
        assertTrue(sink.aborted());
    }

    @Test
    void aBlockThatComesAgainCountsOnceAndIsAnsweredAgain() {
        wire.handler.sinks(head -> Optional.of(sink));
        put(0, true);
        assertEquals(CONTINUE, code());
        put(1, true);
        assertEquals(CONTINUE, code());
        put(1, true);
        assertEquals(CONTINUE, code());
        put(2, false);
        assertEquals(0x44, code());
        assertEquals(3, sink.pieces());
    }

    @Test
    void aBlockThatComesAgainWhileItIsTakenHasOneAnswer() {
        wire.handler.sinks(head -> Optional.of(sink));
        put(0, true);
        assertEquals(CONTINUE, code());
        wire.hold();
        put(1, true);
        put(1, true);
        wire.letGo();
        assertEquals(CONTINUE, code());
        assertTrue(wire.silent());
        assertEquals(2, sink.pieces());
    }

    @Test
    void aGapEndsTheTransfer() {
        wire.handler.sinks(head -> Optional.of(sink));
        put(0, true);
        assertEquals(CONTINUE, code());
        put(2, true);
        assertEquals(INCOMPLETE, code());
        assertTrue(sink.aborted());
        put(1, true);
        assertEquals(INCOMPLETE, code());
    }

    @Test
    void aTransferThatIsBegunAnewAbortsTheOneBefore() {
        var again = new MemorySink();
        wire.handler.sinks(head -> Optional.of(sink.aborted() || sink.pieces() > 0 ? again : sink));
        put(0, true);
        assertEquals(CONTINUE, code());
        put(0, true);
        assertEquals(CONTINUE, code());
        assertTrue(sink.aborted());
        assertEquals(1, again.pieces());
    }

    @Test
    void whatIsAnnouncedTooLargeIsRefusedAtOnceAndSaysHowMuchGoes() {
        var write = block(0, true);
        write.getOptions().setSize1(5000);
        receive(PEER, write);
        var refusal = wire.next().message();
        assertEquals(TOO_LARGE, refusal.getRawCode());
        assertEquals(4096, refusal.getOptions().getSize1());
    }

    @Test
    void theAnnouncedSizeDoesNotMatterToASink() {
        wire.handler.sinks(head -> Optional.of(sink));
        var write = block(0, true);
        write.getOptions().setSize1(64 << 20);
        receive(PEER, write);
        assertEquals(CONTINUE, code());
    }

    @Test
    void transfersOfAllPeersAreBoundedAndOneThatStandsStillMakesRoom() {
        wire.handler.sinks(head -> Optional.of(new MemorySink()));
        var sinks = new MemorySink();
        wire.handler.sinks(head -> Optional.of(sinks));
        receive(stranger(0), block(0, true));
        assertEquals(CONTINUE, code());
        wire.handler.sinks(head -> Optional.of(new MemorySink()));
        for (var i = 1; i < 5; i++) {
            receive(stranger(i), block(0, true));
            assertEquals(CONTINUE, code());
        }
        for (var i = 5; i < 1000; i++) {
            receive(stranger(5), block(0, true));
            assertEquals(UNAVAILABLE, code());
        }
        wire.loop.advance(Duration.ofSeconds(64));
        receive(stranger(5), block(0, true));
        assertEquals(CONTINUE, code());
        assertTrue(sinks.aborted());
        receive(stranger(0), block(1, true));
        assertEquals(INCOMPLETE, code());
    }

    @Test
    void aPeerThatHasLostWhatItHadGetsAllOfItOnceMore() {
        var answer = wire.to(PEER)
                .send(new Downlink.Write(
                        Path.of(5, 0, 0),
                        new Content(ContentFormat.OPAQUE, Bytes.wrap(new byte[3000])),
                        Downlink.Write.Mode.REPLACE))
                .toCompletableFuture();
        for (var attempt = 0; attempt < 2; attempt++) {
            var first = wire.next().message();
            assertEquals(0, first.getOptions().getBlock1().getNum());
            reply(first, ResponseCode.CONTINUE);
            var second = wire.next().message();
            assertEquals(1, second.getOptions().getBlock1().getNum());
            assertFalse(answer.isDone());
            reply(second, ResponseCode.REQUEST_ENTITY_INCOMPLETE);
        }
        assertEquals(Status.REQUEST_INCOMPLETE, HandWire.now(answer).status());
    }

    @Test
    void howMuchAPeerTakesIsTold() {
        var answer = wire.to(PEER)
                .send(new Downlink.Write(
                        Path.of(5, 0, 0),
                        new Content(ContentFormat.OPAQUE, Bytes.wrap(new byte[3000])),
                        Downlink.Write.Mode.REPLACE))
                .toCompletableFuture();
        var first = wire.next().message();
        var refusal = new Response(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
        refusal.getOptions().setSize1(2000);
        wire.receive(PEER, Type.ACK, first.getMID(), first.getToken(), refusal);
        assertEquals("4.13 too large: at most 2000 bytes", HandWire.now(answer).reason());
        assertTrue(wire.silent());
    }

    @Test
    void whoCancelsSendsNoMore() {
        var answer = wire.to(PEER).send(READ, sink).toCompletableFuture();
        var request = wire.next().message();
        reply(request, ResponseCode.CONTENT, 0);
        wire.next();
        answer.cancel(false);
        wire.loop.run();
        assertTrue(sink.aborted());
        wire.loop.advance(Duration.ofMinutes(5));
        assertTrue(wire.silent());
    }

    @Test
    void theNextBlockOfAnAnswerIsFetchedWhenTheOneBeforeIsTaken() {
        var answer = wire.to(PEER).send(READ, sink).toCompletableFuture();
        var request = wire.next().message();
        wire.hold();
        reply(request, ResponseCode.CONTENT, 0);
        assertTrue(wire.silent());
        reply(request, ResponseCode.CONTENT, 0);
        wire.letGo();
        var next = wire.next().message();
        assertEquals(1, next.getOptions().getBlock2().getNum());
        assertTrue(wire.silent());
        assertEquals(1, sink.pieces());
        wire.endpoint.close();
        wire.loop.run();
        assertTrue(sink.aborted());
        var failure = assertThrows(CompletionException.class, () -> HandWire.now(answer));
        assertEquals(Status.UNAVAILABLE, ((LwM2mException) failure.getCause()).status());
    }

    @Test
    void aSinkThatHangsDoesNotKeepTheAskerWaiting() {
        var answer = wire.to(PEER).send(READ, sink).toCompletableFuture();
        var request = wire.next().message();
        wire.hold();
        reply(request, ResponseCode.CONTENT, 0);
        wire.loop.advance(Duration.ofSeconds(93));
        var failure = assertThrows(CompletionException.class, () -> HandWire.now(answer));
        assertEquals(Status.TIMEOUT, ((LwM2mException) failure.getCause()).status());
        wire.letGo();
        assertTrue(sink.aborted());
    }

    private static InetSocketAddress stranger(int number) {
        return new InetSocketAddress("10.0.1." + number, 5000);
    }

    private int code() {
        return wire.next().message().getRawCode();
    }

    private void put(int number, boolean more) {
        receive(PEER, block(number, more));
    }

    private void receive(InetSocketAddress from, Message block) {
        wire.receive(from, Type.CON, wire.nextMid() & 0xffff, TOKEN, block);
    }

    private static Request block(int number, boolean more) {
        var write = new Request(Code.PUT);
        write.getOptions().setUriPath("/5/0/0").setContentFormat(42).setBlock1(0, more, number);
        write.setPayload(new byte[16]);
        return write;
    }

    private void reply(Message to, ResponseCode code) {
        wire.receive(PEER, Type.ACK, to.getMID(), to.getToken(), new Response(code));
    }

    private void reply(Message to, ResponseCode code, int block) {
        var response = new Response(code);
        response.getOptions().setBlock2(2, true, block).addETag(new byte[] {1});
        response.setPayload(new byte[64]);
        wire.receive(PEER, Type.ACK, to.getMID(), to.getToken(), response);
    }
}
