package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.lwm2m.api.Binding;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.transport.Carries;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.transport.tcp.tls.Tls;
import org.lwm2m.transport.tcp.tls.Tunnel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Carries LwM2M over TCP, in the clear ({@code coap+tcp}) and with TLS ({@code coaps+tcp}), on one thread for all clients
 * and servers of this runtime, and a few more for the sums of TLS.
 */
@Component(service = Transport.class, configurationPid = TcpConfiguration.PID)
@Designate(ocd = TcpConfiguration.class)
@Carries(
        scheme = {"coap+tcp", "coaps+tcp"},
        binding = Binding.T)
public final class TcpTransport implements Transport {

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Threads that wait for sinks: so many may be slow at a time before others notice. */
    private static final int SINKS = 4;

    private final SelectorLoop loop;
    private final Shared shared;
    private final Opening opening;
    private final ThreadPoolExecutor names;
    private final ThreadPoolExecutor sinks;
    private final ThreadPoolExecutor sums;
    private final ThreadPoolExecutor seals;
    private final Set<Endpoint> calls = ConcurrentHashMap.newKeySet();
    private final Set<TcpListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @throws IOException if the system has no more sockets or threads to give */
    @Activate
    public TcpTransport(Map<String, Object> properties) throws IOException {
        loop = new SelectorLoop("lwm2m-tcp");
        names = Threads.some("lwm2m-tcp-names", 2);
        sinks = Threads.some("lwm2m-tcp-sinks", SINKS);
        sinks.setRejectedExecutionHandler((task, ended) -> task.run());
        sums = sums(properties);
        seals = sums(properties);
        var random = new SecureRandom();
        shared = new Shared(loop, Configured.settings(properties), random, sinks, sums);
        var clock = Clock.systemUTC();
        opening = new Opening(loop, shared, new Tls(random, new Tunnel.Sums(sums, seals), clock), clock);
        loop.execute(this::sweep);
    }

    /** What comes when they have ended is of no use to anybody any more. */
    private static ThreadPoolExecutor sums(Map<String, Object> properties) {
        var threads = Threads.some("lwm2m-tcp-tls", Configured.tlsThreads(properties));
        threads.setRejectedExecutionHandler((task, ended) -> {});
        return threads;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(" + MessageProtection.KIND + "=oscore)")
    void bindProtection(MessageProtection protection) {
        shared.protection.came(protection);
    }

    void unbindProtection(MessageProtection protection) {
        shared.protection.left(protection);
    }

    @Override
    public CompletionStage<Connection> connect(Peer peer, Handler handler) {
        try {
            Opening.check(peer.uri(), peer.credentials());
            return Addresses.resolve(peer.uri(), names).thenCompose(server -> call(peer, server, handler));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
        return Addresses.resolve(local, names).thenCompose(this::settled).thenApply(address -> {
            requireOpen();
            var listener = opening.listen(local, address, role, callers, handler);
            listeners.add(listener);
            if (closed) {
                listener.close();
                requireOpen();
            }
            listener.door().open();
            return listener;
        });
    }

    @Override
    public List<Session> sessions() {
        return endpoints().flatMap(TcpTransport::sessions).toList();
    }

    @Deactivate
    void close() {
        closed = true;
        var ends = Stream.concat(
                listeners.stream().map(TcpListener::shut), calls.stream().map(Endpoint::leave));
        goodbye(CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)));
        loop.close();
        sums.shutdownNow();
        seals.shutdownNow();
        names.shutdownNow();
        // What is open was aborted; whoever waits for a file for longer than a moment is interrupted.
        Threads.end(sinks, PATIENCE);
    }

    /** Peers are told, if that is quickly done. */
    private static void goodbye(CompletableFuture<Void> said) {
        try {
            said.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // They find out.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After what was closed before is closed, so that its port is free. */
    private <T> CompletionStage<T> settled(T value) {
        return CompletableFuture.supplyAsync(() -> value, loop::execute);
    }

    private CompletionStage<Connection> call(Peer peer, InetSocketAddress server, Handler handler) {
        requireOpen();
        var over = new CompletableFuture<LwM2mException>();
        var call = opening.call(peer, server, handler, over::complete);
        var endpoint = call.endpoint();
        calls.add(endpoint);
        if (closed) {
            endpoint.close();
        }
        return call.called()
                .reached()
                .whenComplete((link, failure) -> {
                    if (failure != null) {
                        calls.remove(endpoint);
                    }
                })
                .thenApply(link -> {
                    var who = Opening.known(peer).orElse(link.identity());
                    var connection = new TcpConnection(endpoint, server, endpoint.uri(server), who);
                    over.thenAccept(why -> {
                        calls.remove(endpoint);
                        if (!endpoint.closed()) {
                            handler.closed(connection);
                        }
                    });
                    return connection;
                });
    }

    private void requireOpen() {
        if (closed) {
            throw new LwM2mException(Status.UNAVAILABLE, "this transport is closed");
        }
    }

    private Stream<Endpoint> endpoints() {
        return Stream.concat(listeners.stream().map(TcpListener::endpoint), calls.stream());
    }

    private static Stream<Session> sessions(Endpoint endpoint) {
        return endpoint.secured().stream()
                .map(link -> new Session(
                        endpoint.uri(link.local()),
                        endpoint.uri(link.peer()),
                        link.identity(),
                        link.proof().protection(),
                        link.proof().since()));
    }

    private void sweep() {
        loop.after(SWEEP, this::sweep);
        listeners.removeIf(listener -> listener.endpoint().closed());
        endpoints().forEach(Endpoint::sweep);
    }
}
