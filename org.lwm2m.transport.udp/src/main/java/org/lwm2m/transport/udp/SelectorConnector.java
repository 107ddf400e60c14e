package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.DatagramPacket;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.UdpEndpointContext;

/**
 * One UDP socket on the shared {@link SelectorLoop}, without a thread of its own. Owned by the loop's thread once it is
 * started.
 */
final class SelectorConnector implements Connector {

    private static final int BATCH = 256;
    private static final int SHARE = 32;
    private static final int UNSENT = 256;
    private static final int BUFFER = 1 << 20;

    private final SelectorLoop loop;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final Deque<RawData> unsent = new ArrayDeque<>();
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

    @Override
    public void stop() {
        try {
            channel.close();
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
        var batch = batch();
        if (batch.size() <= SHARE) {
            batch.forEach(receiver::receiveData);
        } else {
            fairly(batch);
        }
    }

    /** Under load, nobody takes more than a share of a batch while others wait: the rest of it is lost. */
    private void fairly(List<RawData> batch) {
        Map<SocketAddress, Integer> taken = new HashMap<>();
        batch.forEach(message -> taken.merge(message.getInetSocketAddress(), 1, Integer::sum));
        if (taken.size() == 1) {
            batch.forEach(receiver::receiveData);
            return;
        }
        taken.clear();
        for (var message : batch) {
            if (taken.merge(message.getInetSocketAddress(), 1, Integer::sum) <= SHARE) {
                receiver.receiveData(message);
            }
        }
    }

    private List<RawData> batch() {
        var batch = new ArrayList<RawData>();
        try {
            SocketAddress source;
            while (batch.size() < BATCH && (source = next()) != null) {
                var bytes = new byte[loop.buffer().flip().remaining()];
                loop.buffer().get(bytes);
                if (source instanceof InetSocketAddress peer && peer.getPort() != 0) {
                    batch.add(RawData.inbound(bytes, new UdpEndpointContext(peer), false, loop.nanos(), local));
                }
            }
        } catch (PortUnreachableException e) {
            unreachable.run();
        } catch (IOException e) {
            if (channel.isOpen()) {
                throw new IllegalStateException("cannot receive at " + local, e);
            }
        }
        return batch;
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
