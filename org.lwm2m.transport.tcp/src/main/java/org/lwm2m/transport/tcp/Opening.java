package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.transport.tcp.tls.Tls;

/** Opens sockets, in the clear and with TLS, and puts CoAP on them. */
final class Opening {

    /** A call of ours that is being made. */
    record Call(Endpoint endpoint, Called called) {}

    private final SelectorLoop loop;
    private final Shared shared;
    private final Tls tls;
    private final Clock clock;

    Opening(SelectorLoop loop, Shared shared, Tls tls, Clock clock) {
        this.loop = loop;
        this.shared = shared;
        this.tls = tls;
        this.clock = clock;
    }

    TcpListener listen(URI local, InetSocketAddress at, Role role, CredentialStore callers, Handler handler) {
        Function<Socket, Pipe> pipes = Addresses.SECURED.equals(local.getScheme())
                ? socket -> new TlsPipe(socket, loop, clock, ends -> tls.answering(callers, ends))
                : socket -> socket;
        var endpoint = new Endpoint(
                shared,
                local.getScheme(),
                new RequestReader(role, true),
                handler,
                Optional.of(callers),
                self -> new Callers(self, callers));
        try {
            var door = new Door(loop, at, shared.complaints, caller -> accept(endpoint, pipes, caller));
            endpoint.at(door.local());
            return new TcpListener(endpoint, door);
        } catch (IOException e) {
            throw new LwM2mException(Status.UNAVAILABLE, "cannot listen at " + at + ": " + e.getMessage(), e);
        }
    }

    /** @param lost told when it was open and is no more */
    Call call(Peer peer, InetSocketAddress server, Handler handler, Consumer<LwM2mException> lost) {
        var called = new Called(lost);
        var endpoint = new Endpoint(
                shared,
                peer.uri().getScheme(),
                new RequestReader(peer.role(), false),
                handler,
                Optional.empty(),
                self -> called);
        if (peer.credentials() instanceof Credentials.Oscore keys) {
            endpoint.shield().use(keys);
        }
        try {
            var socket = Socket.call(loop, server, place(peer));
            var link = new Link(endpoint, pipe(peer, socket));
            called.add(link);
            loop.execute(link::start);
            return new Call(endpoint, called);
        } catch (IOException e) {
            throw new LwM2mException(Status.UNAVAILABLE, "no way to " + server + ": " + e.getMessage(), e);
        }
    }

    private Pipe pipe(Peer peer, Socket socket) {
        return Addresses.SECURED.equals(peer.uri().getScheme())
                ? new TlsPipe(socket, loop, clock, ends -> tls.calling(below(peer), ends))
                : socket;
    }

    private static Peer below(Peer peer) {
        return new Peer(
                peer.uri(), peer.role(), peer.endpoint(), below(peer.credentials()), peer.local(), peer.settings());
    }

    /** @throws LwM2mException with 5.01 if the scheme is not for such keys */
    static void check(URI uri, Credentials credentials) {
        var secured = Addresses.SECURED.equals(uri.getScheme());
        if (secured == below(credentials).equals(Credentials.NONE)) {
            throw new LwM2mException(
                    Status.NOT_IMPLEMENTED,
                    uri + (secured ? " needs credentials" : " carries no credentials; use coaps+tcp"));
        }
    }

    /** Whom we call, where that is known from keys for messages. */
    static Optional<Identity> known(Peer peer) {
        return peer.credentials() instanceof Credentials.Oscore keys
                ? Optional.of(new Identity.Oscore(keys.recipient(), keys.context()))
                : Optional.empty();
    }

    /** What protects the connection, whatever protects the messages. */
    private static Credentials below(Credentials credentials) {
        return credentials instanceof Credentials.Oscore keys ? keys.below() : credentials;
    }

    /** Where we were before; a place on this kind of wire, or none. */
    private static Optional<InetSocketAddress> place(Peer peer) {
        try {
            return peer.local().map(Addresses::literal);
        } catch (LwM2mException e) {
            return Optional.empty();
        }
    }

    private void accept(Endpoint endpoint, Function<Socket, Pipe> pipes, SocketChannel caller) {
        var callers = (Callers) endpoint.links();
        try {
            var socket = new Socket(loop, caller);
            if (endpoint.closed() || !callers.admits(socket.peer())) {
                caller.close();
                return;
            }
            var link = new Link(endpoint, pipes.apply(socket));
            callers.add(link);
            link.start();
        } catch (IOException e) {
            shut(caller);
        }
    }

    /** It was gone before it was here. */
    private static void shut(SocketChannel caller) {
        try {
            caller.close();
        } catch (IOException e) {
            // So much the better.
        }
    }
}
