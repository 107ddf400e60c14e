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
        while (queue.takes(PEER)) {
            queue.add(datagram(PEER, 0));
            taken++;
        }
        assertEquals(256, taken);
        assertTrue(queue.takes(OTHER));
    }

    @Test
    void allTogetherAreBounded() {
        for (var i = 0; i < 8192; i++) {
            queue.add(datagram(new InetSocketAddress("10.0.0.9", 1 + i), 0));
        }
        assertFalse(queue.takes(PEER));
    }

    private static RawData datagram(InetSocketAddress from, int octet) {
        return RawData.inbound(new byte[] {(byte) octet}, new UdpEndpointContext(from), false, 0, PEER);
    }
}
