package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.HandWire.OTHER;
import static org.lwm2m.transport.udp.HandWire.PEER;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.elements.UdpEndpointContext;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.testing.MemorySink;

/** What one peer, and what all may use at most. */
class BoundsTest {

    private static final Token TOKEN = new Token(new byte[] {1});
    private static final Downlink READ = new Downlink.Read(Path.of(3, 0, 1), Optional.empty());

    private final HandWire wire = HandWire.listening(HandWire.settings(3, 5, 1024));

    @Test
    void aPeerMayHaveSoManyRequestsOpenAndOthersAreServedMeanwhile() {
        var later = new CompletableFuture<Response>();
        wire.handler.answers(request -> later);
        for (var i = 0; i < 3; i++) {
            get(PEER);
            assertTrue(wire.silent());
        }
        get(PEER);
        var refusal = wire.next().message();
        assertEquals(0xa3, refusal.getRawCode());
        assertEquals(5, refusal.getOptions().getMaxAge());
        get(OTHER);
        assertTrue(wire.silent());
        later.complete(Response.of(Status.CHANGED));
        for (var i = 0; i < 4; i++) {
            assertEquals(0x44, wire.next().message().getRawCode());
        }
        get(PEER);
        assertEquals(0x44, wire.next().message().getRawCode());
    }

    @Test
    void allTogetherMayHaveSoManyRequestsOpen() {
        wire.handler.answers(request -> new CompletableFuture<>());
        for (var i = 0; i < 5; i++) {
            get(new InetSocketAddress("10.0.1." + i, 1000));
            assertTrue(wire.silent());
        }
        get(PEER);
        assertEquals(0xa3, wire.next().message().getRawCode());
    }

    @Test
    void soManyOfOurRequestsMayWaitForAPeer() {
        var answers = new ArrayList<CompletableFuture<Response>>();
        for (var i = 0; i < 4; i++) {
            answers.add(wire.to(PEER).send(READ).toCompletableFuture());
        }
        wire.loop.run();
        var failure = assertThrows(CompletionException.class, () -> HandWire.now(answers.get(3)));
        assertEquals(Status.UNAVAILABLE, ((LwM2mException) failure.getCause()).status());
    }

    @Test
    void whatIsRememberedOfAFloodIsBounded() {
        for (var i = 0; i < 70_000; i++) {
            get(PEER);
            wire.next();
            wire.handler.next();
        }
        for (var i = 0; i < 1000; i++) {
            get(new InetSocketAddress("10.0." + i / 250 + "." + i % 250, 1000));
            wire.next();
        }
        assertTrue(
                wire.endpoint.peers().known(new UdpEndpointContext(PEER)).isEmpty(),
                "who was silent longest is forgotten");
        assertTrue(wire.endpoint
                .peers()
                .known(new UdpEndpointContext(new InetSocketAddress("10.0.3.249", 1000)))
                .isPresent());
        assertEquals(100, wire.endpoint.peers().size());
        wire.loop.advance(Duration.ofSeconds(248));
        wire.endpoint.sweep();
        assertEquals(0, wire.endpoint.peers().size());
    }

    @Test
    void whatIsRememberedOfManyIsBoundedAndTheOldestForgottenFirst() {
        for (var i = 0; i < 400; i++) {
            get(new InetSocketAddress("10.0.1." + i % 50, 1000));
            wire.next();
            wire.handler.next();
            assertTrue(wire.shared.memory.octets() <= HandWire.REMEMBERED);
        }
        assertTrue(wire.shared.memory.octets() > HandWire.REMEMBERED / 2);
        get(PEER);
        var answer = wire.next();
        wire.handler.next();
        get(PEER, answer.message().getMID());
        assertArrayEquals(answer.bytes(), wire.next().bytes());
        assertTrue(wire.handler.poll().isEmpty(), "the last one is remembered");
        wire.endpoint.close();
        wire.loop.run();
        assertEquals(0, wire.shared.memory.octets());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        for (var i = 0; i < 4; i++) {
            put(PEER, "1", i, true, null);
            assertEquals(0x5f, wire.next().message().getRawCode());
        }
        put(PEER, "1", 4, true, null);
        var refusal = wire.next().message();
        assertEquals(0x8d, refusal.getRawCode());
        assertEquals(4096, refusal.getOptions().getSize1());
        put(PEER, "1", 0, true, 4097);
        assertEquals(0x8d, wire.next().message().getRawCode(), "said before it was sent");
    }

