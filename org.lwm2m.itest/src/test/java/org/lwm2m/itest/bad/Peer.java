package org.lwm2m.itest.bad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.lwm2m.api.Bytes;

/** One address that speaks CoAP by hand: well, badly, or out of turn. */
final class Peer implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(5);

    private final DatagramSocket socket;
    private InetSocketAddress other;
    private int mid = 0x1000;

    /** Speaks from this IP address to that port of 127.0.0.1. */
    Peer(String from, int to) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName(from));
        other = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), to);
    }

    int port() {
        return socket.getLocalPort();
    }

    InetSocketAddress other() {
        return other;
    }

    /** From now on, it speaks to whoever spoke to it last. */
    void answerTo(InetSocketAddress newOther) {
        other = newOther;
    }

    Message fresh(Message request) {
        return fresh(request, Message.CON);
    }

    /** With a message id and a token that were not used yet. */
    Message fresh(Message request, int type) {
        mid = mid + 1 & 0xffff;
        return request.as(type, mid, Bytes.hex("%08x".formatted(mid)));
    }

    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(Message message) {
        send(message.encode());
    }

    /** The next message that comes, unless none does. */
    Optional<Message> next(Duration patience) {
        var packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
        try {
            socket.setSoTimeout((int) patience.toMillis());
            socket.receive(packet);
            answerTo((InetSocketAddress) packet.getSocketAddress());
            return Optional.of(Message.decode(java.util.Arrays.copyOf(packet.getData(), packet.getLength())));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Message next() {
        return next(SOON).orElseThrow(() -> new AssertionError("nothing came from " + other));
    }

    /** Sends a request, and gives its answer, be it in the ACK or later; an RST counts. Others are passed over. */
    Message ask(Message request) {
        var asked = fresh(request);
        send(asked);
        return answer(asked);
    }

    Message answer(Message asked) {
        for (; ; ) {
            var next = next(SOON).orElseThrow(() -> new AssertionError(other + " did not answer " + asked));
            var matches = next.token().equals(asked.token()) && !next.isRequest();
            if (matches && next.type() == Message.CON) {
                send(Message.bare(Message.ACK, Message.EMPTY, next.mid(), Bytes.EMPTY));
            }
            if (matches && next.code() != Message.EMPTY || next.type() == Message.RST && next.mid() == asked.mid()) {
                return next;
            }
        }
    }

    /** What comes until a ping is answered, which is nothing if what was sent before was passed over. */
    Optional<Message> beforePong() {
        var ping =
                fresh(Message.bare(Message.CON, Message.EMPTY, 0, Bytes.EMPTY)).as(Message.CON, mid, Bytes.EMPTY);
        send(ping);
        var next = next();
        if (next.type() == Message.RST && next.mid() == ping.mid()) {
            return Optional.empty();
        }
        next();
        return Optional.of(next);
    }

    @Override
    public void close() {
        socket.close();
    }
}
