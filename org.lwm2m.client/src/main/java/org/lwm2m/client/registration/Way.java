package org.lwm2m.client.registration;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.account.Account;

/**
 * The way to one server: a connection, made by whatever transport and security mode there are, and made again by the
 * next ones from the same place. Belongs to the client's loop; nothing of an earlier connection reaches the engine.
 */
final class Way {

    private final Account account;
    private final Surroundings around;
    private final Function<Request, CompletionStage<Response>> answers;
    private final Runnable lost;
    private final Set<CompletableFuture<?>> pending = new HashSet<>();

    private Optional<Transport> transport = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private Optional<URI> local;
    private int generation;
    private Duration since = Duration.ZERO;

    /** @param lost called when the connection is over, and not by us */
    Way(Account account, Surroundings around, Function<Request, CompletionStage<Response>> answers, Runnable lost) {
        this.account = account;
        this.around = around;
        this.answers = answers;
        this.lost = lost;
        this.local = account.settings().local();
    }

    /** Which provider it takes to go this way, and is not there; in words. */
    Optional<String> missing() {
        var scheme = account.uri().getScheme();
        if (around.providers().transports().find(scheme).isEmpty()) {
            return Optional.of("no transport for " + scheme + ": install a bundle that carries it");
        }
        if (around.providers().modes().find(account.mode()).isEmpty()) {
            return Optional.of("no security mode " + account.mode() + ": install the bundle that knows it");
        }
        return Optional.empty();
    }

    /** Connects, if nothing is {@link #missing}, and says how that went; unless {@link #close} comes before. */
    void open(BiConsumer<Connection, Throwable> opened) {
        close();
        var mine = generation;
        var carrier = around.providers().transports().find(account.uri().getScheme());
        var mode = around.providers().modes().find(account.mode());
        transport = carrier;
        CompletableFuture.completedFuture(account.forMode())
                .thenCompose(keys -> mode.orElseThrow().credentials(keys, Credentials.NONE))
                .thenCompose(keys -> carrier.orElseThrow().connect(peer(keys), new Inbound(mine)))
                .whenComplete((made, failure) -> around.loop().execute(() -> opened(mine, made, failure, opened)));
    }

    /** Ends the connection, or its making; whoever still waits for an answer gets 5.03. */
    void close() {
        generation++;
        var old = connection;
        connection = Optional.empty();
        transport = Optional.empty();
        old.ifPresent(Way::close);
        List.copyOf(pending).forEach(each -> each.completeExceptionally(noWay()));
        pending.clear();
    }

    boolean isOpen() {
        return connection.isPresent();
    }

    /** Changes with each connection, so that what belongs to an earlier one can be told. */
    int generation() {
        return generation;
    }

    /** For how long the connection has been open. */
    Duration age() {
        return around.loop().elapsed().minus(since);
    }

    /** Whether the transport that this way was made by, or is being made by, is there no more. */
    boolean abandoned() {
        return transport
                .filter(each -> !around.providers().transports().has(each))
                .isPresent();
    }

    /** What would carry the next connection. */
    Optional<Transport> carrier() {
        return around.providers().transports().find(account.uri().getScheme());
    }

    /** The letter of the binding that is spoken now; empty if none is. */
    String binding() {
        return connection.map(each -> each.features().binding().name()).orElse("");
    }

    CompletionStage<Response> send(Uplink request) {
        return over(each -> each.send(request));
    }

    CompletionStage<Void> tell(Uplink request) {
        return over(each -> each.tell(request));
    }

    /** What went wrong on the way. The alert of a handshake is kept for /1/x/11. */
    LwM2mException problem(Throwable failure) {
        if (LwM2mException.cause(failure) instanceof LwM2mException known) {
            known.alert().ifPresent(account::alert);
            return known;
        }
        return new LwM2mException(Status.INTERNAL_ERROR, failure.toString(), failure);
    }

    private <T> CompletionStage<T> over(Function<Connection, CompletionStage<T>> asking) {
        if (connection.isEmpty()) {
            return CompletableFuture.failedStage(noWay());
        }
        var answer = new CompletableFuture<T>();
        pending.add(answer);
        CompletableFuture.completedFuture(connection.get())
                .thenCompose(asking)
                .whenComplete((result, failure) -> around.loop().execute(() -> {
                    pending.remove(answer);
                    if (failure == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                }));
        return answer;
    }

    private void opened(int mine, Connection made, Throwable failure, BiConsumer<Connection, Throwable> opened) {
        if (mine != generation) {
            Optional.ofNullable(made).ifPresent(Way::close);
            return;
        }
        connection = Optional.ofNullable(made);
        connection.flatMap(Connection::local).ifPresent(each -> local = Optional.of(each));
        since = around.loop().elapsed();
        opened.accept(made, failure);
    }

    private Peer peer(Credentials credentials) {
        return new Peer(
                account.uri(),
                Role.MANAGEMENT,
                around.endpoint(),
                credentials,
                local,
                account.forMode().more());
    }

    private LwM2mException noWay() {
        return new LwM2mException(Status.UNAVAILABLE, "no way to " + account.uri() + " at present");
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (RuntimeException e) {
            org.slf4j.LoggerFactory.getLogger(Way.class).debug("a transport failed to close {}", connection, e);
        }
    }

    /** What comes in on one connection, on threads of its transport's. */
    private final class Inbound implements Handler {

        private final int mine;

        Inbound(int mine) {
            this.mine = mine;
        }

        @Override
        public CompletionStage<Response> handle(Connection from, Request request) {
            var answer = new CompletableFuture<Response>();
            around.loop().execute(() -> {
                if (mine != generation) {
                    answer.complete(Response.SILENCE);
                    return;
                }
                CompletableFuture.completedFuture(request).thenCompose(answers).whenComplete((response, failure) -> {
                    if (failure == null) {
                        answer.complete(response);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
            });
            return answer;
        }

        @Override
        public void closed(Connection over) {
            around.loop().execute(() -> {
                if (mine == generation && isOpen()) {
                    lost.run();
                }
            });
        }
    }
}
