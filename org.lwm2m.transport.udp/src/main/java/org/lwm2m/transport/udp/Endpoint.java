package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.UdpEndpointContext;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.coap.RequestWriter;
import org.lwm2m.coap.Responses;

/** One socket that speaks CoAP: with the one peer that it called, or with all that call it. */
final class Endpoint {

    private static final int TRIED = 16;

    private final Shared shared;
    private final Connector connector;
    private final Handler handler;
    private final Optional<CredentialStore> callers;
    private final Optional<InetSocketAddress> only;
    private final Inbox inbox;
    private final Notices notices;
    private final Map<InetSocketAddress, Remote> remotes = new LinkedHashMap<>(2, 0.75f, true); // owned by the loop
    private boolean unreachable; // owned by the loop
    private volatile boolean closed;

    /**
     * @param callers whom to answer; empty for the peer we called, whom we trust
     * @param only the peer we called
     */
    Endpoint(
            Shared shared,
            Connector connector,
            RequestReader reader,
            Handler handler,
            Optional<CredentialStore> callers,
            Optional<InetSocketAddress> only) {
        this.shared = shared;
        this.connector = connector;
        this.handler = handler;
        this.callers = callers;
        this.only = only;
        var downloads = new Downloads(shared);
        this.notices = new Notices(this, downloads);
        this.inbox = new Inbox(this, new Requests(this, reader, downloads), notices);
        connector.setRawDataReceiver(this::receive);
    }

    Shared shared() {
        return shared;
    }

    Handler handler() {
        return handler;
    }

    InetSocketAddress local() {
        return connector.getAddress();
    }

    Connection connection(Remote remote) {
        return remote.connection;
    }

    /** The system has said that nobody is there, and nothing has come since. */
    void setUnreachable() {
        unreachable = true;
    }

    boolean unreachable() {
        return unreachable;
    }

    void wire(byte[] datagram, InetSocketAddress to) {
        connector.send(RawData.outbound(datagram, new UdpEndpointContext(to), null, false));
    }

    CompletionStage<Response> send(InetSocketAddress to, Request request, Optional<Sink> sink) {
        var result = new CompletableFuture<Response>();
        onLoop(result, () -> {
            if (request instanceof Uplink.Notify notify) {
                return notices.send(remote(to), notify);
            }
            var call = new Call(remote(to), RequestWriter.write(request), sink);
            result.whenComplete((response, failure) -> {
                if (result.isCancelled()) {
                    shared.loop.execute(() -> call.fail(new CancellationException()));
                }
            });
            remote(to).start(call);
            return call.result().thenApply(whole -> Responses.read(request, whole.head(), whole.body()));
        });
        return result;
    }

    CompletionStage<Void> tell(InetSocketAddress to, Request request) {
        var result = new CompletableFuture<Void>();
        onLoop(result, () -> {
            if (request instanceof Uplink.Notify notify) {
                notices.tell(remote(to), notify);
                return CompletableFuture.completedStage(null);
            }
            var message = RequestWriter.write(request);
            var call = new Call(remote(to), message, Optional.empty());
            if (message.body().size() > shared.settings.block()) {
                remote(to).start(call);
                return call.result().thenApply(whole -> null);
            }
            call.tell();
            return CompletableFuture.completedStage(null);
        });
        return result;
    }

    /** Ends the conversation with a peer, and with it the socket if that was made for it. */
    void hangUp(InetSocketAddress peer) {
        if (only.isPresent()) {
            close();
            return;
        }
        shared.loop.execute(() -> Optional.ofNullable(remotes.remove(peer))
                .ifPresent(remote -> remote.close("the connection is closed")));
    }

    /** Whether a peer may speak to us; asked for every message, so that what is revoked counts at once. */
    void admitted(Remote remote, Consumer<Boolean> then) {
        if (callers.isEmpty()) {
            then.accept(true);
            return;
        }
        then(() -> callers.get().find(remote.identity), (caller, failure) -> {
            if (failure != null) {
                shared.complaints.fail(remote.address, failure);
            }
            then.accept(failure == null
                    && caller.map(CredentialStore.Caller::credentials)
                            .filter(Credentials.NONE::equals)
                            .isPresent());
        });
    }

    /** Goes on, on the loop, when a stage has ended; at once if it has already. */
    <T> void then(Supplier<? extends CompletionStage<T>> start, BiConsumer<T, Throwable> next) {
        CompletableFuture<T> stage;
        try {
            stage = start.get().toCompletableFuture();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        if (stage.isDone()) {
            stage.whenComplete((value, failure) -> run(() -> next.accept(value, failure)));
        } else {
            stage.whenComplete((value, failure) -> shared.loop.execute(() -> run(() -> next.accept(value, failure))));
        }
    }

    Optional<Remote> known(InetSocketAddress peer) {
        return Optional.ofNullable(remotes.get(peer));
    }

    /** How many peers something is remembered of. */
    int peers() {
        return remotes.size();
    }

    Remote remote(InetSocketAddress peer) {
        var remote = remotes.get(peer);
        if (remote == null) {
            makeRoom();
            remote = new Remote(this, peer);
            remotes.put(peer, remote);
        }
        return remote;
    }

    void sweep() {
        if (only.isEmpty()) {
            remotes.values().removeIf(Remote::sweep);
        } else {
            remotes.values().forEach(Remote::sweep);
        }
    }

    /** Ends all and closes the socket. */
    void close() {
        closed = true;
        shared.loop.execute(() -> {
            connector.destroy();
            var all = new ArrayList<>(remotes.values());
            remotes.clear();
            all.forEach(remote -> remote.close("the connection is closed"));
        });
    }

    boolean closed() {
        return closed;
    }

    private void receive(RawData data) {
        if (!closed
                && only.filter(peer -> !peer.equals(data.getInetSocketAddress()))
                        .isEmpty()) {
            unreachable = false;
            inbox.receive(data);
        }
    }

    /** Forgets who was silent longest; who is busy stays. */
    private void makeRoom() {
        if (remotes.size() >= shared.bounds().peers()) {
            remotes.values().stream()
                    .limit(TRIED)
                    .filter(remote -> !remote.busy())
                    .findFirst()
                    .ifPresentOrElse(
                            idle -> remotes.remove(idle.address).duplicates.forgetAll(), () -> {
                                throw new LwM2mException(Status.UNAVAILABLE, "too many peers at a time");
                            });
        }
    }

    private <T> void onLoop(CompletableFuture<T> result, Supplier<CompletionStage<T>> step) {
        shared.loop.execute(() -> {
            if (closed) {
                result.completeExceptionally(new LwM2mException(Status.UNAVAILABLE, "the connection is closed"));
                return;
            }
            then(step, (value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        });
    }

    /** CompletableFuture keeps exceptions of its listeners to itself; here they are bugs that have to be seen. */
    private void run(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            shared.complaints.fail(local(), e);
        }
    }
}
