package org.lwm2m.itest.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Stands between clients and one server on the loopback interface, as a NAT on a bad line does. One thread does it
 * all; what it keeps is bounded, and what is beyond gets lost.
 */
final class Relay implements AutoCloseable {

    private static final int MOST_LATE = 10_000;
    private static final int LARGEST = 1 << 16;
    /** For a burst, as far as the system lets us. */
    private static final int BURST = 1 << 22;

    private final InetSocketAddress server;
    private final int mostClients;
    private final Fates fates;
    private final Selector selector = Selector.open();
    private final DatagramChannel inside;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST); // owned by the thread, as are these two
    private final PriorityQueue<Late> late = new PriorityQueue<>();
    private final Map<SocketAddress, SelectionKey> clients = new LinkedHashMap<>();
    private volatile Optional<Weather> weather = Optional.empty();
    private volatile Optional<Trap> trap = Optional.empty();
    private volatile boolean closed;

    /** What happens to what clients send, and to what the server sends. */
    private record Weather(Storm up, Storm down) {}

    /** Something that is done once so many datagrams have come. */
    private static final class Trap {
        private final Runnable action;
        private int left; // owned by the thread

        Trap(int left, Runnable action) {
            this.left = left;
            this.action = action;
        }
    }

    private record Late(long due, ByteBuffer content, SocketAddress client, boolean up) implements Comparable<Late> {

        @Override
        public int compareTo(Late other) {
            return Long.compare(due, other.due);
        }
    }

    /** @param mostClients at a time; another one takes the place of the first */
    Relay(int port, int mostClients, Fates fates) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.mostClients = mostClients;
        this.fates = fates;
        inside = channel();
        inside.setOption(StandardSocketOptions.SO_RCVBUF, BURST);
        inside.register(selector, SelectionKey.OP_READ);
        thread = new Thread(this::run, "relay to " + port);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where clients find the server. */
    int port() throws IOException {
        return ((InetSocketAddress) inside.getLocalAddress()).getPort();
    }

    void storm(long seed) {
        weather = Optional.of(new Weather(new Storm(seed), new Storm(~seed)));
    }

    /** From now on each datagram arrives at once; those that are late still come. */
    void calm() {
        weather = Optional.empty();
    }

    /** Does something when the datagram of that number comes, before it is let through. */
    void at(int datagram, Runnable action) {
        trap = Optional.of(new Trap(datagram, action));
    }

    /** That is not to happen any more. */
    void forget() {
        trap = Optional.empty();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void run() {
        try {
            while (!closed) {
                var next = late.peek();
                var pause = next == null ? 0 : Math.max(1, (next.due - System.nanoTime()) / 1_000_000);
                selector.select(this::readable, pause);
                deliver();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readable(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        try {
            var channel = (DatagramChannel) key.channel();
            buffer.clear();
            var from = channel.receive(buffer);
            if (from != null) {
                buffer.flip();
                spring();
                pass(key, channel == inside ? from : (SocketAddress) key.attachment(), channel == inside);
            }
        } catch (PortUnreachableException e) {
            fates.refused.increment();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void spring() {
        var set = trap;
        if (set.isPresent() && --set.get().left <= 0) {
            trap = Optional.empty();
            set.get().action.run();
        }
    }

    private void pass(SelectionKey key, SocketAddress client, boolean up) throws IOException {
        fates.saw(buffer);
        var now = weather;
        if (now.isEmpty()) {
            send(buffer, client, up);
            return;
        }
        var storm = up ? now.get().up : now.get().down;
        if (up && storm.moves()) {
            move(client);
            fates.moves.increment();
        }
        var arrivals = storm.arrivals();
        if (arrivals.isEmpty()) {
            fates.lost.increment();
        } else if (arrivals.size() > 1) {
            fates.doubled.increment();
        }
        for (var delay : arrivals) {
            if (delay.isZero()) {
                send(buffer.duplicate(), client, up);
            } else {
                keep(delay, client, up);
            }
        }
    }

    private void keep(Duration delay, SocketAddress client, boolean up) {
        if (late.size() < MOST_LATE) {
            var copy = ByteBuffer.allocate(buffer.remaining())
                    .put(buffer.duplicate())
                    .flip();
            late.add(new Late(System.nanoTime() + delay.toNanos(), copy, client, up));
            fates.late.increment();
        } else {
            fates.lost.increment();
        }
    }

    private void deliver() throws IOException {
        while (!late.isEmpty() && late.peek().due <= System.nanoTime()) {
            var next = late.poll();
            send(next.content, next.client, next.up);
        }
    }

    private void send(ByteBuffer content, SocketAddress client, boolean up) throws IOException {
        try {
            if (up) {
                ((DatagramChannel) outside(client).channel()).write(content);
            } else {
                inside.send(content, client);
            }
        } catch (PortUnreachableException e) {
            fates.refused.increment();
        }
    }

    /** As the server sees that client; the one that was first is forgotten where there are too many. */
    private SelectionKey outside(SocketAddress client) throws IOException {
        var known = clients.get(client);
        if (known == null) {
            if (clients.size() == mostClients) {
                move(clients.keySet().iterator().next());
            }
            var channel = channel();
            channel.connect(server);
            known = channel.register(selector, SelectionKey.OP_READ, client);
            clients.put(client, known);
        }
        return known;
    }

    /** What the server sends to its port so far is lost. */
    private void move(SocketAddress client) throws IOException {
        var known = clients.remove(client);
        if (known != null) {
            known.channel().close();
        }
    }

    private static DatagramChannel channel() throws IOException {
        var channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        return channel;
    }
}
