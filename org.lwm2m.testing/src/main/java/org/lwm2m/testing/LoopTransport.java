package org.lwm2m.testing;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;

/**
 * Carries requests within the JVM, for tests of engines: {@code loop://server}, or whatever scheme a test needs.
 * <p>
 * To replace a transport under its engines, {@link #close} it and make another on the same {@link #network}. Callers
 * without credentials are {@code Identity.None} of their host name, 127.0.0.1 unless {@link Peer#local} says otherwise.
 */
public final class LoopTransport implements Transport, AutoCloseable {

    private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,+]*)");

    /** A call of ours, to tell its handler when it ends. */
    private record Call(LoopEnd end, Connection connection) {}

    private final LoopNetwork network;
    private final List<Call> calls = new ArrayList<>(); // guarded by this
    private final List<LoopEnd> listeners = new ArrayList<>(); // guarded by this
    private boolean closed; // guarded by this

    public LoopTransport() {
        this(new LoopNetwork());
    }

    public LoopTransport(LoopNetwork network) {
        this.network = network;
    }

    public LoopNetwork network() {
        return network;
    }

    @Override
    public CompletionStage<Connection> connect(Peer peer, Handler handler) {
        var far = LoopNetwork.place(peer.uri());
        if (peer.credentials().equals(Credentials.NONE)) {
            return started(() -> call(peer, far, Optional.empty(), handler));
        }
        var listener = network.at(far).filter(LoopEnd::listens);
        if (listener.isEmpty()) {
            return CompletableFuture.failedStage(new LwM2mException(Status.UNAVAILABLE, "nobody is at " + far));
        }
        var claimed = claim(peer.credentials());
        return listener.get().callers().find(claimed).thenApply(known -> {
            if (known.filter(caller -> proves(peer.credentials(), caller.credentials()))
                    .isEmpty()) {
                throw new LwM2mException("handshake with " + far + " failed for " + claimed, 40);
            }
            return call(peer, far, Optional.of(claimed), handler);
        });
    }

    @Override
    public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
        return started(() -> open(local, callers, handler));
    }

    /** Ends every listener and every call, as the bundle of a transport does when it stops. */
    @Override
    public void close() {
        List<Call> ended;
        synchronized (this) {
            closed = true;
            ended = calls.stream().filter(call -> !call.end.closed).toList();
            listeners.forEach(LoopEnd::close);
            ended.forEach(call -> call.end.close());
        }
        ended.forEach(call -> call.end.handler().closed(call.connection));
    }

    private synchronized Connection call(Peer peer, URI far, Optional<Identity> identity, Handler handler) {
        check();
        var wanted = peer.local().map(LoopNetwork::place);
        var near = wanted.filter(place -> !network.inUse(place))
                .orElseGet(() ->
                        network.free(far.getScheme(), wanted.map(URI::getHost).orElse("127.0.0.1")));
        var end = LoopEnd.caller(
                network, near, identity.orElseGet(() -> new Identity.None(near.getHost())), far, handler);
        network.join(end);
        var connection = new LoopConnection(end, far, new Identity.None(far.getHost()));
        calls.removeIf(call -> call.end.closed);
        calls.add(new Call(end, connection));
        return connection;
    }

    private synchronized Listener open(URI local, CredentialStore callers, Handler handler) {
        check();
        var place = local.getPort() == 0 ? network.free(local.getScheme(), local.getHost()) : LoopNetwork.place(local);
        var end = LoopEnd.listener(network, place, callers, handler);
        if (!network.join(end)) {
            throw new LwM2mException(Status.UNAVAILABLE, "somebody listens at " + place);
        }
        listeners.add(end);
        return new Ear(end);
    }

    private void check() {
        if (closed) {
            throw new LwM2mException(Status.UNAVAILABLE, "this transport is closed");
        }
    }

    private static <T> CompletionStage<T> started(java.util.function.Supplier<T> start) {
        try {
            return CompletableFuture.completedStage(start.get());
        } catch (LwM2mException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static Identity claim(Credentials credentials) {
        if (credentials instanceof Credentials.PreSharedKey psk) {
            return new Identity.Psk(psk.identity());
        } else if (credentials instanceof Credentials.RawPublicKey key) {
            return new Identity.RawPublicKey(Bytes.of(key.own().getEncoded()));
        } else if (credentials instanceof Credentials.Oscore oscore) {
            return new Identity.Oscore(oscore.sender(), oscore.context());
        } else if (credentials instanceof Credentials.Certificates certificates) {
            return claim(certificates.chain().get(0));
        }
        throw new LwM2mException(Status.NOT_IMPLEMENTED, "the loop knows no " + credentials);
    }

    /** Whoever issued it: the loop looks at no path. */
    private static Identity claim(X509Certificate certificate) {
        try {
            var name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
            var hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Identity.Certificate(name.find() ? name.group(1) : "", List.of(), Bytes.wrap(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A shared key has to be the same on both sides; the others are known by their identity. */
    private static boolean proves(Credentials shown, Credentials expected) {
        return !(shown instanceof Credentials.PreSharedKey) || shown.equals(expected);
    }

    private record Ear(LoopEnd end) implements Listener {

        @Override
        public URI local() {
            return end.local;
        }

        @Override
        public Connection resume(URI address, Identity identity) {
            return new LoopConnection(end, address, identity);
        }

        @Override
        public void close() {
            end.close();
        }
    }
}
