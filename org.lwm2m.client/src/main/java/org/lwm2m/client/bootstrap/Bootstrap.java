package org.lwm2m.client.bootstrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Role;
import org.lwm2m.client.account.BootstrapAccount;
import org.lwm2m.client.loop.Loop.Timer;
import org.lwm2m.client.registration.Surroundings;
import org.lwm2m.client.registration.Way;

/**
 * When a client is bootstrapped, and how that goes: by itself when it has no server that works, and when it is told to
 * (Core 1.2, 6.1). Belongs to the client's loop: all methods are called there, all stages complete there.
 */
public final class Bootstrap {

    /** EXCHANGE_LIFETIME: for longer, no operation of a session may be waited for (Core 1.2, 6.1.5). */
    private static final Duration PATIENCE = Duration.ofSeconds(247);

    private final Surroundings around;
    private final Host host;
    private final Retries retries = new Retries();
    private final Lingering lingering;
    private final List<CompletableFuture<Void>> outcomes = new ArrayList<>();
    private Optional<BootstrapAccount> account = Optional.empty();
    private Optional<Way> way = Optional.empty();
    private Optional<Session> session = Optional.empty();
    private Optional<ServerStatus> status = Optional.empty();

    private Timer next = () -> {};
    private Timer limit = () -> {};
    private Timer purge = () -> {};
    /** It is the client's own wish, which may pass. */
    private boolean byItself;
    /** A request is out or on its way, or a session is going on. */
    private boolean busy;

    public Bootstrap(Surroundings around, Host host) {
        this.around = around;
        this.host = host;
        this.lingering = new Lingering(around.loop());
    }

    /** How it stands with the bootstrap account, if there is one. */
    public Optional<ServerStatus> status() {
        return status;
    }

    /** Accounts or registrations changed: begins if that is needed now, and lets it be if it is no longer. */
    public void look() {
        var now = host.accounts().bootstrap();
        if (!now.equals(account)) {
            leave("the bootstrap account is another one");
            account = now;
            status = now.map(each -> say(each, State.WAITING, "is not needed now", Optional.empty()));
            host.bootstrapChanged();
        }
        if (account.isEmpty() || busy) {
            return;
        }
        var needed = host.needsBootstrap();
        if (needed && !byItself) {
            byItself = true;
            holdOff(account.get());
        } else if (!needed && byItself) {
            rest("is not needed now");
        }
    }

    /** Begins now, or waits for what has begun. Complete when the client is bootstrapped. */
    public CompletionStage<Void> begin() {
        if (account.isEmpty()) {
            return CompletableFuture.failedStage(
                    new LwM2mException(Status.NOT_FOUND, around.endpoint() + " has no bootstrap account"));
        }
        var outcome = new CompletableFuture<Void>();
        outcomes.add(outcome);
        if (!busy) {
            attempt();
        }
        return outcome;
    }

    /** A transport, a security mode or a codec came or went. */
    public void providersChanged() {
        if (way.filter(Way::abandoned).isPresent()) {
            if (busy) {
                failed(new LwM2mException(Status.UNAVAILABLE, "its transport is being replaced"));
            }
            hangUp();
        }
        if (status.filter(each -> each.state() == State.NO_PROVIDER).isPresent()) {
            attempt();
        }
    }

    /** The client ends. */
    public void close() {
        leave(around.endpoint() + " is closed");
        lingering.close();
        purge.cancel();
    }

    /** After that, the account is to go (/0/x/12). */
    public void purgeAfter(Duration time) {
        purge.cancel();
        purge = around.loop().after(time, host::purge);
    }

    /** Core 1.2, 6.1.3: the Bootstrap-Server may begin meanwhile. A bundle that is being replaced may be back, too. */
    private void holdOff(BootstrapAccount to) {
        var gap = around.tuning().gap();
        var pause = to.holdOff().compareTo(gap) < 0 ? gap : to.holdOff();
        pause(State.WAITING, Optional.of("there is no server that works"), pause);
        var open = way(to);
        if (open.missing().isEmpty() && !open.isOpen()) {
            open.open((connection, failure) -> {});
        }
    }

