package org.lwm2m.bootstrap;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapServer;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.bootstrap.session.Bootstrapping;
import org.lwm2m.bootstrap.session.Listeners;
import org.lwm2m.bootstrap.session.Planners;
import org.lwm2m.bootstrap.session.Surroundings;
import org.lwm2m.engine.provider.Arrivals;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.engine.provider.Models;
import org.lwm2m.engine.provider.Site;
import org.lwm2m.engine.provider.Sites;
import org.lwm2m.engine.provider.Trust;
import org.lwm2m.engine.schedule.Lanes;
import org.lwm2m.engine.schedule.Time;

/** The parts of a Bootstrap-Server, put together in one place: who tells whom can be read here. */
final class LwM2mBootstrapServer implements BootstrapServer, AutoCloseable {

    private static final Handler NOTHING_HERE = (from, request) -> CompletableFuture.completedFuture(
            Response.failed(Status.NOT_FOUND, "this is an LwM2M Bootstrap-Server, ask it where it listens"));

    private final Arrivals arrivals;
    private final Codecs codecs;
    private final Models models;
    private final Trust trust;
    private final Planners planners;
    private final Listeners listeners = new Listeners();
    private final Sites sites;
    private final Bootstrapping bootstrapping;
    private volatile Settings settings;

    LwM2mBootstrapServer(Settings initial, Time time, Executor workers) {
        settings = initial;
        arrivals = new Arrivals(time, () -> settings.providerWait());
        codecs = new Codecs(arrivals);
        models = new Models(arrivals);
        trust = new Trust(arrivals);
        planners = new Planners(arrivals);
        sites = new Sites(BootstrapEngine.PID, Role.BOOTSTRAP, time, arrivals, trust, this::reception, site -> {});
        var surroundings =
                new Surroundings(time, new Lanes(workers), codecs, models, trust, sites, () -> settings.bounds());
        bootstrapping = new Bootstrapping(surroundings, planners, listeners);
    }

    void start() {
        sites.listen(settings.listen());
    }

    void change(Settings changed) {
        settings = changed;
        sites.listen(changed.listen());
    }

    @Override
    public void close() {
        sites.close();
        arrivals.close();
        bootstrapping.close();
    }

    Sites sites() {
        return sites;
    }

    Codecs codecs() {
        return codecs;
    }

    Models models() {
        return models;
    }

    Trust trust() {
        return trust;
    }

    Planners planners() {
        return planners;
    }

    Listeners listeners() {
        return listeners;
    }

    @Override
    public List<BootstrapSession> sessions() {
        return bootstrapping.sessions();
    }

    @Override
    public List<BootstrapReport> reports() {
        return bootstrapping.reports();
    }

    @Override
    public CompletionStage<BootstrapReport> start(String endpoint, URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            return CompletableFuture.failedFuture(
                    new LwM2mException(Status.BAD_REQUEST, "not the URI of a client, such as coap://192.0.2.9:56830"));
        }
        var psk = new Identity.Psk(endpoint);
        // A key is used if there is one: who has one is not to be called without.
        return trust.find(psk).thenCompose(caller -> {
            var key = caller.map(each -> each.credentials()).filter(Credentials.PreSharedKey.class::isInstance);
            return key.isPresent() && address.getScheme().startsWith("coaps")
                    ? called(endpoint, address, psk, key.get())
                    : heldOff(endpoint, address);
        });
    }

    /** A client that waits for its Bootstrap-Server takes only what comes from there: from where we listen. */
    private CompletionStage<BootstrapReport> heldOff(String endpoint, URI address) {
        var nobody = new Identity.None(address.getHost());
        return sites.find(address)
                .flatMap(Site::listener)
                .map(listener -> bootstrapping.start(
                        endpoint,
                        address,
                        nobody,
                        () -> CompletableFuture.completedFuture(listener.resume(address, nobody))))
                .orElseGet(() -> called(endpoint, address, nobody, Credentials.NONE));
    }

    private CompletionStage<BootstrapReport> called(
            String endpoint, URI address, Identity identity, Credentials credentials) {
        var transport = sites.transport(address.getScheme());
        if (transport.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new LwM2mException(Status.UNAVAILABLE, "no transport for " + address.getScheme() + " at present"));
        }
        var peer = new Peer(address, Role.BOOTSTRAP, endpoint, credentials, Optional.empty(), List.of());
        return transport.get().connect(peer, NOTHING_HERE).thenCompose(connection -> bootstrapping
                .start(endpoint, address, identity, () -> CompletableFuture.completedFuture(connection))
                .whenComplete((report, failure) -> connection.close()));
    }

    private Reception reception(Site site) {
        return new Reception(site, bootstrapping, () -> settings.bounds().retryAfter());
    }
}
