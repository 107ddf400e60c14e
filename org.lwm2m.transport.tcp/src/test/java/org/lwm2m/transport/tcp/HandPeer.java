package org.lwm2m.transport.tcp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/** A peer whose octets are written by hand. */
final class HandPeer implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final FrameReader reader = new FrameReader(1 << 20);

    private HandPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Calls a listener of ours, and says nothing yet. */
    static HandPeer call(URI server) throws IOException {
        return new HandPeer(new Socket(server.getHost(), server.getPort()));
    }

    /** Takes a call of ours. */
    static HandPeer take(ServerSocket server) throws IOException {
        return new HandPeer(server.accept());
    }

    static HandPeer on(Socket socket) throws IOException {
        return new HandPeer(socket);
    }

    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    /** Both say that they take messages of so many octets, in blocks. */
    HandPeer greet(int size) throws Exception {
        send(Signal.csm(size).frame());
        nextSignal(Signal.CSM);
        return this;
    }

    void send(Frame frame) throws IOException {
        send(frame.octets());
    }

    void send(Message message) throws IOException {
        send(Messages.write(message));
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** The next frame; empty at the end of the connection. */
    Optional<Frame> next() throws Exception {
        var frame = reader.next();
        while (frame.isEmpty()) {
            var octets = new byte[4096];
            var count = read(octets);
            if (count < 0) {
                return Optional.empty();
            }
            reader.add(ByteBuffer.wrap(octets, 0, count));
            frame = reader.next();
        }
        return frame;
    }

    private int read(byte[] into) throws IOException {
        try {
            return in.read(into);
        } catch (EOFException | SocketException e) {
            return -1;
        }
    }

    Signal nextSignal(int code) throws Exception {
        var frame = next().orElseThrow(() -> new AssertionError("the connection has ended"));
        if (frame.code() != code) {
            throw new AssertionError("not " + Integer.toHexString(code) + " but " + Integer.toHexString(frame.code()));
        }
        return Signal.read(frame);
    }

    Request nextRequest() throws Exception {
        return (Request) Messages.read(next().orElseThrow());
    }

    Response nextResponse() throws Exception {
        return (Response) Messages.read(next().orElseThrow());
    }

    /** Passes over what still comes, until the connection ends. */
    void awaitEnd() throws Exception {
        while (next().isPresent()) {
            // Not of interest.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
