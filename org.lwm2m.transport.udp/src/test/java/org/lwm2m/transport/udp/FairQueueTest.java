package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.HandWire.OTHER;
import static org.lwm2m.transport.udp.HandWire.PEER;

import java.net.InetSocketAddress;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.UdpEndpointContext;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue queue = new FairQueue();

    @Test
    void peersTakeTurnsAndEachKeepsItsOrder() {
        for (var i = 0; i < 3; i++) {
            queue.add(datagram(PEER, i));
        }
        queue.add(datagram(OTHER, 9));
        var order = new StringBuilder();
        for (var next = queue.poll(); next.isPresent(); next = queue.poll()) {
            order.append(next.get().getBytes()[0]);
        }
        assertEquals("0912", order.toString());
        assertTrue(queue.isEmpty());
    }

    @Test
    void aPeerThatFillsItsShareLeavesRoomForOthers() {
        var taken = 0;
        while (queue.takes(PEER, 1)) {
            queue.add(datagram(PEER, 0));
            taken++;
        }
        assertEquals(256, taken);
        assertTrue(queue.takes(OTHER, 1));
    }

    @Test
    void allTogetherAreBounded() {
        for (var i = 0; i < 8192; i++) {
            queue.add(datagram(new InetSocketAddress("10.0.0.9", 1 + i), 0));
        }
        assertFalse(queue.takes(PEER, 1));
    }

    @Test
    void largeDatagramsFillItSooner() {
        var large = new byte[60_000];
        var taken = 0;
        for (var port = 1; port < 1000; port++) {
            var peer = new InetSocketAddress("10.0.0.9", port);
            while (queue.takes(peer, large.length)) {
                queue.add(datagram(peer, large));
                taken++;
            }
            assertTrue(port > 1 || taken == 4, "no more than its share of any peer");
        }
        assertEquals(69, taken);
        while (queue.poll().isPresent()) {
            // Until it is empty, and takes as much again.
        }
        assertTrue(queue.takes(PEER, large.length));
    }

    private static RawData datagram(InetSocketAddress from, int octet) {
        return datagram(from, new byte[] {(byte) octet});
    }

    private static RawData datagram(InetSocketAddress from, byte[] octets) {
        return RawData.inbound(octets, new UdpEndpointContext(from), false, 0, PEER);
    }
}
