package org.lwm2m.transport.tcp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.Token;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;

/**
 * Asks the peer of a connection whether it is there, and whether it has dealt with what it was sent (RFC 8323, 5.4): TCP
 * delivers, but does not say to whom. Owned by the loop.
 */
final class Pings {

    private static final int TOKEN = 4;

    /** A Ping; one that follows a notification tells how the peer took that. */
    private record Waiting(Optional<Token> notice, CompletableFuture<Response> result, Loop.Timer timer) {}

    private final Link link;
    private final Shared shared;
    private final Map<Token, Waiting> waiting = new HashMap<>(2);
    private Loop.Timer alive = () -> {};

    Pings(Link link, Shared shared) {
        this.link = link;
        this.shared = shared;
    }

    int size() {
        return waiting.size();
    }

    /** Begins to see to it that the connection lives, if it is ours to do so. */
    void start() {
        var quiet = shared.timing().keepAlive();
        if (link.endpoint.calling() && !quiet.isZero()) {
            var left = quiet.minusNanos(shared.loop.nanos() - link.heard());
            if (left.isNegative() || left.isZero()) {
                ask(false, Optional.empty());
                left = quiet;
            }
            alive = shared.loop.after(left, this::start);
        }
    }

    /** Answers 2.04 when the peer has dealt with a notification that just went out, 4.04 if it refused that. */
    CompletionStage<Response> confirm(Token notice) {
        return ask(true, Optional.of(notice));
    }

    void pong(Token token) {
        end(token, Response.of(Status.CHANGED));
        link.left();
    }

    /** The peer does not want notifications with this token; true if one was waiting for what it says. */
    boolean refused(Token notice) {
        var all = waiting.entrySet().stream()
                .filter(each -> each.getValue().notice().filter(notice::equals).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        all.forEach(each -> end(each, Response.of(Status.NOT_FOUND)));
        return !all.isEmpty();
    }

    void close(LwM2mException why) {
        alive.cancel();
        var all = List.copyOf(waiting.values());
        waiting.clear();
        all.forEach(each -> {
            each.timer().cancel();
            each.result().completeExceptionally(why);
        });
    }

    private CompletionStage<Response> ask(boolean custody, Optional<Token> notice) {
        var octets = new byte[TOKEN];
        shared.random.nextBytes(octets);
        var token = new Token(octets);
        var result = new CompletableFuture<Response>();
        var timer = shared.loop.after(
                shared.timing().pong(),
                () -> link.end(new LwM2mException(Status.UNAVAILABLE, link.peer() + " does not answer a Ping")));
        waiting.put(token, new Waiting(notice, result, timer));
        link.send(Signal.ping(token, custody).frame());
        return result;
    }

    private void end(Token token, Response response) {
        var ended = waiting.remove(token);
        if (ended != null) {
            ended.timer().cancel();
            ended.result().complete(response);
        }
    }
}
