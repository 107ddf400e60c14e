package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** One TCP socket on the shared {@link SelectorLoop}. Owned by the loop once it is started. */
final class Socket implements Pipe, SelectorLoop.Ready {

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final Deque<ByteBuffer> queue = new ArrayDeque<>(2);
    private final CompletableFuture<Void> said = new CompletableFuture<>();
    private InetSocketAddress local;
    private User user;
    private boolean connected;
    private boolean paused;
    private boolean waited;
    private boolean closing;
    private boolean over;
    private long unsent;
    private long waitingSince;

    /** One that has called us. */
    Socket(SelectorLoop loop, SocketChannel accepted) throws IOException {
        this(loop, accepted, (InetSocketAddress) accepted.getRemoteAddress());
        connected = true;
    }

    private Socket(SelectorLoop loop, SocketChannel channel, InetSocketAddress peer) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.peer = peer;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    /** Begins to call a peer, from {@code local} if that place is given and free. */
    static Socket call(SelectorLoop loop, InetSocketAddress server, Optional<InetSocketAddress> local)
            throws IOException {
        if (local.isPresent()) {
            try {
                return begin(loop, server, local);
            } catch (IOException | RuntimeException e) {
                // Somebody is there, or was a moment ago, or that network is gone.
            }
        }
        return begin(loop, server, Optional.empty());
    }

    private static Socket begin(SelectorLoop loop, InetSocketAddress server, Optional<InetSocketAddress> local)
            throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (local.isPresent()) {
                channel.bind(local.get());
            }
            channel.connect(server);
            return new Socket(loop, channel, server);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void start(User told) {
        user = told;
        loop.execute(() -> {
            try {
                if (channel.isOpen()) {
                    channel.register(loop.selector(), connected ? 0 : SelectionKey.OP_CONNECT, this);
                    if (connected) {
                        opened();
                    }
                }
            } catch (IOException e) {
                fail(e);
            }
        });
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public long unsent() {
        return unsent;
    }

    @Override
    public long waitingSince() {
        return waitingSince;
    }

    @Override
    public void pause(boolean wait) {
        if (wait != paused) {
            paused = wait;
            interest();
        }
    }

    @Override
    public void ready() {
        try {
            if (!connected) {
                connected = channel.finishConnect();
                if (connected) {
                    opened();
                }
                return;
            }
            write();
            read();
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void send(byte[] octets) {
        if (over || closing) {
            return;
        }
        if (queue.isEmpty()) {
            waitingSince = loop.nanos();
        }
        queue.add(ByteBuffer.wrap(octets));
        unsent += octets.length;
        try {
            write();
        } catch (IOException e) {
            // Told from the loop, so that nobody is told in the middle of sending.
            loop.execute(() -> fail(e));
        }
    }

    @Override
    public CompletableFuture<Void> close() {
        if (!over && !closing) {
            closing = true;
            if (connected) {
                loop.after(LINGER, this::shut);
                if (queue.isEmpty()) {
                    sayEnd();
                }
            } else {
                shut();
            }
        }
        return said;
    }

    private void opened() throws IOException {
        local = (InetSocketAddress) channel.getLocalAddress();
        interest();
        user.opened(Proof.none(peer.getAddress().getHostAddress()));
    }

    private void read() throws IOException {
        if (paused || over) {
            return;
        }
        var buffer = loop.buffer().clear();
        var count = channel.read(buffer);
        if (closing && count < 0) {
            shut();
        } else if (closing) {
            return; // Nobody is there to take it.
        } else if (count < 0) {
            end(new LwM2mException(Status.UNAVAILABLE, peer + " has closed the connection"));
        } else if (count > 0) {
            user.received(buffer.flip());
        }
    }

    private void write() throws IOException {
        while (connected && !over && !queue.isEmpty()) {
            var next = queue.peek();
            var count = channel.write(next);
            unsent -= count;
            if (count > 0) {
                waitingSince = loop.nanos();
            }
            if (next.hasRemaining()) {
                break;
            }
            queue.remove();
        }
        if (closing && queue.isEmpty()) {
            sayEnd();
            return;
        }
        interest();
        var before = waited;
        waited = !queue.isEmpty();
        if (before && !waited && !over) {
            user.drained();
        }
    }

    /** The peer may still be sending: were that left unread, the system would take back what we said last. */
    private void sayEnd() {
        try {
            if (!over) {
                channel.shutdownOutput();
                said.complete(null);
                paused = false;
                interest();
            }
        } catch (IOException e) {
            shut();
        }
    }

    private void interest() {
        var key = channel.keyFor(loop.selector());
        if (key != null && key.isValid() && connected) {
            var operations = (paused ? 0 : SelectionKey.OP_READ) | (queue.isEmpty() ? 0 : SelectionKey.OP_WRITE);
            if (key.interestOps() != operations) {
                key.interestOps(operations);
            }
        }
    }

    private void fail(IOException e) {
        var what = connected ? "the connection with " + peer + " broke: " : "nobody answers at " + peer + ": ";
        end(new LwM2mException(Status.UNAVAILABLE, what + e.getMessage(), e));
    }

    private void end(LwM2mException why) {
        if (!over) {
            var told = !closing;
            shut();
            if (told) {
                user.ended(why);
            }
        }
    }

    private void shut() {
        over = true;
        queue.clear();
        unsent = 0;
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone all the same.
        }
        said.complete(null);
    }
}
