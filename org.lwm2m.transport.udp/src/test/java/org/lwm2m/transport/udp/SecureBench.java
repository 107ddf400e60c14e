package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.RecordingHandler;

/** A server with DTLS and clients of it, whose keys a test changes. */
final class SecureBench implements AutoCloseable, CredentialStore {

    static final Uplink UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
    static final Credentials.PreSharedKey KEY = psk("one", "00112233445566778899aabbccddeeff");

    final RecordingHandler server = new RecordingHandler();
    final RecordingHandler client = new RecordingHandler();
    final Map<Identity, Credentials> callers = new ConcurrentHashMap<>();
    final List<Credentials> own = new CopyOnWriteArrayList<>();
    volatile Duration takes = Duration.ZERO;
    final UdpTransport serverTransport;
    final UdpTransport clientTransport;
    final Listener listener;

    SecureBench(Map<String, Object> more) throws IOException {
        this(more, more);
    }

    SecureBench(Map<String, Object> serverConfiguration, Map<String, Object> clientConfiguration) throws IOException {
        serverTransport = new UdpTransport(with(serverConfiguration));
        clientTransport = new UdpTransport(with(clientConfiguration));
        callers.put(new Identity.Psk("one"), KEY);
        listener = get(serverTransport.listen(URI.create("coaps://127.0.0.1:0"), Role.MANAGEMENT, this, server));
    }

    private static Map<String, Object> with(Map<String, Object> more) {
        var all = new HashMap<>(UdpTransportTest.HASTY);
        all.putAll(more);
        return all;
    }

    static Credentials.PreSharedKey psk(String identity, String hex) {
        return new Credentials.PreSharedKey(identity, new Secret(Bytes.hex(hex)));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), listener.local().getPort());
    }

    Relay relay() throws IOException {
        return new Relay(address());
    }

    CompletionStage<Connection> call(Credentials credentials) {
        return call(listener.local().getPort(), credentials, Optional.empty());
    }

    CompletionStage<Connection> call(int port, Credentials credentials, Optional<URI> local) {
        return call(clientTransport, port, credentials, local, List.of());
    }

    CompletionStage<Connection> call(
            UdpTransport by, int port, Credentials credentials, Optional<URI> local, List<Entry> settings) {
        var uri = URI.create("coaps://127.0.0.1:" + port);
        return by.connect(new Peer(uri, Role.MANAGEMENT, "a", credentials, local, settings), client);
    }

    /** The server's way back to a client, after a request of its. */
    Connection heard(Connection from) {
        get(from.send(UPDATE));
        return server.next().from();
    }

    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        var found = Optional.ofNullable(callers.get(claimed)).map(credentials -> new Caller(credentials, List.of()));
        if (takes.isZero()) {
            return CompletableFuture.completedStage(found);
        }
        var later = CompletableFuture.delayedExecutor(takes.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> found, later);
    }

    @Override
    public List<Credentials> own() {
        return own;
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (LwM2mException.cause(e.getCause()) instanceof LwM2mException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for what happens on other threads; fails after a while. */
    static void until(BooleanSupplier holds) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it never came");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        clientTransport.close();
        serverTransport.close();
    }
}