    private Way way(BootstrapAccount to) {
        if (way.isEmpty()) {
            var made = new Way[1];
            made[0] = new Way(
                    to, to::uri, around, Role.BOOTSTRAP, request -> handle(made[0], request), () -> lost(made[0]));
            way = Optional.of(made[0]);
        }
        return way.get();
    }

    private void attempt() {
        next.cancel();
        var to = account.orElseThrow();
        var now = way(to);
        lingering.release(now);
        var missing = now.missing();
        busy = missing.isEmpty();
        if (missing.isPresent()) {
            tell(State.NO_PROVIDER, missing, Optional.empty());
        } else if (now.isOpen()) {
            ask(to, now);
        } else {
            tell(State.CONNECTING, Optional.empty(), Optional.empty());
            now.open((connection, failure) -> {
                if (failure == null) {
                    ask(to, now);
                } else {
                    failed(now.problem(failure));
                }
            });
        }
    }

    private void ask(BootstrapAccount to, Way now) {
        tell(State.BOOTSTRAPPING, Optional.empty(), Optional.empty());
        supervise();
        var asking = new Asking(around, to, now);
        if (asking.canPack()) {
            pack(asking, now);
        } else {
            request(asking, now);
        }
    }

    private void pack(Asking asking, Way now) {
        var begun = new Session(host, around, asking.account().settings().version());
        session = Optional.of(begun);
        asking.pack().whenComplete((pack, failure) -> {
            if (!current(begun, now)) {
                return;
            } else if (failure != null) {
                failed(now.problem(failure));
            } else if (pack.isEmpty()) {
                request(asking, now);
            } else {
                take(begun, pack.get(), asking, now);
            }
        });
    }

    private void take(Session begun, Response pack, Asking asking, Way now) {
        begun.pack(pack.content().orElseThrow()).whenComplete((taken, failure) -> {
            if (failure == null) {
                succeeded(begun, now, "by a pack");
            } else if (current(begun, now)) {
                host.say("can't use the pack of " + asking.account().uri() + ": "
                        + LwM2mException.cause(failure).getMessage());
                request(asking, now);
            }
        });
    }

    private void request(Asking asking, Way now) {
        session.ifPresent(Session::end);
        var begun = new Session(host, around, asking.account().settings().version());
        session = Optional.of(begun);
        supervise();
        asking.bootstrap().whenComplete((response, failure) -> {
            if (!current(begun, now) || begun.taken()) {
                return;
            } else if (failure != null) {
                failed(now.problem(failure));
            } else if (response.status().success()) {
                supervise();
            } else {
                refused(response);
            }
        });
    }

    private boolean current(Session some, Way over) {
        return session.filter(each -> each == some).isPresent()
                && way.filter(each -> each == over).isPresent();
    }

    private CompletionStage<Response> handle(Way over, Request request) {
        if (request instanceof Foreign || request instanceof Uplink) {
            return CompletableFuture.completedStage(Response.failed(Status.NOT_FOUND, "a client has no such thing"));
        } else if (request instanceof BootstrapDownlink ask
                && session.filter(each -> !each.taken() || ask instanceof BootstrapDownlink.Finish)
                        .isPresent()) {
            return operate(session.get(), over, ask);
        } else if (request instanceof BootstrapDownlink ask && byItself && !busy) {
            // LwM2M 1.0, 5.1.2.4: it begins by itself, while we hold off.
            next.cancel();
            busy = true;
            session = Optional.of(
                    new Session(host, around, account.orElseThrow().settings().version()));
            tell(State.BOOTSTRAPPING, Optional.empty(), Optional.empty());
            return operate(session.get(), over, ask);
        }
        // What servers may ask is nothing for a Bootstrap-Server; and it is asked to begin, or waited for.
        return CompletableFuture.completedStage(Response.SILENCE);
    }

    private CompletionStage<Response> operate(Session in, Way over, BootstrapDownlink ask) {
        if (!in.taken()) {
            supervise();
        }
        var before = in.taken();
        return in.handle(ask).whenComplete((response, failure) -> {
            if (!before && in.taken()) {
                succeeded(in, over, "");
            }
        });
    }

