package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.tls.ReferenceName;
import org.lwm2m.transport.udp.dtls.SecuredConnector;
import org.lwm2m.transport.udp.dtls.SecuredConnector.Ground;
import org.lwm2m.transport.udp.dtls.Setup;
import org.lwm2m.transport.udp.dtls.Sums;

/** Opens sockets, in the clear and with DTLS, and puts CoAP on them. */
final class Opening {

    /** A listener or a call with DTLS: what is between its CoAP and its socket. */
    record Secured(Endpoint endpoint, SecuredConnector connector) {}

    private final SelectorLoop loop;
    private final Shared shared;
    private final Sums threads;
    private final Setup setup;

    Opening(SelectorLoop loop, Shared shared, Sums threads) {
        this.loop = loop;
        this.shared = shared;
        this.threads = threads;
        this.setup = new Setup(shared.settings.dtls(), Clock.systemUTC());
    }

    Endpoint listen(InetSocketAddress at, Role role, CredentialStore callers, Handler handler) {
        var endpoint = new Endpoint(
                shared,
                socket(at, Optional.empty()),
                new RequestReader(role, true),
                handler,
                Optional.of(callers),
                false,
                self -> new AddressPeers(self, Optional.empty()));
        return endpoint;
    }

    Secured listenSecured(InetSocketAddress at, Role role, CredentialStore callers, Handler handler) {
        var connector = setup.listening(ground(socket(at, Optional.empty())), callers);
        var endpoint = new Endpoint(
                shared,
                connector,
                new RequestReader(role, true),
                handler,
                Optional.of(callers),
                false,
                self -> new SessionPeers(self, connector, callers));
        connector.tells((SessionPeers) endpoint.peers());
        return new Secured(endpoint, connector);
    }

    Endpoint call(Peer peer, InetSocketAddress server, Handler handler) {
        var socket = near(peer, server);
        var endpoint = new Endpoint(
                shared,
                socket,
                new RequestReader(peer.role(), false),
                handler,
                Optional.empty(),
                true,
                self -> new AddressPeers(self, Optional.of(server)));
        protect(endpoint, peer);
        socket.whenUnreachable(endpoint::setUnreachable);
        return endpoint;
    }

    /** @param lost told when there was a session and is no more */
    Secured callSecured(Peer peer, InetSocketAddress server, Handler handler, Consumer<LwM2mException> lost) {
        var socket = near(peer, server);
        SecuredConnector connector;
        try {
            connector = setup.calling(ground(socket), below(peer));
        } catch (RuntimeException e) {
            loop.execute(socket::destroy);
            throw e;
        }
        var endpoint = new Endpoint(
                shared,
                connector,
                new RequestReader(peer.role(), false),
                handler,
                Optional.empty(),
                true,
                self -> new CalledPeer(self, connector, server, ReferenceName.indicated(peer), lost));
        protect(endpoint, peer);
        socket.whenUnreachable(endpoint::setUnreachable);
        connector.tells((CalledPeer) endpoint.peers());
        return new Secured(endpoint, connector);
    }

    /** @throws LwM2mException with 5.01 if the scheme is not for such keys */
    static boolean secured(URI uri, Credentials credentials) {
        var secured = Addresses.SECURED.equals(uri.getScheme());
        if (secured == below(credentials).equals(Credentials.NONE)) {
            throw new LwM2mException(
                    Status.NOT_IMPLEMENTED,
                    uri + (secured ? " needs credentials" : " carries no credentials; use coaps"));
        }
        return secured;
    }

    /** Whom we call, where that is known from keys for messages. */
    static Optional<Identity> known(Peer peer) {
        return peer.credentials() instanceof Credentials.Oscore keys
                ? Optional.of(new Identity.Oscore(keys.recipient(), keys.context()))
                : Optional.empty();
    }

    /** What protects the socket, whatever protects the messages. */
    private static Credentials below(Credentials credentials) {
        return credentials instanceof Credentials.Oscore keys ? keys.below() : credentials;
    }

    private static Peer below(Peer peer) {
        return new Peer(
                peer.uri(), peer.role(), peer.endpoint(), below(peer.credentials()), peer.local(), peer.settings());
    }

    private static void protect(Endpoint endpoint, Peer peer) {
        if (peer.credentials() instanceof Credentials.Oscore keys) {
            endpoint.shield().use(keys);
        }
    }

    private Ground ground(SelectorConnector socket) {
        return new Ground(socket, socket.socket(), loop::execute, threads);
    }

    /** Where we were before if that place is free, else anywhere. */
    private SelectorConnector near(Peer peer, InetSocketAddress server) {
        if (peer.local().isPresent()) {
            try {
                var wanted = Addresses.literal(peer.local().get());
                return new SelectorConnector(loop, wanted, Optional.of(server));
            } catch (IOException | RuntimeException e) {
                // Somebody is there, or that network is gone.
            }
        }
        return socket(new InetSocketAddress(any(server.getAddress()), 0), Optional.of(server));
    }

    private SelectorConnector socket(InetSocketAddress local, Optional<InetSocketAddress> only) {
        try {
            return new SelectorConnector(loop, local, only);
        } catch (BindException e) {
            throw new LwM2mException(Status.UNAVAILABLE, "cannot listen at " + local + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LwM2mException(Status.UNAVAILABLE, "no way to " + only.orElse(local) + ": " + e.getMessage(), e);
        }
    }

    private static InetAddress any(InetAddress like) {
        try {
            return InetAddress.getByAddress(new byte[like.getAddress().length]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
