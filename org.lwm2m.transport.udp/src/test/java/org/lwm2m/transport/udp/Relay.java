package org.lwm2m.transport.udp;

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
import java.util.function.UnaryOperator;

/** A NAT between one client and one server: forgets its mapping when it is told to, and remembers what went through. */
final class Relay implements AutoCloseable {

    private static final int MOST = 1 << 16;
    private static final int ALERT = 21;

    private final DatagramSocket inside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;
    private final List<byte[]> up = new CopyOnWriteArrayList<>();
    private final List<DatagramSocket> sockets = new ArrayList<>(List.of(inside));
    private volatile DatagramSocket outside;
    private volatile SocketAddress client;
    private volatile boolean deaf;
    private volatile UnaryOperator<byte[]> change = UnaryOperator.identity();

    private volatile UnaryOperator<byte[]> changeAnswers = UnaryOperator.identity();

    Relay(InetSocketAddress server) throws IOException {
        this.server = server;
        moveOn();
        run(inside, this::fromClient);
    }

    int port() {
        return inside.getLocalPort();
    }

    /** Where the server sees the client now. */
    int outsidePort() {
        return outside.getLocalPort();
    }

    /** What the client sent. */
    List<byte[]> up() {
        return up;
    }

    /** Changes what the client sends from now on; empty is lost. */
    void change(UnaryOperator<byte[]> how) {
        change = how;
    }

    /** Changes what the server sends from now on. */
    void changeAnswers(UnaryOperator<byte[]> how) {
        changeAnswers = how;
    }

    /** Alerts of the server are lost from now on. */
    void loseAlerts() {
        deaf = true;
    }

    /** The mapping is lost: the server sees the client at another port, and what it sends to the old one is lost. */
    synchronized void moveOn() throws IOException {
        var before = outside;
        outside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        sockets.add(outside);
        run(outside, this::fromServer);
        if (before != null) {
            before.close();
        }
    }

    /** Sends something to the server once more, from where the client is now. */
    void replay(byte[] datagram) throws IOException {
        outside.send(new DatagramPacket(datagram, datagram.length, server));
    }

    private void fromClient(DatagramPacket packet) throws IOException {
        client = packet.getSocketAddress();
        var bytes = change.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
        up.add(bytes);
        if (bytes.length > 0) {
            outside.send(new DatagramPacket(bytes, bytes.length, server));
        }
    }

    private void fromServer(DatagramPacket packet) throws IOException {
        if (!deaf || packet.getData()[0] != ALERT) {
            var bytes = changeAnswers.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
            inside.send(new DatagramPacket(bytes, bytes.length, client));
        }
    }

    private interface Step {
        void take(DatagramPacket packet) throws IOException;
    }

    private static void run(DatagramSocket socket, Step step) {
        var thread = new Thread(() -> {
            var packet = new DatagramPacket(new byte[MOST], MOST);
            while (!socket.isClosed()) {
                try {
                    packet.setLength(MOST);
                    socket.receive(packet);
                    step.take(packet);
                } catch (IOException e) {
                    // Closed, or the mapping has just changed: that datagram is lost.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        sockets.forEach(DatagramSocket::close);
    }
}