    private void supervise() {
        limit.cancel();
        limit = around.loop()
                .after(
                        PATIENCE,
                        () -> failed(new LwM2mException(
                                Status.TIMEOUT,
                                "no operation of the Bootstrap-Server's for " + PATIENCE.toSeconds() + " s")));
    }

    /** The accounts are others by now, and so may be that of the Bootstrap-Server. */
    private void succeeded(Session done, Way over, String how) {
        if (session.filter(each -> each == done).isEmpty()) {
            return;
        }
        limit.cancel();
        next.cancel();
        retries.restart();
        busy = false;
        byItself = false;
        // Its answer to Finish may get lost: then it is asked again.
        lingering.begin(over, () -> hangUp(over));
        host.say("is bootstrapped " + how);
        List.copyOf(outcomes).forEach(each -> each.complete(null));
        outcomes.clear();
        var now = host.accounts().bootstrap();
        if (now.equals(account)) {
            tell(State.WAITING, Optional.of("is bootstrapped"), Optional.empty());
        } else {
            account = now;
            way = Optional.empty();
            status = now.map(each -> say(each, State.WAITING, "is bootstrapped", Optional.empty()));
            host.bootstrapChanged();
        }
        purge.cancel();
        now.flatMap(BootstrapAccount::timeout).ifPresent(this::purgeAfter);
    }

    private void refused(Response response) {
        var problem = new LwM2mException(response.status(), "the Bootstrap-Server answered " + response.reason());
        over(problem);
        again(problem, response.retryAfter().orElseGet(() -> retries.after(problem)));
    }

    private void failed(LwM2mException problem) {
        over(problem);
        again(problem, retries.after(problem));
    }

    /** The session and its way: the accounts are as they were before. */
    private void over(LwM2mException problem) {
        limit.cancel();
        session.ifPresent(Session::end);
        session = Optional.empty();
        busy = false;
        hangUp();
        List.copyOf(outcomes).forEach(each -> each.completeExceptionally(problem));
        outcomes.clear();
    }

    private void again(LwM2mException problem, Duration pause) {
        byItself = host.needsBootstrap();
        if (byItself) {
            pause(
                    State.WAITING,
                    Optional.of(problem.getMessage()),
                    around.jitter().later(pause));
        } else {
            tell(State.FAILED, Optional.of(problem.getMessage()), Optional.empty());
        }
        host.say("is not bootstrapped: " + problem.getMessage()
                + (byItself ? "; asks again in " + pause.toSeconds() + " s" : ""));
    }

    private void rest(String why) {
        next.cancel();
        byItself = false;
        hangUp();
        tell(State.WAITING, Optional.of(why), Optional.empty());
    }

    private void leave(String why) {
        next.cancel();
        retries.restart();
        byItself = false;
        over(new LwM2mException(Status.UNAVAILABLE, why));
    }

    private void lost(Way over) {
        hangUp(over);
        if (busy && way.isEmpty()) {
            failed(new LwM2mException(Status.UNAVAILABLE, "the connection to the Bootstrap-Server was lost"));
        }
    }

    private void hangUp() {
        way.ifPresent(this::hangUp);
    }

    private void hangUp(Way over) {
        over.close();
        if (way.filter(each -> each == over).isPresent()) {
            way = Optional.empty();
            session = session.filter(each -> busy);
        }
    }

    private void pause(State state, Optional<String> problem, Duration pause) {
        next.cancel();
        next = around.loop().after(pause, this::attempt);
        tell(state, problem, Optional.of(pause));
    }

    private void tell(State state, Optional<String> problem, Optional<Duration> pause) {
        status = account.map(each -> new ServerStatus(
                0, each.uri(), state, problem, pause.map(around.loop().now()::plus), Optional.empty()));
        host.bootstrapChanged();
    }

    private ServerStatus say(BootstrapAccount to, State state, String words, Optional<Duration> pause) {
        return new ServerStatus(
                0, to.uri(), state, Optional.of(words), pause.map(around.loop().now()::plus), Optional.empty());
    }
}
