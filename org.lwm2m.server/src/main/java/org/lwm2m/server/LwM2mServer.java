package org.lwm2m.server;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.api.transport.Role;
import org.lwm2m.engine.provider.Arrivals;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.engine.provider.Models;
import org.lwm2m.engine.provider.Site;
import org.lwm2m.engine.provider.Sites;
import org.lwm2m.engine.provider.Trust;
import org.lwm2m.engine.schedule.Lanes;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.server.management.Exchanges;
import org.lwm2m.server.management.Management;
import org.lwm2m.server.management.Observations;
import org.lwm2m.server.management.Surroundings;
import org.lwm2m.server.profile.Profiles;
import org.lwm2m.server.provider.Listeners;
import org.lwm2m.server.queue.Ledger;
import org.lwm2m.server.queue.Queues;
import org.lwm2m.server.registration.Journal;
import org.lwm2m.server.registration.Registered;
import org.lwm2m.server.registration.Registrar;
import org.lwm2m.server.registration.Registrations;

/** The parts of a server, put together in one place: who tells whom can be read here. */
final class LwM2mServer implements Clients, AutoCloseable {

    private final Arrivals arrivals;
    private final Codecs codecs;
    private final Models models;
    private final Trust trust;
    private final Listeners listeners = new Listeners();
    private final Journal journal;
    private final Profiles profiles;
    private final Observations observations;
    private final Registrations registrations;
    private final Registrar registrar;
    private final Sites sites;
    private final Ledger ledger;
    private final Queues queues;
    private final Exchanges exchanges;
    private final Management management;
    private volatile Settings settings;
    private volatile CompletionStage<Void> restored = CompletableFuture.completedFuture(null);
    private volatile boolean started;

    LwM2mServer(Settings initial, Time time, Executor workers, RandomGenerator random) {
        settings = initial;
        arrivals = new Arrivals(time, () -> settings.providerWait());
        codecs = new Codecs(arrivals);
        models = new Models(arrivals);
        trust = new Trust(arrivals);
        journal = new Journal(workers, time);
        profiles = new Profiles(() -> settings.bounds().profiles(), workers);
        observations = new Observations(() -> settings.limits(), journal, random);
        var lanes = new Lanes(workers);
        var chronicle = new Chronicle(journal, lanes, listeners, observations);
        registrations = new Registrations(time, () -> settings.bounds(), chronicle);
        registrar = new Registrar(registrations, () -> settings.bounds(), trust, codecs, profiles, random);
        sites = new Sites(ServerEngine.PID, Role.MANAGEMENT, time, arrivals, trust, this::reception, this::lost);
        ledger = new Ledger(workers);
        var ticker = new Ticker(lanes, listeners);
        queues = new Queues(time, workers, random, () -> settings.queues(), ticker, ledger, registrations::queueMode);
        exchanges = new Exchanges(time, registrations, sites, () -> settings.limits(), queues);
        var surroundings = new Surroundings(time, workers, lanes, codecs, models, listeners);
        management = new Management(
                surroundings, registrations, registrar, exchanges, observations, () -> settings.limits());
        chronicle.tells(exchanges, management, queues);
        ticker.tells(management);
    }

    /** Listens, once what a store kept is known: else a client would be told that it isn't registered. */
    void start() {
        started = true;
        restored.thenRun(() -> sites.listen(settings.listen()));
    }

    void change(Settings changed) {
        settings = changed;
        sites.listen(changed.listen());
        queues.changed();
    }

    @Override
    public void close() {
        sites.close();
        arrivals.close();
        exchanges.close();
        registrations.close();
        journal.flush();
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

    Profiles profiles() {
        return profiles;
    }

    Listeners listeners() {
        return listeners;
    }

    void keepIn(RegistrationStore store) {
        var read = journal.attach(store, this::restore, this::keepAll);
        if (!started) {
            restored = read;
        }
    }

    void keepNoLongerIn(RegistrationStore store) {
        journal.detach(store);
    }

    void queueIn(StateStore store) {
        ledger.attach(store, management::restore, queues::keepAll);
    }

    void queueNoLongerIn(StateStore store) {
        ledger.detach(store);
    }

    @Override
    public Optional<Client> find(String endpoint) {
        return registrations.find(endpoint).map(found -> management.client(endpoint));
    }

    @Override
    public Optional<Client> registered(String id) {
        return registrations
                .byId(id)
                .map(found -> management.client(found.registration().endpoint()));
    }

    @Override
    public Stream<Client> of(Identity identity) {
        return handles(registrations.stream()
                .filter(each -> each.registration().identity().equals(identity)));
    }

    @Override
    public Stream<Client> stream() {
        return handles(registrations.stream());
    }

    private Stream<Client> handles(Stream<Registered> some) {
        return some.map(each -> management.client(each.registration().endpoint()));
    }

    @Override
    public int count() {
        return registrations.count();
    }

    private Reception reception(Site site) {
        return new Reception(
                site::local, registrar, management.reporting(), observations, queues, () -> settings.bounds()
                        .retryAfter());
    }

    private void lost(Site site) {
        exchanges.lost(site);
    }

    private void restore(Registration registration, Map<Token, Downlink> kept) {
        if (registrar.restore(registration)) {
            registrations.byId(registration.id()).ifPresent(found -> observations.restore(found, kept));
        } else if (registrations.byId(registration.id()).isEmpty()) {
            journal.remove(registration.id());
        }
    }

    private void keepAll() {
        registrations.stream().map(Registered::registration).forEach(journal::put);
        observations.keepAll();
    }
}
