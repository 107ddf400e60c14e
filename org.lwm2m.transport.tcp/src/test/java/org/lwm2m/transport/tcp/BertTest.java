package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.tcp.Wire.await;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.testing.Proves;

/** Several blocks in one message, and none larger than the peer takes (RFC 8323, 6). */
@Timeout(60)
@Proves("TR-TCP-04")
class BertTest {

    private static final int BERT = 7;
    private static final int MOST = 4500;

    private final byte[] body = new byte[20_001];

    BertTest() {
        new Random(7).nextBytes(body);
    }

    private static Request request(Code code, String path) {
        var request = new Request(code);
        request.setToken(new Token(new byte[] {1}));
        request.getOptions().setUriPath(path);
        return request;
    }

    private static Connection known(Wire wire, HandPeer peer) throws Exception {
        peer.send(request(Code.POST, "rd/1"));
        assertEquals(ResponseCode.CHANGED, peer.nextResponse().getCode());
        return wire.server.next().from();
    }

    @Test
    void aLargeRequestGoesOutInMessagesOfSeveralBlocks() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(MOST)) {
            var toClient = known(wire, peer);
            var content = new Content(ContentFormat.OPAQUE, Bytes.wrap(body));
            var answer = toClient.send(new Downlink.Write(Path.of(5, 0, 0), content, Downlink.Write.Mode.REPLACE));
            var received = new ByteArrayOutputStream();
            var more = true;
            while (more) {
                var frame = peer.next().orElseThrow();
                var piece = (Request) Messages.read(frame);
                var block = piece.getOptions().getBlock1();
                assertTrue(frame.size() <= MOST, frame.size() + " octets");
                assertEquals(BERT, block.getSzx());
                assertEquals(received.size(), block.getNum() << 10);
                more = block.isM();
                assertTrue(!more || piece.getPayloadSize() == 4096, piece.getPayloadSize() + " octets");
                received.writeBytes(piece.getPayload());
                var reply = new org.eclipse.californium.core.coap.Response(
                        more ? ResponseCode.CONTINUE : ResponseCode.CHANGED);
                reply.setToken(piece.getToken()).getOptions().setBlock1(block.getSzx(), more, block.getNum());
                peer.send(reply);
            }
            assertArrayEquals(body, received.toByteArray());
            assertEquals(Status.CHANGED, await(answer).status());
        }
    }

    @Test
    void aLargeRequestOfSeveralBlocksAMessageIsTaken() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(MOST)) {
            for (var offset = 0; offset < body.length; offset += 5 << 10) {
                var piece = request(Code.POST, "dp");
                var length = Math.min(5 << 10, body.length - offset);
                var more = offset + length < body.length;
                piece.getOptions().setBlock1(BERT, more, offset >> 10).setContentFormat(42);
                piece.setPayload(Bytes.wrap(body, offset, length).array());
                peer.send(piece);
                var response = peer.nextResponse();
                assertEquals(more ? ResponseCode.CONTINUE : ResponseCode.CHANGED, response.getCode());
                assertEquals(
                        new BlockOption(BERT, more, offset >> 10),
                        response.getOptions().getBlock1());
            }
            assertEquals(
                    new Uplink.Send(new Content(ContentFormat.OPAQUE, Bytes.wrap(body))),
                    wire.server.next().request());
        }
    }

    @Test
    void aMessageThatIsNoNumberOfWholeBlocksIsRefused() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(MOST)) {
            var piece = request(Code.POST, "dp");
            piece.getOptions().setBlock1(BERT, true, 0).setContentFormat(42);
            piece.setPayload(new byte[1500]);
            peer.send(piece);
            assertEquals(ResponseCode.BAD_REQUEST, peer.nextResponse().getCode());
        }
    }

    @Test
    void aLargeAnswerGoesOutInMessagesOfSeveralBlocksOrSmallerOnesIfThePeerWantsThose() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(MOST)) {
            wire.server.answers(Response.content(new Content(ContentFormat.OPAQUE, Bytes.wrap(body))));
            for (var szx : new int[] {BERT, 4}) {
                var received = new ByteArrayOutputStream();
                var more = true;
                while (more) {
                    var ask = request(Code.GET, ".well-known/x");
                    var unit = BlockOption.szx2Size(szx);
                    ask.getOptions().setBlock2(szx, false, received.size() / unit);
                    peer.send(ask);
                    var frame = peer.next().orElseThrow();
                    assertTrue(frame.size() <= MOST, frame.size() + " octets");
                    var piece = (org.eclipse.californium.core.coap.Response) Messages.read(frame);
                    var block = piece.getOptions().getBlock2();
                    assertEquals(szx, block.getSzx());
                    assertEquals(received.size(), block.getNum() * unit);
                    more = block.isM();
                    assertTrue(!more || piece.getPayloadSize() == (szx == BERT ? 4096 : unit));
                    received.writeBytes(piece.getPayload());
                }
                assertArrayEquals(body, received.toByteArray());
            }
        }
    }

    @Test
    void aLargeAnswerOfSeveralBlocksAMessageIsPutTogether() throws Exception {
        try (var wire = Wire.listening(Map.of());
                var peer = wire.peer(MOST)) {
            var toClient = known(wire, peer);
            var answer = toClient.send(new Downlink.Read(Path.of(5, 0, 0), Optional.empty()));
            var offset = 0;
            while (offset < body.length) {
                var ask = peer.nextRequest();
                var wanted = ask.getOptions().getBlock2();
                assertEquals(offset, wanted == null ? 0 : wanted.getOffset());
                var length = Math.min(3 << 10, body.length - offset);
                var reply = new org.eclipse.californium.core.coap.Response(ResponseCode.CONTENT);
                reply.setToken(ask.getToken())
                        .setPayload(Bytes.wrap(body, offset, length).array())
                        .getOptions()
                        .setBlock2(BERT, offset + length < body.length, offset >> 10)
                        .setContentFormat(42);
                peer.send(reply);
                offset += length;
            }
            assertEquals(Response.content(new Content(ContentFormat.OPAQUE, Bytes.wrap(body))), await(answer));
        }
    }
}
