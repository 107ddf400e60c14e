package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.coap.RequestWriter;
import org.lwm2m.coap.Responses;
import org.lwm2m.transport.udp.dtls.Way;

/** One socket that speaks CoAP: with the one peer that it called, or with all that call it. */
final class Endpoint {

    private final Shared shared;
    private final Connector connector;
    private final Handler handler;
    private final Optional<CredentialStore> callers;
    private final boolean calling;
    private final Shield shield;
    private final Peers peers; // owned by the loop
    private final Inbox inbox;
    private final Notices notices;
    private boolean unreachable; // owned by the loop
    private final CompletableFuture<Void> shut = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param callers whom to answer; empty for the peer we called, whom we trust
     * @param calling whether it was made for one peer, and ends with it
     */
    Endpoint(
            Shared shared,
            Connector connector,
            RequestReader reader,
            Handler handler,
            Optional<CredentialStore> callers,
            boolean calling,
            Function<Endpoint, Peers> peers) {
        this.shared = shared;
        this.connector = connector;
        this.handler = handler;
        this.callers = callers;
        this.calling = calling;
        this.shield = new Shield(shared, callers);
        this.peers = peers.apply(this);
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

    Shield shield() {
        return shield;
    }

    void start() {
        try {
            connector.start();
        } catch (IOException e) {
            throw new LwM2mException(Status.UNAVAILABLE, "cannot speak at " + local() + ": " + e.getMessage(), e);
        }
    }

    Peers peers() {
        return peers;
    }

    URI uri(InetSocketAddress address) {
        return Addresses.uri(peers.scheme(), address);
    }

    InetSocketAddress local() {
        return connector.getAddress();
    }

    /** The system has said that nobody is there, and nothing has come since. */
    void setUnreachable() {
        unreachable = true;
    }

    boolean unreachable() {
        return unreachable;
    }

    void wire(byte[] datagram, EndpointContext to) {
        connector.send(RawData.outbound(datagram, to, to instanceof Way ? new Unsent(this, to) : null, false));
    }

    CompletionStage<Response> send(UdpConnection to, Request request, Optional<Sink> sink) {
        var result = new CompletableFuture<Response>();
        // Until there is a call, which sees to that.
        var unused = new AtomicReference<>(sink);
        onLoop(result, () -> {
            if (request instanceof Uplink.Notify notify) {
                return notices.send(remote(to), to.identity(), notify);
            }
            return after(shield.guard(to.identity()), guard -> {
                var call =
                        new Call(remote(to), guard, RequestWriter.write(request), unused.getAndSet(Optional.empty()));
                result.whenComplete((response, failure) -> {
                    if (result.isCancelled()) {
                        shared.loop.execute(() -> call.fail(new CancellationException()));
                    }
                });
                remote(to).start(call);
                return call.result().thenApply(whole -> Responses.read(request, whole.head(), whole.body()));
            });
        });
        result.whenComplete((response, failure) -> new Assembly(shared, unused.getAndSet(Optional.empty())).abort());
        return result;
    }

    private Remote remote(UdpConnection to) {
        return peers.at(to.peer(), to.identity());
    }

    CompletionStage<Void> tell(UdpConnection to, Request request) {
        var result = new CompletableFuture<Void>();
        onLoop(result, () -> {
            if (request instanceof Uplink.Notify notify) {
                return notices.tell(remote(to), to.identity(), notify);
            }
            return after(shield.guard(to.identity()), guard -> {
                var message = RequestWriter.write(request);
                var call = new Call(remote(to), guard, message, Optional.empty());
                if (message.body().size() > shared.settings.block()) {
                    remote(to).start(call);
                    return call.result().thenApply(whole -> null);
                }
                call.tell();
                return CompletableFuture.completedStage(null);
            });
        });
        return result;
    }

    /** Ends the conversation with a peer, and with it the socket if that was made for it. */
    void hangUp(UdpConnection with) {
        if (calling) {
            close(over());
        } else {
            shared.loop.execute(() -> peers.hangUp(with.peer(), with.identity()));
        }
    }

    /** Whether a peer may speak to us; asked for every message, so that what is revoked counts at once. */
    void admitted(Remote remote, Identity as, Consumer<Boolean> then) {
        if (as instanceof Identity.Oscore && !as.equals(remote.identity)) {
            then(() -> shield.admits(remote, as), (known, failure) -> then.accept(failure == null && known));
            return;
        }
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
                            .filter(remote.proven::equals)
                            .isPresent());
        });
    }

    /** What comes of a next step, taken on the loop when the first one has ended well. */
    <T, R> CompletionStage<R> after(CompletionStage<T> first, Function<T, CompletionStage<R>> next) {
        var result = new CompletableFuture<R>();
        then(() -> first, (value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(LwM2mException.cause(failure));
                return;
            }
            then(() -> next.apply(value), (end, problem) -> {
                if (problem == null) {
                    result.complete(end);
                } else {
                    result.completeExceptionally(LwM2mException.cause(problem));
                }
            });
        });
        return result;
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

    /** Notifications with these tokens can't be opened any more: the engine hears it, as its peer can't say so. */
    void lost(Connection of, List<Bytes> tokens) {
        for (var each : tokens) {
            var token = Token.of(each.array());
            if (handler.observation(token).isPresent()) {
                var gone = Response.failed(Status.UNAUTHORIZED, "what opens its notifications is lost");
                then(() -> handler.handle(of, new Uplink.Notify(token, gone)), (answer, failure) -> {});
            }
        }
    }

    /** Asks the callers again for each session. */
    void review() {
        shared.loop.execute(peers::review);
    }

    void sweep() {
        peers.sweep();
    }

    /** Ends all and closes the socket; complete when its place is free. */
    CompletableFuture<Void> close() {
        return close(over());
    }

    /** As {@link #close()}, with a reason for those that wait. */
    CompletableFuture<Void> close(LwM2mException why) {
        if (!closed.getAndSet(true)) {
            shared.loop.execute(() -> {
                peers.clear().forEach(remote -> remote.close(why));
                peers.farewell().whenComplete((said, failure) -> shared.loop.execute(this::shut));
            });
        }
        return shut;
    }

    private void shut() {
        connector.destroy();
        shut.complete(null);
    }

    static LwM2mException over() {
        return new LwM2mException(Status.UNAVAILABLE, "the connection is closed");
    }

    boolean closed() {
        return closed.get();
    }

    private void receive(RawData data) {
        if (!closed.get() && peers.hears(data.getEndpointContext())) {
            unreachable = false;
            inbox.receive(data);
        }
    }

    private <T> void onLoop(CompletableFuture<T> result, Supplier<CompletionStage<T>> step) {
        shared.loop.execute(() -> {
            if (closed.get()) {
                result.completeExceptionally(over());
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
