package org.lwm2m.testing;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;

/** An engine as far as a transport sees it: remembers what was asked, and answers as it is told. */
public final class RecordingHandler implements Handler {

    /** What came, and from whom. */
    public record Call(Connection from, Request request) {}

    private static final long PATIENCE = 20;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Connection> closed = new LinkedBlockingQueue<>();
    private final Map<Token, Downlink> observations = new ConcurrentHashMap<>();
    private volatile Function<Request, CompletionStage<Response>> answer =
            request -> CompletableFuture.completedStage(Response.of(Status.CHANGED));
    private volatile Function<Request, CompletionStage<Optional<Sink>>> sinks =
            request -> CompletableFuture.completedStage(Optional.empty());

    /** Gives every request this answer from now on. */
    public void answers(Response response) {
        answers(request -> CompletableFuture.completedStage(response));
    }

    public void answers(Function<Request, CompletionStage<Response>> answer) {
        this.answer = answer;
    }

    /** Where large bodies go from now on; may throw to refuse them. */
    public void sinks(Function<Request, Optional<Sink>> sinks) {
        this.sinks = head -> CompletableFuture.completedStage(sinks.apply(head));
    }

    /** Where large bodies go, told later. */
    public void sinksLater(Function<Request, CompletionStage<Optional<Sink>>> sinks) {
        this.sinks = sinks;
    }

    public void observes(Token token, Downlink observation) {
        observations.put(token, observation);
    }

    public void forgets(Token token) {
        observations.remove(token);
    }

    /** The next request that came, waiting for it if need be. */
    public Call next() {
        return next(calls, "no request came");
    }

    /** The next request that came if one is there, without waiting. */
    public Optional<Call> poll() {
        return Optional.ofNullable(calls.poll());
    }

    /** The next connection of ours that ended by itself. */
    public Connection nextClosed() {
        return next(closed, "no connection ended");
    }

    public boolean sawClosed() {
        return !closed.isEmpty();
    }

    @Override
    public CompletionStage<Response> handle(Connection from, Request request) {
        calls.add(new Call(from, request));
        return answer.apply(request);
    }

    @Override
    public CompletionStage<Optional<Sink>> receive(Connection from, Request head, OptionalLong size) {
        return sinks.apply(head);
    }

    @Override
    public Optional<Downlink> observation(Token token) {
        return Optional.ofNullable(observations.get(token));
    }

    @Override
    public void closed(Connection connection) {
        closed.add(connection);
    }

    private static <T> T next(BlockingQueue<T> queue, String otherwise) {
        try {
            var next = queue.poll(PATIENCE, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError(otherwise);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
