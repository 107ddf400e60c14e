package org.lwm2m.transport.tcp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.transport.tcp.tls.Agreement;
import org.lwm2m.transport.tcp.tls.Tunnel;

/** A socket with TLS on it. Owned by the loop; what its {@link Tunnel} tells it is told there. */
final class TlsPipe implements Pipe, Pipe.User, Tunnel.Ends {

    /** Octets of the peer's that may wait to be opened. */
    private static final int MOST = 1 << 17;

    private final Socket socket;
    private final Loop loop;
    private final Clock clock;
    private final Tunnel tunnel;
    private User user;
    private boolean paused;
    private boolean over;
    private long unsealed;
    private long unopened;

    /** @param tunnels makes the tunnel that ends here */
    TlsPipe(Socket socket, Loop loop, Clock clock, Function<Tunnel.Ends, Tunnel> tunnels) {
        this.socket = socket;
        this.loop = loop;
        this.clock = clock;
        this.tunnel = tunnels.apply(this);
    }

    @Override
    public void start(User told) {
        user = told;
        socket.start(this);
    }

    @Override
    public InetSocketAddress local() {
        return socket.local();
    }

    @Override
    public InetSocketAddress peer() {
        return socket.peer();
    }

    @Override
    public void send(byte[] octets) {
        unsealed += octets.length;
        tunnel.send(
                octets,
                () -> loop.execute(() -> {
                    unsealed -= octets.length;
                    drained();
                }));
    }

    @Override
    public long unsent() {
        return unsealed + socket.unsent();
    }

    @Override
    public long waitingSince() {
        return socket.unsent() > 0 ? socket.waitingSince() : loop.nanos();
    }

    @Override
    public void pause(boolean wait) {
        paused = wait;
        socket.pause(paused || unopened > MOST);
    }

    @Override
    public CompletableFuture<Void> close() {
        if (over) {
            return socket.close();
        }
        over = true;
        var closed = new CompletableFuture<Void>();
        tunnel.close(() -> loop.execute(() -> socket.close().whenComplete((done, failure) -> closed.complete(null))));
        return closed;
    }

    @Override
    public void opened(Proof unproved) {
        tunnel.begin();
    }

    @Override
    public void received(ByteBuffer octets) {
        var copy = new byte[octets.remaining()];
        octets.get(copy);
        unopened += copy.length;
        tunnel.received(
                copy,
                () -> loop.execute(() -> {
                    unopened -= copy.length;
                    socket.pause(paused || unopened > MOST);
                }));
        socket.pause(paused || unopened > MOST);
    }

    @Override
    public void drained() {
        if (!over && unsent() == 0) {
            user.drained();
        }
    }

    /** What came before may say more of it: an alert. */
    @Override
    public void ended(LwM2mException why) {
        tunnel.last(() -> loop.execute(() -> end(why)));
    }

    @Override
    public void outgoing(byte[] octets) {
        loop.execute(() -> socket.send(octets));
    }

    @Override
    public void incoming(byte[] octets) {
        loop.execute(() -> {
            if (!over) {
                user.received(ByteBuffer.wrap(octets));
            }
        });
    }

    @Override
    public void established(Agreement agreed) {
        var now = clock.instant();
        loop.execute(() -> {
            if (!over) {
                user.opened(new Proof(agreed.identity(), agreed.proven(), agreed.protection(), agreed.trusted(), now));
            }
        });
    }

    @Override
    public void finished(LwM2mException why) {
        loop.execute(() -> end(why));
    }

    private void end(LwM2mException why) {
        if (!over) {
            over = true;
            socket.close();
            user.ended(why);
        }
    }
}
