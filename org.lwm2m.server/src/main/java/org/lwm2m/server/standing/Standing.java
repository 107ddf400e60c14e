package org.lwm2m.server.standing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.StandingObservation;
import org.lwm2m.api.server.StandingObservations;
import org.lwm2m.api.store.StateStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wanted of clients for good. When it stops, the clients are told nothing: the server's store has their
 * observations, and they go on.
 */
@Component(service = {Standing.class, StandingObservations.class})
public final class Standing implements StandingObservations {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    /** Each is looked at with each Update of each client. */
    static final int MOST = 1000;

    private final Clients clients;
    private final Hearing hearing;
    private final Asking asking;
    private final Map<String, StandingObservation> configured = new TreeMap<>(); // guarded by this
    private final Map<String, StandingObservation> kept = new TreeMap<>(); // guarded by this
    private Optional<WishStore> store = Optional.empty(); // guarded by this
    private Optional<Runnable> hears = Optional.empty(); // guarded by this

    @Activate
    public Standing(@Reference Clients clients, BundleContext context) {
        this(clients, listener -> context.registerService(ClientListener.class, listener, null)::unregister);
    }

    Standing(Clients clients, Hearing hearing) {
        this.clients = clients;
        this.hearing = hearing;
        this.asking = new Asking(clients);
    }

    /** Has a listener hear of clients until that is ended. */
    @FunctionalInterface
    interface Hearing {

        Runnable begin(ClientListener listener);
    }

    @Deactivate
    synchronized void close() {
        hears.ifPresent(Runnable::run);
        hears = Optional.empty();
    }

    /** Only while anything is wanted: an Update of which nobody wants to hear costs less. */
    private synchronized void hear() {
        if (kept.isEmpty() && configured.isEmpty()) {
            close();
        } else if (hears.isEmpty()) {
            hears = Optional.of(hearing.begin(new Ear()));
        }
    }

    @Override
    public synchronized Map<String, StandingObservation> all() {
        var all = new TreeMap<>(kept);
        all.putAll(configured);
        return all;
    }

    @Override
    public int observed(String name) {
        return asking.observed(name);
    }

    @Override
    public void keep(String name, StandingObservation wish) {
        if (!name.matches("[^\\s/\\p{Cntrl}]+")) {
            throw new IllegalArgumentException("'" + name + "' is no name; it has no blanks and no slashes");
        }
        synchronized (this) {
            if (configured.containsKey(name)) {
                throw new IllegalArgumentException(name + " is configured; change its configuration");
            } else if (kept.size() >= MOST && !kept.containsKey(name)) {
                throw new IllegalStateException("there are " + MOST + " standing observations already");
            }
        }
        current().ifPresent(each -> each.put(name, wish));
        synchronized (this) {
            kept.put(name, wish);
        }
        begin(name, wish);
    }

    @Override
    public boolean remove(String name) {
        StandingObservation gone;
        synchronized (this) {
            gone = kept.remove(name);
        }
        if (gone == null) {
            return false;
        }
        current().ifPresent(each -> each.remove(name));
        asking.end(name);
        hear();
        return true;
    }

    void configure(String name, StandingObservation wish) {
        synchronized (this) {
            configured.put(name, wish);
        }
        begin(name, wish);
    }

    void forget(String name) {
        synchronized (this) {
            configured.remove(name);
        }
        asking.end(name);
        hear();
    }

    /** What was kept counts, and what was said before the store came is kept. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStore(StateStore states) {
        var found = new WishStore(states);
        Map<String, StandingObservation> fresh;
        Map<String, StandingObservation> before;
        try {
            fresh = found.all();
            synchronized (this) {
                store = Optional.of(found);
                before = Map.copyOf(kept);
                fresh.keySet().removeAll(before.keySet());
                kept.putAll(fresh);
            }
            before.forEach(found::put);
        } catch (RuntimeException e) {
            LOG.warn("standing observations can't be kept in the store: {}", e.toString());
            return;
        }
        fresh.forEach(this::begin);
    }

    synchronized void removeStore(StateStore states) {
        store = store.filter(each -> !each.is(states));
    }

    private void look(Client client) {
        var wishes = wishes();
        if (!wishes.isEmpty()) {
            var registration = client.registration();
            wishes.forEach(each -> {
                if (each.getValue().concerns(registration.endpoint())) {
                    asking.want(each.getKey(), each.getValue(), registration);
                }
            });
        }
    }

    private void begin(String name, StandingObservation wish) {
        hear();
        asking.end(name);
        try (var all = clients.stream()) {
            all.map(Client::registration)
                    .filter(each -> wish.concerns(each.endpoint()))
                    .forEach(each -> asking.want(name, wish, each));
        }
    }

    private List<Map.Entry<String, StandingObservation>> wishes() {
        return all().entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
    }

    private synchronized Optional<WishStore> current() {
        return store;
    }

    /** Hears of clients, to ask them in time. */
    private final class Ear implements ClientListener {

        @Override
        public void registered(Client client, Optional<Registration> previous) {
            look(client);
        }

        @Override
        public void updated(Client client, Registration previous) {
            look(client);
        }

        @Override
        public void gone(Registration last, Reason reason) {
            asking.gone(last.endpoint());
        }
    }
}