    @Test
    void aBodyThatGoesIntoASinkMayBeLarger() {
        var sink = new MemorySink();
        wire.handler.sinks(head -> Optional.of(sink));
        for (var i = 0; i < 100; i++) {
            put(PEER, "1", i, i < 99, 102_400);
            assertEquals(i < 99 ? 0x5f : 0x44, wire.next().message().getRawCode());
        }
        assertEquals(100, sink.pieces());
    }

    @Test
    void blocksThatAreNotTheNextAreRefusedAndTheTransferEnds() {
        put(PEER, "1", 0, true, null);
        wire.next();
        put(PEER, "1", 2, true, null);
        assertEquals(0x88, wire.next().message().getRawCode());
        put(PEER, "1", 1, true, null);
        assertEquals(0x88, wire.next().message().getRawCode());
    }

    @Test
    void aPeerMayHaveSoManyTransfersOpen() {
        put(PEER, "1", 0, true, null);
        put(PEER, "2", 0, true, null);
        put(PEER, "3", 0, true, null);
        assertEquals(0x5f, wire.next().message().getRawCode());
        assertEquals(0x5f, wire.next().message().getRawCode());
        assertEquals(0xa3, wire.next().message().getRawCode());
        wire.loop.advance(Duration.ofSeconds(65));
        put(PEER, "3", 0, true, null);
        assertEquals(0x5f, wire.next().message().getRawCode(), "in place of one that came to a halt");
    }

    @Test
    void allBodiesTogetherAreBounded() {
        for (var i = 0; i < 5; i++) {
            put(new InetSocketAddress("10.0.1." + i, 1000), "1", 0, true, null);
            assertEquals(0x5f, wire.next().message().getRawCode());
        }
        put(PEER, "1", 0, true, null);
        assertEquals(0xa3, wire.next().message().getRawCode());
        put(new InetSocketAddress("10.0.1.0", 1000), "1", 5, true, null);
        assertEquals(0x88, wire.next().message().getRawCode());
        put(PEER, "1", 0, true, null);
        assertEquals(0x5f, wire.next().message().getRawCode(), "room after another ended");
    }

    @Test
    void aTransferThatHaltsIsForgottenAndItsSinkToldSo() {
        var sink = new MemorySink();
        wire.handler.sinks(head -> Optional.of(sink));
        put(PEER, "1", 0, true, null);
        wire.loop.advance(Duration.ofSeconds(248));
        wire.endpoint.sweep();
        wire.loop.run();
        assertTrue(sink.aborted());
    }

    @Test
    void aTransferEndsWithItsEndpoint() {
        var sink = new MemorySink();
        wire.handler.sinks(head -> Optional.of(sink));
        put(PEER, "1", 0, true, null);
        wire.endpoint.close();
        wire.loop.run();
        assertTrue(sink.aborted());
    }

    private void get(InetSocketAddress from) {
        get(from, wire.nextMid() & 0xffff);
    }

    private void get(InetSocketAddress from, int mid) {
        var read = new Request(Code.GET);
        read.getOptions().addUriPath("3").addUriPath("0");
        wire.receive(from, Type.CON, mid, TOKEN, read);
    }

    private void put(InetSocketAddress from, String instance, int block, boolean more, Integer size) {
        var write = new Request(Code.PUT);
        write.getOptions().addUriPath("5").addUriPath(instance).setContentFormat(42);
        write.getOptions().setBlock1(6, more, block);
        if (size != null) {
            write.getOptions().setSize1(size);
        }
        write.setPayload(new byte[1024]);
        Message message = write;
        wire.receive(from, Type.CON, wire.nextMid() & 0xffff, TOKEN, message);
    }
}
