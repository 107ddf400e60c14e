package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
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
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.transport.Carries;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.transport.udp.dtls.SecuredConnector;
import org.lwm2m.transport.udp.dtls.Sums;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Carries LwM2M over UDP, in the clear ({@code coap}) and with DTLS ({@code coaps}), on one thread for all clients and
 * servers of this runtime, and a few more for the sums of DTLS.
 */
@Component(service = Transport.class, configurationPid = UdpConfiguration.PID)
@Designate(ocd = UdpConfiguration.class)
@Carries(
        scheme = {"coap", "coaps"},
        binding = Binding.U)
public final class UdpTransport implements Transport {

    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Threads that wait for sinks: so many may be slow at a time before others notice. */
    private static final int SINKS = 4;

    /** A call of ours, to tell its handler should it end. */
    private record Called(Connection connection, Handler handler) {}

    private final SelectorLoop loop;
    private final Shared shared;
    private final Opening opening;
    private final ThreadPoolExecutor names;
    private final ThreadPoolExecutor sinks;
    private final Sums sums;
    private final Map<Endpoint, Called> calls = new ConcurrentHashMap<>();
    private final Map<Endpoint, SecuredConnector> secured = new ConcurrentHashMap<>();
    private final Set<Endpoint> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @throws IOException if the system has no more sockets or threads to give */
    @Activate
    public UdpTransport(Map<String, Object> properties) throws IOException {
        loop = new SelectorLoop("lwm2m-udp");
        names = Threads.some("lwm2m-udp-names", 2);
        sinks = Threads.some("lwm2m-udp-sinks", SINKS);
        sinks.setRejectedExecutionHandler((task, closed) -> task.run());
        sums = new Sums("lwm2m-udp-dtls", Configured.dtlsThreads(properties));
        shared = new Shared(loop, Configured.settings(properties), new SecureRandom(), sinks);
        opening = new Opening(loop, shared, sums);
        loop.execute(this::sweep);
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
            var secure = Opening.secured(peer.uri(), peer.credentials());
            return Addresses.resolve(peer.uri(), names)
                    .thenCompose(this::settled)
                    .thenCompose(server -> secure ? handshake(peer, server, handler) : call(peer, server, handler));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
        return Addresses.resolve(local, names).thenCompose(this::settled).thenApply(address -> {
            Endpoint endpoint;
            if (Addresses.SECURED.equals(local.getScheme())) {
                var opened = opening.listenSecured(address, role, callers, handler);
                endpoint = opened.endpoint();
                secured.put(endpoint, opened.connector());
            } else {
                endpoint = opening.listen(address, role, callers, handler);
            }
            start(endpoint);
            return new UdpListener(endpoint);
        });
    }

    @Override
    public List<Session> sessions() {
        return secured.entrySet().stream()
                .filter(each -> !each.getKey().closed())
                .flatMap(each -> sessions(each.getKey(), each.getValue()))
                .toList();
    }

    /** Handshakes under way, of callers and of ours. */
    int handshakes() {
        return secured.values().stream().mapToInt(SecuredConnector::handshakes).sum();
    }

    @Deactivate
    void close() {
        closed = true;
        var ended = calls.entrySet().stream()
                .filter(call -> !call.getKey().closed())
                .map(Map.Entry::getValue)
                .toList();
        goodbye(CompletableFuture.allOf(all.stream().map(Endpoint::close).toArray(CompletableFuture<?>[]::new)));
        loop.close();
        sums.shutdownNow();
        names.shutdownNow();
        // What is open was aborted; whoever waits for a file for longer than a moment is interrupted.
        Threads.end(sinks, PATIENCE);
        ended.forEach(call -> call.handler.closed(call.connection));
    }

    /** Peers in sessions are told, if that is quickly done. */
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
        var leaving = all.stream().filter(Endpoint::closed).map(Endpoint::close).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(leaving).thenApplyAsync(shut -> value, loop::execute);
    }

    private CompletionStage<Connection> call(Peer peer, InetSocketAddress server, Handler handler) {
        var endpoint = opening.call(peer, server, handler);
        start(endpoint);
        Identity unproved = new Identity.None(server.getAddress().getHostAddress());
        return CompletableFuture.completedStage(
                called(endpoint, server, Opening.known(peer).orElse(unproved), handler));
    }

    private CompletionStage<Connection> handshake(Peer peer, InetSocketAddress server, Handler handler) {
        var lost = new CompletableFuture<LwM2mException>();
        var opened = opening.callSecured(peer, server, handler, lost::complete);
        var endpoint = opened.endpoint();
        secured.put(endpoint, opened.connector());
        start(endpoint);
        return ((CalledPeer) endpoint.peers())
                .reached()
                .whenComplete((identity, failure) -> {
                    if (failure != null) {
                        endpoint.close();
                    }
                })
                .thenApply(identity -> {
                    var connection =
                            called(endpoint, server, Opening.known(peer).orElse(identity), handler);
                    lost.thenAccept(why -> lost(endpoint, why));
                    return connection;
                });
    }

    private void lost(Endpoint endpoint, LwM2mException why) {
        endpoint.close(why);
        var called = calls.remove(endpoint);
        if (called != null) {
            called.handler.closed(called.connection);
        }
    }

    private Connection called(Endpoint endpoint, InetSocketAddress server, Identity identity, Handler handler) {
        var connection = new UdpConnection(endpoint, server, endpoint.uri(server), identity);
        calls.put(endpoint, new Called(connection, handler));
        return connection;
    }

    private void start(Endpoint endpoint) {
        all.add(endpoint);
        if (closed) {
            endpoint.close();
            throw new LwM2mException(Status.UNAVAILABLE, "this transport is closed");
        }
        endpoint.start();
    }

    private static Stream<Session> sessions(Endpoint endpoint, SecuredConnector connector) {
        return connector
                .sessions()
                .filter(live -> live.peer() != null)
                .map(live -> new Session(
                        endpoint.uri(endpoint.local()),
                        endpoint.uri(live.peer()),
                        live.association().identity(),
                        live.agreement().protection(),
                        live.agreement().since()));
    }

    private void sweep() {
        loop.after(SWEEP, this::sweep);
        all.removeIf(endpoint -> endpoint.closed() && endpoint.close().isDone());
        calls.keySet().retainAll(all);
        secured.keySet().retainAll(all);
        all.forEach(Endpoint::sweep);
    }
}
