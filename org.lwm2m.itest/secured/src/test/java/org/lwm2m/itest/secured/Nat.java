package org.lwm2m.itest.secured;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between one client and one server, forgets its mapping when it is told to, and keeps what the client sent. */
final class Nat implements AutoCloseable {

    static final int HANDSHAKE = 22;
    static final int WITH_CONNECTION_ID = 25;
    static final int CLIENT_HELLO = 1;
    static final int CLIENT_KEY_EXCHANGE = 16;

    private static final int LARGEST = 1 << 16;

    private final DatagramSocket inside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<DatagramSocket> sockets = new ArrayList<>(List.of(inside)); // guarded by this
    private final List<byte[]> up = new CopyOnWriteArrayList<>();
    private final InetSocketAddress server;
    private volatile DatagramSocket outside;
    private volatile SocketAddress client;

    Nat(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        moveOn();
        listen(inside);
    }

    int port() {
        return inside.getLocalPort();
    }

    /** Where the server sees the client now. */
    int outsidePort() {
        return outside.getLocalPort();
    }

    /** The mapping is lost: from now on the server sees the client at another port, and can't reach the old one. */
    synchronized void moveOn() throws IOException {
        var before = outside;
        outside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        sockets.add(outside);
        listen(outside);
        if (before != null) {
            before.close();
        }
    }

    void forgetWhatWasSent() {
        up.clear();
    }

    /** The first octet of each datagram of the client: the type of its first record. */
    List<Integer> types() {
        return up.stream().map(each -> (int) each[0]).toList();
    }

    /** The handshake messages of the client that go in the clear, by their types. */
    List<Integer> handshakes() {
        return up.stream()
                .filter(each -> each[0] == HANDSHAKE)
                .map(each -> (int) each[13])
                .toList();
    }

    private void listen(DatagramSocket socket) {
        var thread = new Thread(() -> {
            var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            while (!socket.isClosed()) {
                try {
                    packet.setLength(LARGEST);
                    socket.receive(packet);
                    pass(socket, packet);
                } catch (IOException e) {
                    // Closed, or the mapping has just changed: that datagram is lost.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void pass(DatagramSocket socket, DatagramPacket packet) throws IOException {
        if (socket == inside) {
            client = packet.getSocketAddress();
            up.add(Arrays.copyOf(packet.getData(), packet.getLength()));
            outside.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
        } else {
            inside.send(new DatagramPacket(packet.getData(), packet.getLength(), client));
        }
    }

    @Override
    public synchronized void close() {
        sockets.forEach(DatagramSocket::close);
    }
}
