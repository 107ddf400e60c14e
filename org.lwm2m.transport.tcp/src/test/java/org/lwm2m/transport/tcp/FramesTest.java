package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.tcp.Wire.await;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.testing.Proves;

/** Frames of every length (RFC 8323, 3.2), however the stream is cut. */
class FramesTest {

    private static Frame frame(int body, int token) {
        var message = new byte[1 + body];
        message[0] = 0x45;
        return new Frame(new Token(new byte[token]), Bytes.wrap(message));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 13, 14, 268, 269, 270, 65_804, 65_805, 65_806, 100_000})
    void aFrameOfAnyLengthIsReadAsItWasWritten(int body) throws Exception {
        for (var token : new int[] {0, 1, 8}) {
            var frame = frame(body, token);
            var octets = frame.octets();
            assertEquals(frame.size(), octets.length);
            var reader = new FrameReader(1 << 20);
            reader.add(ByteBuffer.wrap(octets));
            assertEquals(Optional.of(frame), reader.next());
            assertFalse(reader.partial());
        }
    }

    @Test
    void theOctetsAreThoseOfTheSpecification() {
        // RFC 8323, 3.2, figure 6: 2.05 with a token of 0x7f and no options.
        assertEquals(
                "01457f",
                Bytes.wrap(new Frame(new Token(new byte[] {0x7f}), Bytes.hex("45")).octets())
                        .hex());
        assertEquals("d000", Bytes.wrap(frame(13, 0).octets()).slice(0, 2).hex());
        assertEquals("d8ff", Bytes.wrap(frame(268, 8).octets()).slice(0, 2).hex());
        assertEquals("e00000", Bytes.wrap(frame(269, 0).octets()).slice(0, 3).hex());
        assertEquals("e0ffff", Bytes.wrap(frame(65_804, 0).octets()).slice(0, 3).hex());
        assertEquals(
                "f000000000", Bytes.wrap(frame(65_805, 0).octets()).slice(0, 5).hex());
        assertEquals(
                "f000000001", Bytes.wrap(frame(65_806, 0).octets()).slice(0, 5).hex());
    }

    @Test
    void framesThatComeOctetByOctetOrAllAtOnceAreTheSame() throws Exception {
        var stream = ByteBuffer.allocate(2000);
        for (var body : new int[] {0, 5, 300, 13, 1000}) {
            stream.put(frame(body, 3).octets());
        }
        var octets = new byte[stream.flip().remaining()];
        stream.get(octets);
        var slow = new FrameReader(2000);
        var seen = 0;
        for (var octet : octets) {
            slow.add(ByteBuffer.wrap(new byte[] {octet}));
            seen += slow.next().isPresent() ? 1 : 0;
        }
        assertEquals(5, seen);
        var fast = new FrameReader(2000);
        fast.add(ByteBuffer.wrap(octets));
        for (var body : new int[] {0, 5, 300, 13, 1000}) {
            assertEquals(Optional.of(frame(body, 3)), fast.next());
        }
        assertEquals(Optional.empty(), fast.next());
    }

    @Test
    void aFrameThatIsTooLargeIsRefusedAtItsHead() {
        var reader = new FrameReader(2000);
        reader.add(ByteBuffer.wrap(new byte[] {(byte) 0xf0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff}));
        assertThrows(FrameReader.Broken.class, reader::next);
    }

    @Test
    void aTokenOfMoreThanEightOctetsIsRefused() {
        var reader = new FrameReader(2000);
        reader.add(ByteBuffer.wrap(new byte[] {0x09}));
        assertThrows(FrameReader.Broken.class, reader::next);
    }

    @Test
    @Proves("TR-TCP-01")
    void bodiesInFramesOfEveryLengthFormGoBothWays() throws Exception {
        try (var wire = Wire.listening(Map.of("message.max.bytes", 1 << 18))) {
            var toServer = wire.connect(wire.listener.local().getPort());
            await(toServer.send(new Uplink.Update("rd/1", Parameters.NONE, Optional.empty())));
            var toClient = wire.server.next().from();
            for (var size : new int[] {0, 2, 100, 5000, 70_000}) {
                var content = new Content(ContentFormat.OPAQUE, Bytes.wrap(new byte[size]));
                wire.client.answers(Response.content(content));
                wire.server.answers(Response.content(content));
                var write = new Downlink.Write(Path.of(5, 0, 0), content, Downlink.Write.Mode.REPLACE);
                assertEquals(Response.content(content), await(toClient.send(write)));
                assertEquals(write, wire.client.next().request());
                var send = new Uplink.Send(content);
                assertEquals(Status.CONTENT, await(toServer.send(send)).status());
                assertEquals(send, wire.server.next().request());
            }
            assertTrue(wire.transport.sessions().isEmpty());
        }
    }
}
