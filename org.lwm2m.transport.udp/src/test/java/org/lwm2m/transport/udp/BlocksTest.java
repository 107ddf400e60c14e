package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.HandWire.PEER;

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
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.testing.MemorySink;
import org.lwm2m.testing.Proves;

/** Bodies in blocks on the wire (RFC 7959), and Echo (RFC 9175). */
@Proves("TR-UDP-02")
class BlocksTest {

    private static final Downlink READ = new Downlink.Read(Path.of(3, 0, 1), Optional.empty());
    private static final Token TOKEN = new Token(new byte[] {1});

    private HandWire wire = HandWire.listening();

    @Test
    void aRequestGoesInBlocksAsSmallAsThePeerWantsThem() {
        var answer = send(new byte[3000]);
        var first = wire.next().message();
        assertBlock(first.getOptions().getBlock1(), 0, true, 1024);
        assertEquals(3000, first.getOptions().getSize1());
        reply(first, ResponseCode.CONTINUE, message -> message.getOptions().setBlock1(4, true, 0));
        var second = wire.next().message();
        assertBlock(second.getOptions().getBlock1(), 4, true, 256);
        assertEquals(first.getToken(), second.getToken());
        Message last = second;
        for (var offset = 1024; offset + 256 < 3000; offset += 256) {
            reply(last, ResponseCode.CONTINUE, message -> message.getOptions().setBlock1(4, true, 0));
            last = wire.next().message();
        }
        assertBlock(last.getOptions().getBlock1(), 11, false, 256);
        assertEquals(3000 - 11 * 256, last.getPayloadSize());
        reply(last, ResponseCode.CHANGED, message -> {});
        assertEquals(Status.CHANGED, HandWire.now(answer).status());
    }

    @Test
    void aPeerThatCannotTakeALargeFirstBlockGetsItSmaller() {
        var answer = send(new byte[800]);
        reply(wire.next().message(), ResponseCode.REQUEST_ENTITY_TOO_LARGE, message -> message.getOptions()
                .setBlock1(3, false, 0));
        var again = wire.next().message();
        assertBlock(again.getOptions().getBlock1(), 0, true, 128);
        reply(again, ResponseCode.REQUEST_ENTITY_TOO_LARGE, message -> {});
        assertEquals(Status.TOO_LARGE, HandWire.now(answer).status());
    }

    @Test
    void aRequestThatIsRefusedHalfwayEnds() {
        var answer = send(new byte[3000]);
        reply(wire.next().message(), ResponseCode.UNSUPPORTED_CONTENT_FORMAT, message -> {});
        assertEquals(Status.UNSUPPORTED_FORMAT, HandWire.now(answer).status());
        assertTrue(wire.silent());
    }

    @Test
    void anAnswerThatChangesWhileItIsFetchedFails() {
        var sink = new MemorySink();
        var answer = wire.to(PEER).send(READ, sink).toCompletableFuture();
        reply(wire.next().message(), ResponseCode.CONTENT, message -> block2(message, 0, true, 1));
        var second = wire.next().message();
        assertBlock(second.getOptions().getBlock2(), 1, false, 64);
        reply(second, ResponseCode.CONTENT, message -> block2(message, 1, true, 2));
        var failure = assertThrows(CompletionException.class, () -> HandWire.now(answer));
        assertEquals(Status.REQUEST_INCOMPLETE, ((LwM2mException) failure.getCause()).status());
        assertTrue(sink.aborted());
    }

    @Test
    void anAnswerThatBecomesAnErrorIsTheError() {
        var sink = new MemorySink();
        var answer = wire.to(PEER).send(READ, sink).toCompletableFuture();
        reply(wire.next().message(), ResponseCode.CONTENT, message -> block2(message, 0, true, 1));
        reply(wire.next().message(), ResponseCode.NOT_FOUND, message -> {});
        assertEquals(Status.NOT_FOUND, HandWire.now(answer).status());
        assertTrue(sink.aborted());
    }

    @Test
    void theNextBlockIsAskedForWithoutObserve() {
        var token = org.lwm2m.api.message.Token.of(1);
        wire.to(PEER).send(new Downlink.Observe(Path.of(3), token, Optional.empty(), org.lwm2m.api.Attributes.NONE));
        var first = wire.next().message();
        assertEquals(0, first.getOptions().getObserve());
        reply(first, ResponseCode.CONTENT, message -> block2(message, 0, true, 1));
        var second = wire.next().message();
        assertNull(second.getOptions().getObserve());
        assertFalse(second.getToken().equals(first.getToken()));
        assertEquals("3", second.getOptions().getUriPathString());
    }

