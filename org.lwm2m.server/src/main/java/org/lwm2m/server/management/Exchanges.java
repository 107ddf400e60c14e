package org.lwm2m.server.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.api.transport.Features;
import org.lwm2m.engine.provider.Site;
import org.lwm2m.engine.provider.Sites;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.server.queue.Queued;
import org.lwm2m.server.queue.Queues;
import org.lwm2m.server.registration.Registrations;

/** All requests that are on their way to clients. */
public final class Exchanges {

    private final Time time;
    private final Registrations registrations;
    private final Sites sites;
    private final Ways ways;
    private final Supplier<Limits> limits;
    private final Queues queues;
    private final Map<String, Set<Exchange>> open = new HashMap<>(); // guarded by this

    public Exchanges(Time time, Registrations registrations, Sites sites, Supplier<Limits> limits, Queues queues) {
        this.time = time;
        this.registrations = registrations;
        this.sites = sites;
        this.ways = new Ways(sites);
        this.limits = limits;
        this.queues = queues;
    }

    /**
     * Asks a client; what it answers, or why it could not be asked. To be cancelled by who waits no longer.
     *
     * @param body where a large answer goes; such a request is asked once
     */
    CompletableFuture<Response> ask(Call call, Downlink request, boolean repeatable, Optional<Download> body) {
        var endpoint = call.endpoint();
        var exchange = new Exchange(call, request, repeatable, body, registrations, ways);
        if (!enlist(endpoint, exchange)) {
            return CompletableFuture.failedFuture(new LwM2mException(
                    Status.TOO_MANY_REQUESTS,
                    endpoint + " has not answered " + limits.get().requests() + " requests yet"));
        }
        limit(exchange, call);
        exchange.answer().whenComplete((response, failure) -> delist(endpoint, exchange));
        if (queued(endpoint)) {
            queue(exchange, call, request);
        } else {
            exchange.ask();
        }
        return exchange.answer();
    }

    /** Takes up a request that was kept over a restart: nobody but listeners waits for its answer. */
    void restore(Call call, Waiting kept) {
        var exchange = new Exchange(call, kept.request(), true, Optional.empty(), registrations, ways);
        enlist(kept.endpoint(), exchange);
        exchange.answer().whenComplete((response, failure) -> delist(kept.endpoint(), exchange));
        var place = queues.restored(kept, new Turn(exchange, call, time, limits));
        place(exchange, place);
        queues.take(place);
        limit(exchange, call);
    }

    /** Ends a request that was kept and must not be sent any more. */
    void drop(Waiting kept, LwM2mException why) {
        queues.drop(kept, why);
    }

    private void queue(Exchange exchange, Call call, Downlink request) {
        try {
            var turn = new Turn(exchange, call, time, limits);
            var place = queues.place(call.endpoint(), request, call.remaining(), call.durable(), turn);
            place(exchange, place);
            queues.enter(place, call.goesOn());
        } catch (LwM2mException refusal) {
            exchange.fail(refusal);
        }
    }

    private void place(Exchange exchange, Queued place) {
        exchange.queued(arrived -> queues.unanswered(place, arrived));
        exchange.answer()
                .whenComplete((response, failure) ->
                        queues.ended(place, Optional.ofNullable(response), Optional.ofNullable(failure)));
    }

    private boolean queued(String endpoint) {
        return registrations.queueMode(endpoint);
    }

    private void limit(Exchange exchange, Call call) {
        var timer = time.after(call.remaining(), () -> {
            if (call.remaining().isNegative() || call.remaining().isZero()) {
                exchange.late();
            } else {
                limit(exchange, call);
            }
        });
        exchange.answer().whenComplete((response, failure) -> timer.cancel());
    }

    /** How long a request may take, or wait, unless somebody says otherwise. */
    Duration patience(String endpoint) {
        return queued(endpoint) ? queues.limits().deadline() : limits.get().timeout();
    }

    boolean awake(String endpoint) {
        return !queued(endpoint) || queues.awake(endpoint);
    }

    List<Waiting> waiting(String endpoint) {
        return queues.waiting(endpoint);
    }

    boolean cancel(String endpoint, String waiting) {
        return queues.cancel(endpoint, waiting);
    }

    /** What the wire to a client can do; fails with 5.03 if there is none. */
    CompletableFuture<Features> features(String endpoint) {
        var registration = registrations
                .find(endpoint)
                .orElseThrow(() -> new LwM2mException(Status.NOT_FOUND, endpoint + " is not registered"))
                .registration();
        return ways.to(registration)
                .thenApply(way -> way.orElseThrow(() ->
                                new LwM2mException(Status.UNAVAILABLE, "nothing listens at " + registration.local()))
                        .connection()
                        .features())
                .toCompletableFuture();
    }

    /** A client registered, or updated its registration, perhaps from elsewhere. */
    public void heard(Registration now) {
        of(now.endpoint()).forEach(each -> each.heard(now));
        sites.heard();
    }

    public void gone(String endpoint) {
        queues.gone(endpoint);
        of(endpoint).forEach(each -> each.fail(Status.NOT_FOUND, endpoint + " is not registered any more"));
    }

    public void lost(Site site) {
        all().forEach(each -> each.lost(site));
    }

    public void close() {
        queues.close();
        all().forEach(each -> each.fail(Status.UNAVAILABLE, "the server stops"));
    }

    private synchronized boolean enlist(String endpoint, Exchange exchange) {
        var some = open.computeIfAbsent(endpoint, name -> new LinkedHashSet<>());
        return some.size() < limits.get().requests() && some.add(exchange);
    }

    private synchronized void delist(String endpoint, Exchange exchange) {
        open.computeIfPresent(endpoint, (name, some) -> some.remove(exchange) && some.isEmpty() ? null : some);
    }

    private synchronized List<Exchange> of(String endpoint) {
        return new ArrayList<>(open.getOrDefault(endpoint, Set.of()));
    }

    private synchronized List<Exchange> all() {
        var all = new ArrayList<Exchange>();
        open.values().forEach(all::addAll);
        return all;
    }
}
