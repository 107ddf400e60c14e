package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.Binding;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Carries;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.coap.RequestReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Carries LwM2M over UDP: {@code coap}, on one thread for all clients and servers of this runtime. */
@Component(service = Transport.class, configurationPid = UdpConfiguration.PID)
@Designate(ocd = UdpConfiguration.class)
@Carries(scheme = "coap", binding = Binding.U)
public final class UdpTransport implements Transport {

    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Threads that wait for sinks: so many may be slow at a time before others notice. */
    private static final int SINKS = 4;

    /** A call of ours, to tell its handler should it end. */
    private record Called(Connection connection, Handler handler) {}

    private final SelectorLoop loop;
    private final Shared shared;
    private final ThreadPoolExecutor names;
    private final ThreadPoolExecutor sinks;
    private final Map<Endpoint, Called> calls = new ConcurrentHashMap<>();
    private final Set<Endpoint> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @throws IOException if the system has no more sockets or threads to give */
    @Activate
    public UdpTransport(Map<String, Object> properties) throws IOException {
        loop = new SelectorLoop("lwm2m-udp");
        names = threads("lwm2m-udp-names", 2);
        sinks = threads("lwm2m-udp-sinks", SINKS);
        sinks.setRejectedExecutionHandler((task, closed) -> task.run());
        shared = new Shared(loop, Configured.settings(properties), new SecureRandom(), sinks);
        loop.execute(this::sweep);
    }

    @Override
    public CompletionStage<Connection> connect(Peer peer, Handler handler) {
        if (!peer.credentials().equals(Credentials.NONE)) {
            return CompletableFuture.failedStage(new LwM2mException(
                    Status.NOT_IMPLEMENTED, peer.uri() + " carries no credentials, and coaps is not here yet"));
        }
        return Addresses.resolve(peer.uri(), names)
                .thenCompose(this::settled)
                .thenApply(address -> call(peer, address, handler));
    }

    @Override
    public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
        return Addresses.resolve(local, names).thenCompose(this::settled).thenApply(address -> {
            var connector = connector(address, Optional.empty());
            var reader = new RequestReader(role, true);
            var endpoint = new Endpoint(shared, connector, reader, handler, Optional.of(callers), Optional.empty());
            listeners.add(endpoint);
            start(endpoint, connector);
            return new UdpListener(endpoint);
        });
    }

    @Deactivate
    void close() {
        closed = true;
        listeners.forEach(Endpoint::close);
        var ended = calls.entrySet().stream()
                .filter(call -> !call.getKey().closed())
                .map(Map.Entry::getValue)
                .toList();
        calls.keySet().forEach(Endpoint::close);
        loop.close();
        names.shutdownNow();
        endSinks();
        ended.forEach(call -> call.handler.closed(call.connection));
    }

    /** What is open was aborted; whoever waits for a file for longer than a moment is interrupted. */
    private void endSinks() {
        sinks.shutdown();
        try {
            if (!sinks.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                sinks.shutdownNow();
            }
        } catch (InterruptedException e) {
            sinks.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor threads(String name, int count) {
        var threads = new ThreadPoolExecutor(count, count, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** After what was closed before is closed, so that its port is free. */
    private <T> CompletionStage<T> settled(T value) {
        return CompletableFuture.supplyAsync(() -> value, loop::execute);
    }

    private Connection call(Peer peer, InetSocketAddress address, Handler handler) {
        var connector = near(peer, address);
        var reader = new RequestReader(peer.role(), false);
        var endpoint = new Endpoint(shared, connector, reader, handler, Optional.empty(), Optional.of(address));
        var identity = new Identity.None(address.getAddress().getHostAddress());
        var connection = new UdpConnection(endpoint, address, Addresses.uri(address), identity);
        connector.whenUnreachable(endpoint::setUnreachable);
        calls.put(endpoint, new Called(connection, handler));
        start(endpoint, connector);
        return connection;
    }

    private void start(Endpoint endpoint, SelectorConnector connector) {
        if (closed) {
            connector.destroy();
            throw new LwM2mException(Status.UNAVAILABLE, "this transport is closed");
        }
        connector.start();
    }

    /** Where we were before if that place is free, else anywhere. */
    private SelectorConnector near(Peer peer, InetSocketAddress address) {
        if (peer.local().isPresent()) {
            try {
                var wanted = Addresses.literal(peer.local().get());
                return new SelectorConnector(loop, wanted, Optional.of(address));
            } catch (IOException | RuntimeException e) {
                // Somebody is there, or that network is gone.
            }
        }
        return connector(new InetSocketAddress(any(address.getAddress()), 0), Optional.of(address));
    }

    private SelectorConnector connector(InetSocketAddress local, Optional<InetSocketAddress> only) {
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

    private void sweep() {
        loop.after(SWEEP, this::sweep);
        calls.keySet().removeIf(Endpoint::closed);
        listeners.removeIf(Endpoint::closed);
        calls.keySet().forEach(Endpoint::sweep);
        listeners.forEach(Endpoint::sweep);
    }
}
