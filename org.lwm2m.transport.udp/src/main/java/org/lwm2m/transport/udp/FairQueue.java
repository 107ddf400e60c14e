package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.eclipse.californium.elements.RawData;

/** Datagrams that wait for the loop, so many and so large of each peer, in turns: who sends most waits longest. */
final class FairQueue {

    private static final int SHARE = 256;
    private static final int ALL = 8192;
    private static final int SHARE_OCTETS = 1 << 18;
    private static final int ALL_OCTETS = 1 << 22;

    /** Those of one peer. */
    private static final class Line extends ArrayDeque<RawData> {

        private static final long serialVersionUID = 1L;

        private int octets;

        Line() {
            super(4);
        }
    }

    private final Map<InetSocketAddress, Line> waiting = new HashMap<>();
    private final Queue<InetSocketAddress> turns = new ArrayDeque<>();
    private int size;
    private int octets;

    /** Whether so many octets of this peer would be taken; otherwise they are lost, as on any crowded wire. */
    boolean takes(InetSocketAddress peer, int more) {
        var line = waiting.get(peer);
        return size < ALL
                && octets + more <= ALL_OCTETS
                && (line == null || line.size() < SHARE && line.octets + more <= SHARE_OCTETS);
    }

    void add(RawData datagram) {
        var peer = datagram.getInetSocketAddress();
        var line = waiting.get(peer);
        if (line == null) {
            line = new Line();
            waiting.put(peer, line);
            turns.add(peer);
        }
        line.add(datagram);
        line.octets += datagram.getSize();
        octets += datagram.getSize();
        size++;
    }

    /** The next one, of the peer whose turn it is. */
    Optional<RawData> poll() {
        var peer = turns.poll();
        if (peer == null) {
            return Optional.empty();
        }
        var line = waiting.get(peer);
        var next = line.remove();
        line.octets -= next.getSize();
        octets -= next.getSize();
        size--;
        if (line.isEmpty()) {
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
