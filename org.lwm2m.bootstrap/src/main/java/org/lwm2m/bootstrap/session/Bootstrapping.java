package org.lwm2m.bootstrap.session;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.bootstrap.session.Sessions.Running;
import org.lwm2m.engine.provider.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers those who ask to be bootstrapped, and does it (Core 1.2, 6.1). */
public final class Bootstrapping {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrapping.class);

    /** The answer to the request is to arrive before what follows it, also where datagrams overtake each other. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Surroundings around;
    private final Planners planners;
    private final Listeners listeners;
    private final Sessions sessions;

    public Bootstrapping(Surroundings around, Planners planners, Listeners listeners) {
        this.around = around;
        this.planners = planners;
        this.listeners = listeners;
        this.sessions = new Sessions(around.bounds());
    }

    /** Answers a Bootstrap-Request; what it asks for follows in a moment. */
    public CompletionStage<Response> request(Connection from, Site site, Uplink.BootstrapRequest said) {
        return endpoint(from, said.endpoint())
                .thenCompose(endpoint -> preferred(said.preferred()).thenCompose(preferred -> {
                    var caller = caller(endpoint, from, false, List.of());
                    var session = session(caller, way(site, from.address(), from.identity()), said.preferred());
                    return planned(session, Status.BAD_REQUEST).thenApply(plan -> {
                        begin(new Running(session, plan), PAUSE);
                        return Response.of(Status.CHANGED);
                    });
                }));
    }

    /** Answers with the pack that is planned. */
    public CompletionStage<Response> pack(Connection from, Uplink.BootstrapPackRequest said) {
        if (!around.bounds().get().packs()) {
            return failed(Status.NOT_IMPLEMENTED, "packs are not served here, ask at /bs");
        }
        return endpoint(from, said.endpoint()).thenCompose(endpoint -> Pack.format(said.accept(), around.codecs())
                .thenCompose(format -> {
                    var caller = caller(endpoint, from, true, said.account());
                    var session = session(caller, Bootstrapping::nowhere, Optional.of(format));
                    return planned(session, Status.BAD_REQUEST)
                            .thenCompose(plan -> packed(new Running(session, plan), format));
                }));
    }

    /** Begins with a client that did not ask. @param way to it, which is closed at the end */
    public CompletionStage<BootstrapReport> start(
            String endpoint, URI address, Identity identity, Supplier<CompletionStage<Connection>> way) {
        var caller = new Session.Caller(
                endpoint, identity, address, false, List.of(), around.time().now());
        var session = session(caller, way, Optional.empty());
        return planned(session, Status.NOT_FOUND).thenCompose(plan -> {
            begin(new Running(session, plan), Duration.ZERO);
            return session.over();
        });
    }

    public List<BootstrapSession> sessions() {
        return sessions.all().stream().<BootstrapSession>map(Running::session).toList();
    }

    public List<BootstrapReport> reports() {
        return sessions.reports();
    }

    /** Ends all, and takes no more up. */
    public void close() {
        sessions.close()
                .forEach(each -> end(each, new LwM2mException(Status.UNAVAILABLE, "the Bootstrap-Server stopped")));
    }

    private CompletionStage<String> endpoint(Connection from, Optional<String> said) {
        return around.callers().find(from.identity()).thenApply(caller -> {
            var known = caller.orElseThrow(() -> new LwM2mException(Status.BAD_REQUEST, "not a caller we know"));
            var endpoint = Names.endpoint(said, known.endpoints(), from.identity());
            sessions.requireRoom(endpoint, from.identity());
            return endpoint;
        });
    }

    /** Nothing but a format that can hold bootstrap data, and that there is a codec for, can be preferred. */
    private CompletionStage<Void> preferred(Optional<ContentFormat> preferred) {
        if (preferred.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var usable = Dialect.STRUCTURED.contains(preferred.get())
                ? around.codecs().usable(List.of(preferred.get()))
                : CompletableFuture.completedFuture(List.<ContentFormat>of());
        return usable.thenAccept(formats -> {
            if (formats.isEmpty()) {
                throw new LwM2mException(
                        Status.UNSUPPORTED_FORMAT,
                        "pct " + preferred.get().number() + " is none of the formats that are spoken here");
            }
        });
    }

    private Session.Caller caller(String endpoint, Connection from, boolean pack, List<Path> account) {
        return new Session.Caller(
                endpoint,
                from.identity(),
                from.address(),
                pack,
                account,
                around.time().now());
    }

    private Session session(
            Session.Caller caller, Supplier<CompletionStage<Connection>> way, Optional<ContentFormat> preferred) {
        return new Session(
                caller,
                new Asking(around.time(), around.bounds(), way),
                new Dialect(around.codecs(), around.models(), preferred),
                around.codecs(),
                (session, result) -> around.lanes()
                        .run(session.endpoint(), () -> listeners.tell(each -> each.done(session, result))));
    }

    /** The engine keeps an address, never a connection: its transport may be replaced meanwhile. */
    private Supplier<CompletionStage<Connection>> way(Site site, URI address, Identity identity) {
        return () -> around.sites().listener(site).thenApply(listener -> listener.map(
                        each -> each.resume(address, identity))
                .orElseThrow(() -> new LwM2mException(Status.UNAVAILABLE, "no transport for " + site + " at present")));
    }

    private static CompletionStage<Connection> nowhere() {
        return CompletableFuture.failedFuture(new LwM2mException(Status.METHOD_NOT_ALLOWED, "a pack is one answer"));
    }

    private CompletionStage<BootstrapPlan> planned(Session session, Status otherwise) {
        var plan = new CompletableFuture<Optional<BootstrapPlan>>();
        var timer = around.time()
                .after(
                        around.bounds().get().request(),
                        () -> plan.completeExceptionally(
                                new LwM2mException(Status.UNAVAILABLE, "no planner answers in time")));
        CompletableFuture.supplyAsync(() -> planners.plan(session), lane(session))
                .thenCompose(found -> found)
                .whenComplete((found, failure) -> {
                    timer.cancel();
                    if (failure == null) {
                        plan.complete(found);
                    } else {
                        plan.completeExceptionally(LwM2mException.cause(failure));
                    }
                });
        return plan.thenApply(found -> found.orElseThrow(
                () -> new LwM2mException(otherwise, "there is no plan for an endpoint of this name")));
    }

    private void begin(Running next, Duration pause) {
        admit(next);
        around.time().after(pause, () -> new Course(next.session(), next.plan(), lane(next.session()))
                .run()
                .whenComplete((done, failure) -> end(next, failure)));
    }

    private CompletionStage<Response> packed(Running next, ContentFormat format) {
        admit(next);
        var session = next.session();
        return CompletableFuture.supplyAsync(() -> next.plan().steps(session), lane(session))
                .thenCompose(steps -> steps)
                .thenCompose(steps -> Pack.encode(steps, session.account(), format, around.codecs()))
                .handle((answer, failure) -> {
                    var response = failure == null ? answer : Response.failed(LwM2mException.cause(failure));
                    session.note(Pack.result(response));
                    end(next, failure);
                    return response;
                });
    }

    private void admit(Running next) {
        var session = next.session();
        sessions.admit(next)
                .ifPresent(before -> end(
                        before,
                        new LwM2mException(Status.CONFLICT, "the client asked anew while it was bootstrapped")));
        around.lanes().run(session.endpoint(), () -> listeners.tell(each -> each.started(session)));
        var limit = around.bounds().get().session();
        var timer = around.time()
                .after(
                        limit,
                        () -> end(
                                next,
                                new LwM2mException(
                                        Status.TIMEOUT, "not done within " + limit.toSeconds() + " seconds")));
        session.over().whenComplete((report, failure) -> timer.cancel());
    }

    /** @param failure null if all went well */
    private void end(Running last, Throwable failure) {
        var session = last.session();
        var known = Optional.ofNullable(failure).map(each -> known(session, LwM2mException.cause(each)));
        var report = session.report(around.time().now(), known);
        if (!session.end(report)) {
            return;
        }
        sessions.ended(last, report);
        if (known.isEmpty()) {
            LOG.info("{} is bootstrapped", session.endpoint());
        } else {
            LOG.warn(
                    "{} could not be bootstrapped: {}",
                    session.endpoint(),
                    known.get().getMessage());
        }
        around.lanes().run(session.endpoint(), () -> {
            listeners.contained(last.plan(), () -> last.plan().ended(session, known));
            listeners.tell(each -> each.ended(session, report));
        });
    }

    private static LwM2mException known(Session session, Throwable cause) {
        if (cause instanceof LwM2mException known) {
            return known;
        }
        LOG.error("the plan for {} failed", session.endpoint(), cause);
        return new LwM2mException(Status.INTERNAL_ERROR, "the plan failed, see above: " + cause);
    }

    private Executor lane(Session session) {
        return task -> around.lanes().run(session.endpoint(), task);
    }

    private static <T> CompletionStage<T> failed(Status status, String why) {
        return CompletableFuture.failedFuture(new LwM2mException(status, why));
    }
}
