package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.eclipse.californium.elements.RawData;

/** Datagrams that wait for the loop, so many of each peer, in turns: who sends most waits longest. */
final class FairQueue {

    private static final int SHARE = 256;
    private static final int ALL = 8192;

    private final Map<InetSocketAddress, Queue<RawData>> waiting = new HashMap<>();
    private final Queue<InetSocketAddress> turns = new ArrayDeque<>();
    private int size;

    /** Whether another datagram of this peer would be taken; otherwise it is lost, as on any crowded wire. */
    boolean takes(InetSocketAddress peer) {
        var queue = waiting.get(peer);
        return size < ALL && (queue == null || queue.size() < SHARE);
    }

    void add(RawData datagram) {
        var peer = datagram.getInetSocketAddress();
        var queue = waiting.get(peer);
        if (queue == null) {
            queue = new ArrayDeque<>(4);
            waiting.put(peer, queue);
            turns.add(peer);
        }
        queue.add(datagram);
        size++;
    }

    /** The next one, of the peer whose turn it is. */
    Optional<RawData> poll() {
        var peer = turns.poll();
        if (peer == null) {
            return Optional.empty();
        }
        var queue = waiting.get(peer);
        var next = queue.remove();
        size--;
        if (queue.isEmpty()) {
            waiting.remove(peer);
        } else {
            turns.add(peer);
        }
        return Optional.of(next);
    }

    boolean isEmpty() {
        return size == 0;
    }
}
