package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/** Where calls come in. Owned by the loop once it is open. */
final class Door implements SelectorLoop.Ready {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int BATCH = 64;
    private static final int WAITING = 512;

    private final SelectorLoop loop;
    private final ServerSocketChannel channel;
    private final InetSocketAddress local;
    private final Complaints complaints;
    private final Consumer<SocketChannel> callers;

    Door(SelectorLoop loop, InetSocketAddress at, Complaints complaints, Consumer<SocketChannel> callers)
            throws IOException {
        this.loop = loop;
        this.complaints = complaints;
        this.callers = callers;
        this.channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(at, WAITING);
            this.local = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    InetSocketAddress local() {
        return local;
    }

    void open() {
        loop.execute(() -> {
            try {
                if (channel.isOpen()) {
                    channel.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
                }
            } catch (IOException e) {
                throw new IllegalStateException("cannot listen at " + local, e);
            }
        });
    }

    @Override
    public void ready() {
        try {
            for (var i = 0; i < BATCH && channel.isOpen(); i++) {
                var caller = channel.accept();
                if (caller == null) {
                    return;
                }
                callers.accept(caller);
            }
        } catch (IOException e) {
            if (channel.isOpen()) {
                // The system has no more sockets to give, so callers wait outside.
                complaints.say(Complaints.Kind.OVERLOAD, local, e.getMessage());
                interest(0);
                loop.after(PAUSE, () -> interest(SelectionKey.OP_ACCEPT));
            }
        }
    }

    /** To be called on the loop, as a selector holds on to a closed socket, and its port, until it selects. */
    void close() {
        try {
            channel.close();
            if (loop.selector().isOpen()) {
                loop.selector().selectNow();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot close " + local, e);
        }
    }

    private void interest(int operations) {
        var key = channel.keyFor(loop.selector());
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }
}
