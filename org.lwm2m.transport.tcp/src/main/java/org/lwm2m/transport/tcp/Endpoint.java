package org.lwm2m.transport.tcp;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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

/** CoAP for the connections of a listener, or for the one that we have made. Owned by the loop but for what says otherwise. */
final class Endpoint {

    private final Shared shared;
    private final String scheme;
    private final Handler handler;
    private final Optional<CredentialStore> callers;
    private final Shield shield;
    private final Links links;
    private final Inbox inbox;
    private final Notices notices;
    private final Set<Link> secured = ConcurrentHashMap.newKeySet();
    private volatile Optional<URI> local = Optional.empty();
    private volatile boolean closed;

    /**
     * @param callers whom to answer; empty for the peer we called, whom we trust
     */
    Endpoint(
            Shared shared,
            String scheme,
            RequestReader reader,
            Handler handler,
            Optional<CredentialStore> callers,
            Function<Endpoint, Links> links) {
        this.shared = shared;
        this.scheme = scheme;
        this.handler = handler;
        this.callers = callers;
        this.shield = new Shield(shared, callers);
        this.links = links.apply(this);
        var downloads = new Downloads(shared);
        this.notices = new Notices(this, downloads);
        this.inbox = new Inbox(this, new Requests(this, reader, downloads, notices), notices);
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

    Links links() {
        return links;
    }

    /** Whether it was made for one peer, which we called. */
    boolean calling() {
        return callers.isEmpty();
    }

    /** Those of its connections that have a session of TLS; for any thread. */
    Set<Link> secured() {
        return secured;
    }

    /** Where it listens, or calls from. */
    void at(InetSocketAddress address) {
        local = Optional.of(uri(address));
    }

    Optional<URI> local() {
        return local;
    }

    URI uri(InetSocketAddress address) {
        return Addresses.uri(scheme, address);
    }

    void receive(Link link, Frame frame) {
        if (!closed) {
            inbox.receive(link, frame);
        }
    }

    /** From any thread. */
    CompletionStage<Response> send(TcpConnection to, Request request, Optional<Sink> sink) {
        var result = new CompletableFuture<Response>();
        // Until there is a call, which sees to that.
        var unused = new AtomicReference<>(sink);
        onLoop(result, () -> {
            if (request instanceof Uplink.Notify notify) {
                return notices.send(link(to), to.identity(), notify);
            }
            return after(shield.guard(to.identity()), guard -> {
                var call = new Call(link(to), guard, RequestWriter.write(request), unused.getAndSet(Optional.empty()));
                result.whenComplete((response, failure) -> {
                    if (result.isCancelled()) {
                        shared.loop.execute(() -> call.fail(new CancellationException()));
                    }
                });
                link(to).start(call);
                return call.result().thenApply(whole -> Responses.read(request, whole.head(), whole.body()));
            });
        });
        result.whenComplete((response, failure) -> new Assembly(shared, unused.getAndSet(Optional.empty())).abort());
        return result;
    }

    private Link link(TcpConnection to) {
        return links.at(to.peer(), to.identity());
    }

    /** From any thread. */
    CompletionStage<Void> tell(TcpConnection to, Request request) {
        var result = new CompletableFuture<Void>();
        onLoop(result, () -> {
            if (request instanceof Uplink.Notify notify) {
                return notices.tell(link(to), to.identity(), notify);
            }
            return after(shield.guard(to.identity()), guard -> {
                var call = new Call(link(to), guard, RequestWriter.write(request), Optional.empty());
                if (!call.fits()) {
                    link(to).start(call);
                    return call.result().thenApply(whole -> null);
                }
                call.tell();
                var failed = call.result().isCompletedExceptionally();
                return failed ? call.result().thenApply(whole -> null) : CompletableFuture.completedStage(null);
            });
        });
        return result;
    }

    /** Ends the conversation with a peer; from any thread. */
    void hangUp(TcpConnection with) {
        if (calling()) {
            close();
        } else {
            shared.loop.execute(() -> {
                try {
                    link(with).end(over());
                } catch (LwM2mException gone) {
                    // It has ended before.
                }
            });
        }
    }

    /** Whether a peer may speak to us; asked for every message, so that what is revoked counts at once. */
    void admitted(Link link, Identity as, Consumer<Boolean> then) {
        if (as instanceof Identity.Oscore && !as.equals(link.identity())) {
            then(() -> shield.admits(link, as), (known, failure) -> then.accept(failure == null && known));
            return;
        }
        if (callers.isEmpty()) {
            then.accept(true);
            return;
        }
        then(() -> callers.get().find(link.identity()), (caller, failure) -> {
            if (failure != null) {
                shared.complaints.fail(link.peer(), failure);
            }
            then.accept(failure == null
                    && caller.map(CredentialStore.Caller::credentials)
                            .filter(link.proof().proven()::equals)
                            .isPresent());
        });
    }

    /** Ends a connection if the certificate of the peer is not trusted any more; judged where sums are done. */
    void judge(Link link) {
        link.proof()
                .trusted()
                .ifPresent(trusted -> shared.sums.execute(() -> {
                    if (!trusted.getAsBoolean()) {
                        shared.loop.execute(() ->
                                link.end(new LwM2mException(Status.UNAVAILABLE, "its certificate is not trusted now")));
                    }
                }));
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

    /** Asks the callers again for each connection; from any thread. */
    void review() {
        shared.loop.execute(links::review);
    }

    void sweep() {
        List.copyOf(links.all()).forEach(Link::sweep);
    }

    /** Ends all, and those who use it know; from any thread. Complete when that is done. */
    CompletableFuture<Void> close() {
        closed = true;
        return leave();
    }

    /** Ends all; from any thread. Complete when that is done. */
    CompletableFuture<Void> leave() {
        var done = new CompletableFuture<Void>();
        shared.loop.execute(() -> {
            links.close();
            var all = List.copyOf(links.all());
            all.forEach(link -> link.end(over()));
            CompletableFuture.allOf(all.stream().map(Link::shut).toArray(CompletableFuture<?>[]::new))
                    .thenRun(() -> done.complete(null));
        });
        return done;
    }

    static LwM2mException over() {
        return new LwM2mException(Status.UNAVAILABLE, "the connection is closed");
    }

    boolean closed() {
        return closed;
    }

    private <T> void onLoop(CompletableFuture<T> result, Supplier<CompletionStage<T>> step) {
        shared.loop.execute(() -> {
            if (closed) {
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
            shared.complaints.fail(scheme, e);
        }
    }
}
