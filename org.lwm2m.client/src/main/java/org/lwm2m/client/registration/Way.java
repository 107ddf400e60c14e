package org.lwm2m.client.registration;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lwm2m.api.Binding;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
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
import org.lwm2m.client.account.SecurityInstance;

/**
 * The way to one server or Bootstrap-Server: a connection, made by whatever transport and security mode there are, and made again by the
 * next ones from the same place. Belongs to the client's loop; nothing of an earlier connection reaches the engine.
 */
public final class Way {

    private static final String OSCORE = "oscore";

    private final SecurityInstance account;
    private final Route route;
    private final Surroundings around;
    private final Role role;
    private final Inbox inbox;
    private final Runnable lost;
    private final Set<CompletableFuture<?>> pending = new LinkedHashSet<>();

    private Optional<Transport> transport = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private Optional<URI> local;
    /** The place to call from is that of before a restart: another may have it by now. */
    private boolean wish;

    private URI to;
    private int generation;
    private Duration since = Duration.ZERO;

    /**
     * @param lost called when the connection is over, and not by us
     */
    public Way(SecurityInstance account, Route route, Surroundings around, Role role, Inbox inbox, Runnable lost) {
        this.account = account;
        this.route = route;
        this.around = around;
        this.role = role;
        this.inbox = inbox;
        this.lost = lost;
        this.local = account.settings().local();
        this.to = route.uri();
    }

    /** Which provider it takes to go this way, and is not there; in words. */
    public Optional<String> missing() {
        var scheme = route.uri().getScheme();
        if (around.providers().transports().find(scheme).isEmpty()) {
            return Optional.of("no transport for " + scheme + ": install a bundle that carries it");
        }
        if (around.providers().modes().find(account.mode()).isEmpty()) {
            return Optional.of("no security mode " + account.mode() + ": install the bundle that knows it");
        }
        if (account.oscore().isPresent()
                && around.providers().modes().find(OSCORE).isEmpty()) {
            return Optional.of("no security mode oscore: install the bundle that knows it");
        }
        return Optional.empty();
    }

    /** Connects, if nothing is {@link #missing}, and says how that went; unless {@link #close} comes before. */
    public void open(BiConsumer<Connection, Throwable> opened) {
        close();
        var mine = generation;
        transport = carrier();
        route.look().thenCompose(uri -> connect(uri, mine)).whenComplete((made, failure) -> around.loop()
                .execute(() -> opened(mine, made, failure, opened)));
    }

    private CompletionStage<Connection> connect(URI uri, int mine) {
        if (mine != generation) {
            throw noWay();
        }
        var carrier = around.providers().transports().find(uri.getScheme());
        var mode = around.providers().modes().find(account.mode());
        transport = carrier;
        to = uri;
        return mode.orElseThrow(this::absent)
                .credentials(account.forMode(), Credentials.NONE)
                .thenCompose(this::protectedOneByOne)
                .thenCompose(keys -> carrier.orElseThrow(this::absent).connect(peer(uri, keys), new Inbound(mine)));
    }

    /** Ends the connection, or its making; whoever still waits for an answer gets 5.03. */
    public void close() {
        generation++;
        var old = connection;
        connection = Optional.empty();
        transport = Optional.empty();
        old.ifPresent(Way::close);
        List.copyOf(pending).forEach(each -> each.completeExceptionally(noWay()));
        pending.clear();
    }

    /** Where the last connection was from, as far as that is known. */
    Optional<URI> local() {
        return local;
    }

    /** Where the next connection is to be from, if that is free. */
    void from(URI place) {
        local = Optional.of(place);
        wish = true;
    }

    public boolean isOpen() {
        return connection.isPresent();
    }

    /** Changes with each connection, so that what belongs to an earlier one can be told. */
    public int generation() {
        return generation;
    }

    /** For how long the connection has been open. */
    Duration age() {
        return around.loop().elapsed().minus(since);
    }

    /** Whether the transport that this way was made by, or is being made by, is there no more. */
    public boolean abandoned() {
        return transport
                .filter(each -> !around.providers().transports().has(each))
                .isPresent();
    }

    /** What would carry the next connection. */
    public Optional<Transport> carrier() {
        return around.providers().transports().find(route.uri().getScheme());
    }

    /** Where the connection goes, or went. */
    public URI uri() {
        return to;
    }

    /** The binding that is spoken now. */
    Optional<Binding> binding() {
        return connection.map(each -> each.features().binding());
    }

    public CompletionStage<Response> send(Uplink request) {
        return over(each -> each.send(request));
    }

    CompletionStage<Void> tell(Uplink request) {
        return over(each -> each.tell(request));
    }

    /** What went wrong on the way. The alert of a handshake is kept for /1/x/11. */
    public LwM2mException problem(Throwable failure) {
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
        if (wish && failure != null) {
            local = account.settings().local();
        }
        wish = false;
        connection.flatMap(Connection::local).ifPresent(each -> local = Optional.of(each));
        since = around.loop().elapsed();
        opened.accept(made, failure);
    }

    /** Resource 17 asks for OSCORE over whatever mode resource 2 says (Core 1.2, E.1). */
    private CompletionStage<Credentials> protectedOneByOne(Credentials below) {
        return account.oscore().isEmpty()
                ? CompletableFuture.completedFuture(below)
                : around.providers()
                        .modes()
                        .find(OSCORE)
                        .orElseThrow(this::absent)
                        .credentials(account.forMode(), below);
    }

    private Peer peer(URI uri, Credentials credentials) {
        return new Peer(
                uri,
                role,
                around.endpoint(),
                credentials,
                local.filter(each -> Objects.equals(each.getScheme(), uri.getScheme())),
                account.forMode().more());
    }

    /** It was there when it was looked for, and went since. */
    private LwM2mException absent() {
        return new LwM2mException(Status.UNAVAILABLE, missing().orElse("a provider of " + to + " was just replaced"));
    }

    private LwM2mException noWay() {
        return new LwM2mException(Status.UNAVAILABLE, "no way to " + to + " at present");
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
            return onLoop(() ->
                    mine == generation ? inbox.handle(request) : CompletableFuture.completedStage(Response.SILENCE));
        }

        @Override
        public CompletionStage<Optional<Sink>> receive(Connection from, Request head, OptionalLong size) {
            return onLoop(() -> {
                if (mine != generation) {
                    throw noWay();
                }
                return inbox.receive(head, size);
            });
        }

        @Override
        public void closed(Connection over) {
            around.loop().execute(() -> {
                if (mine == generation && isOpen()) {
                    lost.run();
                }
            });
        }

        private <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> what) {
            var result = new CompletableFuture<T>();
            around.loop().execute(() -> CompletableFuture.completedFuture(what)
                    .thenCompose(Supplier::get)
                    .whenComplete((value, failure) -> {
                        if (failure == null) {
                            result.complete(value);
                        } else {
                            result.completeExceptionally(failure);
                        }
                    }));
            return result;
        }
    }
}
