package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;

/**
 * One UDP socket on the shared {@link SelectorLoop}, without a thread of its own. Owned by the loop's thread once it is
 * started.
 */
final class SelectorConnector implements Connector {

    private static final int BATCH = 4096;
    private static final int SLICE = 16;
    private static final int UNSENT = 256;
    private static final int BUFFER = 1 << 20;

    private final SelectorLoop loop;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final FairQueue waiting = new FairQueue();
    private final Deque<RawData> unsent = new ArrayDeque<>();
    private boolean again;
    private volatile RawDataChannel receiver;
    private volatile Runnable unreachable = () -> {};

    /** Opens a socket; one that speaks to {@code only} one peer hears no other. */
    SelectorConnector(SelectorLoop loop, InetSocketAddress local, Optional<InetSocketAddress> only) throws IOException {
        this.loop = loop;
        var family =
                local.getAddress() instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        channel = DatagramChannel.open(family);
        try {
            channel.configureBlocking(false);
            if (only.isEmpty()) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            }
            channel.bind(local);
            if (only.isPresent()) {
                channel.connect(only.get());
            }
            this.local = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Called when the system says that nobody is there; only sockets that speak to one peer learn it. */
    void whenUnreachable(Runnable task) {
        unreachable = task;
    }

    /** The socket itself, for who wants to know of it; not to send, receive or close. */
    DatagramSocket socket() {
        return channel.socket();
    }

    @Override
    public void start() {
        loop.execute(() -> {
            try {
                if (channel.isOpen()) {
                    channel.register(loop.selector(), SelectionKey.OP_READ, this);
                }
            } catch (IOException e) {
                throw new IllegalStateException("cannot listen at " + local, e);
            }
        });
    }

    /** To be called on the loop, as a selector holds on to a closed socket, and its port, until it selects. */
    @Override
    public void stop() {
        try {
            channel.close();
            if (loop.selector().isOpen()) {
                loop.selector().selectNow();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot close " + local, e);
        }
    }

    @Override
    public void destroy() {
        stop();
    }

    @Override
    public void send(RawData message) {
        if (!unsent.isEmpty() || !sent(message)) {
            if (unsent.size() < UNSENT) {
                unsent.add(message);
                interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } // Else it is lost, as on any crowded wire; retransmission repeats it.
        }
    }

    /** Takes what has come and sends what had to wait. */
    void ready() {
        while (!unsent.isEmpty() && sent(unsent.peek())) {
            unsent.remove();
        }
        if (unsent.isEmpty()) {
            interest(SelectionKey.OP_READ);
        }
        work();
    }

    /**
     * Empties the socket, whose buffer is small and the same for all, and works off a few of what waits. So a flood is
     * lost here, where it can be told from the rest, and not there, where it takes the rest along.
     */
    private void work() {
        receive();
        try {
            for (var i = 0; i < SLICE; i++) {
                waiting.poll().ifPresent(receiver::receiveData);
            }
        } finally {
            if (!waiting.isEmpty() && !again) {
                again = true;
                loop.execute(this::workAgain);
            }
        }
    }

    private void workAgain() {
        again = false;
        work();
    }

    private void receive() {
        try {
            for (var i = 0; i < BATCH; i++) {
                var source = next();
                if (source == null) {
                    return;
                }
                if (source instanceof InetSocketAddress peer
                        && peer.getPort() != 0
                        && waiting.takes(peer, loop.buffer().flip().remaining())) {
                    var bytes = new byte[loop.buffer().remaining()];
                    loop.buffer().get(bytes);
                    waiting.add(RawData.inbound(bytes, new AddressEndpointContext(peer), false, loop.nanos(), local));
                }
            }
        } catch (PortUnreachableException e) {
            unreachable.run();
        } catch (IOException e) {
            if (channel.isOpen()) {
                throw new IllegalStateException("cannot receive at " + local, e);
            }
        }
    }

    private SocketAddress next() throws IOException {
        return channel.isOpen() ? channel.receive(loop.buffer().clear()) : null;
    }

    private boolean sent(RawData message) {
        try {
            var done = !channel.isOpen()
                    || channel.send(ByteBuffer.wrap(message.getBytes()), message.getInetSocketAddress()) > 0;
            if (done) {
                message.onSent();
            }
            return done;
        } catch (PortUnreachableException e) {
            unreachable.run();
        } catch (IOException e) {
            message.onError(e);
            unreachable.run();
        }
        return true;
    }

    private void interest(int operations) {
        var key = channel.keyFor(loop.selector());
        if (key != null && key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    @Override
    public void setRawDataReceiver(RawDataChannel receiver) {
        this.receiver = receiver;
    }

    @Override
    public void setEndpointContextMatcher(EndpointContextMatcher matcher) {
        // An address is all that there is to match.
    }

    @Override
    public InetSocketAddress getAddress() {
        return local;
    }

    @Override
    public String getProtocol() {
        return "UDP";
    }

    @Override
    public boolean isRunning() {
        return channel.isOpen();
    }

    @Override
    public void processDatagram(DatagramPacket datagram) {
        throw new UnsupportedOperationException("datagrams come from the socket only");
    }
}
