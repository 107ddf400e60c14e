package org.lwm2m.engine.provider;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.engine.schedule.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens wherever it is wanted, as soon as a transport for the scheme is there, and again after that was replaced. */
public final class Sites implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sites.class);
    private static final Duration SETTLING = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 9;
    private static final int FAILURES_ON_THE_OLD_PORT = 3;

    private final String pid;
    private final Role role;
    private final Time time;
    private final Arrivals arrivals;
    private final CredentialStore callers;
    private final Function<Site, Handler> handlers;
    private final Consumer<Site> lost;
    private final Map<String, Ranked<Transport>> transports = new HashMap<>(); // guarded by this
    private List<Site> sites = List.of(); // guarded by this
    private boolean closed; // guarded by this

    /**
     * @param pid whose configuration says where
     * @param lost told when a site can't be listened at any more, or not for the moment
     */
    public Sites(
            String pid,
            Role role,
            Time time,
            Arrivals arrivals,
            Trust callers,
            Function<Site, Handler> handlers,
            Consumer<Site> lost) {
        this.pid = pid;
        this.role = role;
        this.time = time;
        this.arrivals = arrivals;
        this.callers = callers;
        this.handlers = handlers;
        this.lost = lost;
        callers.tells(this::review);
    }

    /** Where to listen from now on; sites that stay are not disturbed. */
    public void listen(List<URI> wanted) {
        var gone = new ArrayList<Site>();
        synchronized (this) {
            if (closed) {
                return;
            }
            var next = new ArrayList<Site>();
            for (var site : sites) {
                (wanted.contains(site.wanted()) ? next : gone).add(site);
            }
            for (var uri : wanted) {
                if (next.stream().noneMatch(site -> site.wanted().equals(uri))) {
                    var site = new Site(uri);
                    next.add(site);
                    site.missing = time.after(PATIENCE, () -> missed(site));
                }
            }
            sites = List.copyOf(next);
            gone.forEach(site -> site.closed = true);
        }
        gone.forEach(site -> site.missing.cancel());
        gone.forEach(this::shut);
        all().forEach(this::open);
    }

    public void add(Transport transport, Map<String, ?> properties) {
        synchronized (this) {
            for (var scheme : Properties.texts(properties.get(Transport.SCHEME))) {
                transports.computeIfAbsent(scheme, name -> new Ranked<>()).add(transport, properties);
            }
        }
        all().forEach(this::open);
    }

    public void remove(Transport transport) {
        var without = new ArrayList<Site>();
        synchronized (this) {
            transports.values().forEach(each -> each.remove(transport));
            for (var site : sites) {
                if (site.transport == transport) {
                    without.add(site);
                }
            }
        }
        without.forEach(this::shut);
        without.forEach(this::open);
    }

    /** The site that a client came to, also if it is closed at the moment; else any other of the same scheme. */
    public Optional<Site> find(URI local) {
        var others = Optional.<Site>empty();
        for (var site : all()) {
            if (site.local().equals(local) || site.wanted().equals(local)) {
                return Optional.of(site);
            } else if (others.isEmpty() && site.wanted().getScheme().equals(local.getScheme())) {
                others = Optional.of(site);
            }
        }
        return others;
    }

    /** The best transport for a scheme, to call by. */
    public synchronized Optional<Transport> transport(String scheme) {
        return Optional.ofNullable(transports.get(scheme)).flatMap(Ranked::best);
    }

    /** The listener of a site, now or in a moment. */
    public CompletionStage<Optional<Listener>> listener(Site site) {
        return arrivals.await(site, site::listener);
    }

    /** Whatever shows that a client found its way to a site that listens again; empty if it does not in a moment. */
    public <T> CompletionStage<Optional<T>> heard(Site site, Supplier<Optional<T>> look) {
        return arrivals.await(site, look);
    }

    /**
     * The same for a site that listens only just now: a client in the same framework shares the transport, so it needs
     * a moment as well. What is sent before it is back waits for a retransmission, and all else behind that.
     */
    public <T> CompletionStage<Optional<T>> settled(Site site, Supplier<Optional<T>> look) {
        var remaining = SETTLING.minus(Duration.between(site.opened(), time.now()));
        // No longer, should somebody have set the clock back.
        return arrivals.within(remaining.compareTo(SETTLING) > 0 ? Duration.ZERO : remaining, look);
    }

    /** What the callers know has changed: sessions of those that they would not let in any more end. */
    private void review() {
        all().forEach(site -> site.listener().ifPresent(Listener::review));
    }

    /** A client was heard. */
    public void heard() {
        arrivals.arrived();
    }

    /** Ends them all, and listens nowhere again. */
    @Override
    public void close() {
        listen(List.of());
        synchronized (this) {
            closed = true;
        }
    }

    private synchronized List<Site> all() {
        return sites;
    }

    /** A bundle that is not there is no problem, but a scheme that nobody ever brings is a typing error. */
    private void missed(Site site) {
        boolean missing;
        synchronized (this) {
            missing = !site.closed && site.transport == null && site.failures == 0;
        }
        if (missing) {
            LOG.warn("{}: listen: no transport for {} yet, waits for a bundle that brings one", pid, site);
        }
    }

    private void open(Site site) {
        Transport transport;
        synchronized (this) {
            var best = Optional.ofNullable(transports.get(site.wanted().getScheme()))
                    .flatMap(Ranked::best);
            if (site.closed || site.transport != null || best.isEmpty()) {
                return;
            }
            transport = best.get();
            site.transport = transport;
            site.missing.cancel();
        }
        try {
            transport
                    .listen(site.local(), role, callers, handlers.apply(site))
                    .whenComplete((listener, failure) -> opened(site, transport, listener, failure));
        } catch (RuntimeException refusal) {
            opened(site, transport, null, refusal);
        }
    }

    private void opened(Site site, Transport by, Listener listener, Throwable failure) {
        if (failure != null) {
            failed(site, by, failure);
            return;
        }
        synchronized (this) {
            if (site.transport == by && !site.closed) {
                site.open(listener, time.now());
            }
        }
        if (site.listener().filter(listener::equals).isPresent()) {
            LOG.info("listens on {}", site);
            arrivals.arrived();
        } else {
            listener.close();
        }
    }

    private static String words(Throwable failure) {
        var cause = LwM2mException.cause(failure);
        return cause instanceof LwM2mException ? cause.getMessage() : cause.toString();
    }

    private void failed(Site site, Transport by, Throwable failure) {
        Duration pause;
        synchronized (this) {
            if (site.transport != by || site.closed) {
                return;
            }
            site.transport = null;
            pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(site.failures, MOST_DOUBLINGS));
            if (site.failures++ == 0) {
                LOG.warn("{}: listen: can't listen on {}, tries again: {}", pid, site, words(failure));
            }
            if (site.failures >= FAILURES_ON_THE_OLD_PORT) {
                site.forgetPort();
            }
        }
        time.after(pause, () -> open(site));
    }

    private void shut(Site site) {
        Optional<Listener> open;
        synchronized (this) {
            open = site.shut();
            arrivals.left(site);
        }
        open.ifPresent(listener -> {
            lost.accept(site);
            listener.close();
            LOG.info("no longer listens on {}", site);
        });
    }
}
