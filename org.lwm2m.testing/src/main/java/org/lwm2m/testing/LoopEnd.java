package org.lwm2m.testing;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.lwm2m.api.Content;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Handler;

/** One side of a loop: a listener, or a caller with the one peer it called. */
final class LoopEnd {

    private static final int PIECE = 1024;

    final LoopNetwork network;
    final URI local;
    private final Handler handler;
    private final Optional<CredentialStore> callers;
    private final Optional<URI> onlyPeer;

    /** Where others see this end; differs from {@code local} after {@link LoopNetwork#move}. */
    volatile URI address;

    volatile Identity identity;

    private final Set<CompletableFuture<Response>> open = new LinkedHashSet<>(); // guarded by itself
    private final Map<LoopExchange, CompletionStage<Response>> seen = new ConcurrentHashMap<>();
    private final Map<Token, Long> newest = new ConcurrentHashMap<>();

    volatile boolean closed;

    private LoopEnd(
            LoopNetwork network,
            URI local,
            Identity identity,
            Handler handler,
            Optional<CredentialStore> callers,
            Optional<URI> onlyPeer) {
        this.network = network;
        this.local = local;
        this.address = local;
        this.identity = identity;
        this.handler = handler;
        this.callers = callers;
        this.onlyPeer = onlyPeer;
    }

    static LoopEnd listener(LoopNetwork network, URI local, CredentialStore callers, Handler handler) {
        var identity = new Identity.None(local.getHost());
        return new LoopEnd(network, local, identity, handler, Optional.of(callers), Optional.empty());
    }

    static LoopEnd caller(LoopNetwork network, URI local, Identity identity, URI peer, Handler handler) {
        return new LoopEnd(network, local, identity, handler, Optional.empty(), Optional.of(peer));
    }

    Handler handler() {
        return handler;
    }

    CredentialStore callers() {
        return callers.orElseThrow();
    }

    boolean listens() {
        return callers.isPresent();
    }

    /** Closing fails what still waits for an answer. */
    void close() {
        closed = true;
        network.leave(this);
        List<CompletableFuture<Response>> failed;
        synchronized (open) {
            failed = List.copyOf(open);
        }
        failed.forEach(this::fail);
    }

    /** Something that waits for an answer; fails at once if this is closed. */
    CompletableFuture<Response> opened() {
        var answer = new CompletableFuture<Response>();
        synchronized (open) {
            open.add(answer);
        }
        answer.whenComplete((response, failure) -> {
            synchronized (open) {
                open.remove(answer);
            }
        });
        if (closed) {
            fail(answer);
        }
        return answer;
    }

    private void fail(CompletableFuture<Response> answer) {
        answer.completeExceptionally(new LwM2mException(Status.UNAVAILABLE, "closed: " + local));
    }

    /** Answers the first copy of a request that comes, and the others as the first; one that was ignored is new. */
    CompletionStage<Response> once(LoopExchange exchange) {
        var before = seen.get(exchange);
        if (before != null) {
            return before;
        }
        var answer = new CompletableFuture<Response>();
        seen.put(exchange, answer);
        exchange.weather.after(LoopExchange.LIFETIME, () -> seen.remove(exchange));
        (isNews(exchange)
                        ? exchange.way.taken(this, exchange.request)
                        : CompletableFuture.completedStage(Response.of(Status.CHANGED)))
                .exceptionally(Response::failed)
                .thenAccept(response -> {
                    if (response.status() == Status.NONE) {
                        seen.remove(exchange);
                    }
                    answer.complete(response);
                });
        return answer;
    }

    /** A notification that was overtaken by a newer one of its observation is none (RFC 7641, 3.4). */
    private boolean isNews(LoopExchange exchange) {
        return exchange.notified()
                .filter(token -> handler.observation(token).isPresent())
                .map(token -> newest.merge(token, exchange.order, Math::max) == exchange.order)
                .orElse(true);
    }

    /** Answers a request that came from another end; an empty stage where nothing goes back. */
    CompletionStage<Response> take(LoopEnd from, Request request) {
        if (onlyPeer.isPresent() && !onlyPeer.get().equals(from.address)) {
            return CompletableFuture.completedStage(Response.SILENCE);
        }
        if (callers.isEmpty()) {
            return answer(from, request);
        }
        return callers.get()
                .find(from.identity)
                .thenCompose(known -> known.isPresent()
                        ? answer(from, request)
                        : CompletableFuture.completedStage(
                                Response.failed(Status.UNAUTHORIZED, "unknown caller " + from.identity)));
    }

    private CompletionStage<Response> answer(LoopEnd from, Request request) {
        if (request instanceof Uplink.Notify notify
                && handler.observation(notify.token()).isEmpty()) {
            return CompletableFuture.completedStage(Response.of(Status.NOT_FOUND));
        }
        var caller = new LoopConnection(this, from.address, from.identity);
        return collected(caller, request).thenCompose(whole -> handler.handle(caller, whole));
    }

    /** A large body goes through the sink that the handler has for it, piece by piece. */
    private CompletionStage<Request> collected(LoopConnection from, Request request) {
        var content = Bodies.of(request).filter(each -> each.bytes().size() > PIECE);
        if (content.isEmpty()) {
            return CompletableFuture.completedStage(request);
        }
        var size = OptionalLong.of(content.get().bytes().size());
        return handler.receive(from, Bodies.without(request), size)
                .thenApply(sink ->
                        sink.map(each -> through(each, request, content.get())).orElse(request));
    }

    private Request through(Sink sink, Request request, Content content) {
        var bytes = content.bytes();
        try {
            for (var at = 0L; at < bytes.size(); at += PIECE) {
                if (closed) {
                    throw new LwM2mException(Status.UNAVAILABLE, "closed: " + local);
                }
                sink.write(bytes.slice(at, Math.min(PIECE, bytes.size() - at)).buffer());
            }
        } catch (RuntimeException refusal) {
            sink.abort();
            throw refusal;
        }
        return Bodies.with(request, new Content(content.format(), sink.finish()));
    }
}