    @Test
    void anAnswerGoesInBlocksOfTheSizeThatWasAskedFor() {
        var body = new byte[300];
        for (var i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        wire.handler.answers(org.lwm2m.api.message.Response.content(new Content(ContentFormat.OPAQUE, Bytes.of(body))));
        var collected = new java.io.ByteArrayOutputStream();
        for (var i = 0; i < 5; i++) {
            get(i, 2);
            var answer = wire.next().message();
            assertBlock(answer.getOptions().getBlock2(), i, i < 4, 64);
            assertEquals(i == 0 ? 300 : null, answer.getOptions().getSize2());
            collected.writeBytes(answer.getPayload());
        }
        assertArrayEquals(body, collected.toByteArray());
        wire.handler.next();
        assertTrue(wire.handler.poll().isEmpty(), "the engine was asked once");
    }

    /** As Californium asks, and as RFC 7959 (3.3) shows it for POST. */
    @Test
    void aFollowUpOfAFetchNeedNotRepeatItsPayload() {
        var paths = Bytes.utf8("[{\"n\":\"/\"}]").array();
        wire.handler.answers(
                org.lwm2m.api.message.Response.content(new Content(ContentFormat.OPAQUE, Bytes.of(new byte[150]))));
        fetch(0, paths);
        assertBlock(wire.next().message().getOptions().getBlock2(), 0, true, 64);
        fetch(1, new byte[0]);
        assertBlock(wire.next().message().getOptions().getBlock2(), 1, true, 64);
        fetch(2, paths);
        assertBlock(wire.next().message().getOptions().getBlock2(), 2, false, 64);
        wire.handler.next();
        assertTrue(wire.handler.poll().isEmpty(), "the engine was asked once");
    }

    private void fetch(int block, byte[] payload) {
        var fetch = new Request(Code.FETCH);
        fetch.getOptions().setContentFormat(110).setBlock2(2, false, block);
        fetch.setPayload(payload);
        wire.receive(PEER, Type.CON, wire.nextMid(), TOKEN, fetch);
    }

    @Test
    void aBlockThatIsNotThereIsRefused() {
        wire.handler.answers(org.lwm2m.api.message.Response.content(Content.text("short")));
        get(7, 2);
        assertEquals(0x80, wire.next().message().getRawCode());
    }

    @Test
    void smallBlocksAreAskedForIfWePreferThem() {
        wire = HandWire.listening(HandWire.settings(10, 10, 64));
        wire.to(PEER).send(READ);
        assertBlock(wire.next().message().getOptions().getBlock2(), 0, false, 64);
    }

    @Test
    @Proves("TR-UDP-05")
    void anEchoIsGivenBackOnce() {
        var answer = wire.to(PEER).send(READ).toCompletableFuture();
        var echo = StandardOptionRegistry.ECHO.create(new byte[] {1, 2, 3});
        var first = wire.next().message();
        reply(first, ResponseCode.UNAUTHORIZED, message -> message.getOptions().addOption(echo));
        var again = wire.next().message();
        assertEquals(echo, again.getOptions().getOtherOption(StandardOptionRegistry.ECHO));
        assertEquals("3/0/1", again.getOptions().getUriPathString());
        reply(again, ResponseCode.UNAUTHORIZED, message -> message.getOptions().addOption(echo));
        assertEquals(Status.UNAUTHORIZED, HandWire.now(answer).status());
    }

    @Test
    @Proves("TR-UDP-05")
    void transfersOfOnePathAreToldApartByTheirTag() {
        send(new byte[3000]);
        var tag = wire.next().message().getOptions().getOthers(StandardOptionRegistry.REQUEST_TAG);
        assertEquals(1, tag.size());
        wire.handler.sinks(head -> Optional.of(new MemorySink()));
        for (byte i = 0; i < 2; i++) {
            put(0, i);
            assertEquals(0x5f, wire.next().message().getRawCode());
        }
        put(1, (byte) 0);
        assertEquals(0x5f, wire.next().message().getRawCode(), "not disturbed by the other");
    }

    private void put(int block, byte tag) {
        var write = new Request(Code.PUT);
        write.getOptions().addUriPath("5").addUriPath("0").setContentFormat(42);
        write.getOptions().setBlock1(0, true, block);
        write.getOptions().addOption(StandardOptionRegistry.REQUEST_TAG.create(new byte[] {tag}));
        write.setPayload(new byte[16]);
        wire.receive(PEER, Type.CON, wire.nextMid(), TOKEN, write);
    }

    private CompletableFuture<org.lwm2m.api.message.Response> send(byte[] body) {
        var content = new Content(ContentFormat.OPAQUE, Bytes.of(body));
        return wire.to(PEER)
                .send(new Downlink.Write(Path.of(5, 0, 0), content, Downlink.Write.Mode.REPLACE))
                .toCompletableFuture();
    }

    private void get(int block, int szx) {
        var read = new Request(Code.GET);
        read.getOptions().addUriPath("5").addUriPath("0").setBlock2(szx, false, block);
        wire.receive(PEER, Type.CON, wire.nextMid(), TOKEN, read);
    }

    private void reply(Message to, ResponseCode code, java.util.function.Consumer<Response> more) {
        var response = new Response(code);
        more.accept(response);
        wire.receive(PEER, Type.ACK, to.getMID(), to.getToken(), response);
    }

    private static void block2(Response message, int number, boolean more, int etag) {
        message.getOptions().setBlock2(2, more, number).addETag(new byte[] {(byte) etag});
        message.setPayload(new byte[64]);
    }

    private static void assertBlock(
            org.eclipse.californium.core.coap.BlockOption block, int number, boolean more, int size) {
        assertEquals(
                new org.eclipse.californium.core.coap.BlockOption(
                        org.eclipse.californium.core.coap.BlockOption.size2Szx(size), more, number),
                block);
    }
}
