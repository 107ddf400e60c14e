package org.lwm2m.server.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.ClientListener.Reason;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.engine.schedule.Time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers who is registered, and until when. All changes are made under its lock, and told after it is released. */
public final class Registrations {

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private final Time time;
    private final Supplier<Bounds> bounds;
    private final RegistrationEvents events;
    private final Map<String, Registered> byEndpoint = new ConcurrentHashMap<>(); // changed under this
    private final Map<String, Registered> byId = new HashMap<>(); // guarded by this
    private final Callers byCaller = new Callers(); // guarded by this
    private final Expiry expiry = new Expiry(); // guarded by this
    private Timer timer = Timer.NONE; // guarded by this
    private long armed; // guarded by this; when the timer runs, in ticks
    private final ConcurrentLinkedQueue<Runnable> untold = new ConcurrentLinkedQueue<>(); // added to under this
    private final AtomicInteger telling = new AtomicInteger();

    public Registrations(Time time, Supplier<Bounds> bounds, RegistrationEvents events) {
        this.time = time;
        this.bounds = bounds;
        this.events = events;
    }

    public Optional<Registered> find(String endpoint) {
        return Optional.ofNullable(byEndpoint.get(endpoint));
    }

    /** Whether a client is registered with queue mode. */
    public boolean queueMode(String endpoint) {
        return find(endpoint)
                .filter(one -> one.registration().terms().queueMode())
                .isPresent();
    }

    public Stream<Registered> stream() {
        return byEndpoint.values().stream();
    }

    public int count() {
        return byEndpoint.size();
    }

    public synchronized Optional<Registered> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whose request this is: by identity, or by address where that proves nothing. */
    public synchronized Optional<Registered> byCaller(Connection from) {
        return byCaller.find(from.identity(), from.address());
    }

    /**
     * Lets a client in, in place of itself.
     *
     * @param named whether its credentials name the endpoint, so that it may take it over from others
     */
    void register(Registration registration, boolean named, Runnable answer) {
        synchronized (this) {
            var before = byEndpoint.get(registration.endpoint());
            if (before == null && byEndpoint.size() >= bounds.get().registrations()) {
                throw new LwM2mException(Status.UNAVAILABLE, "no room for more registrations");
            }
            room(registration);
            if (before != null) {
                mayReplace(before.registration(), registration, named);
                drop(before);
            }
            var now = new Registered(registration);
            add(now, untilEnd(registration.terms().lifetime()));
            var previous = Optional.ofNullable(before).map(Registered::registration);
            untold.add(() -> events.registered(now, previous, answer));
        }
        tell();
    }

    /**
     * Changes a registration; false if it is gone meanwhile.
     *
     * @param renew whether its lifetime starts again
     */
    boolean update(Registered one, UnaryOperator<Registration> change, boolean renew) {
        synchronized (this) {
            if (byEndpoint.get(one.registration().endpoint()) != one) {
                return false;
            }
            var before = one.registration();
            var after = change.apply(before);
            if (renew && after.links().size() > before.links().size()) {
                room(after);
            }
            var moved = !after.address().equals(before.address());
            if (moved) {
                byCaller.remove(one);
            }
            one.registration(after);
            if (moved) {
                byCaller.add(one);
            }
            if (renew) {
                await(one, untilEnd(one.registration().terms().lifetime()));
            }
            untold.add(() -> events.updated(one, before, renew));
        }
        tell();
        return true;
    }

    public boolean remove(Registered one, Reason reason) {
        synchronized (this) {
            if (byEndpoint.get(one.registration().endpoint()) != one) {
                return false;
            }
            drop(one);
            arm();
            untold.add(() -> events.gone(one, reason));
        }
        tell();
        return true;
    }

    /** Takes up what a store kept; false if it has ended since, or the client is registered already. */
    boolean restore(Registration registration) {
        synchronized (this) {
            var lifetime = registration.terms().lifetime();
            var elapsed = Duration.between(registration.updated(), time.now());
            var remaining = lifetime.isZero()
                    ? Duration.ZERO
                    : untilEnd(lifetime).minus(elapsed.isNegative() ? Duration.ZERO : elapsed);
            if (remaining.isNegative()
                    || !lifetime.isZero() && remaining.isZero()
                    || byEndpoint.containsKey(registration.endpoint())
                    || byEndpoint.size() >= bounds.get().registrations()) {
                return false;
            }
            var now = new Registered(registration);
            add(now, remaining);
            untold.add(() -> events.restored(now));
        }
        tell();
        return true;
    }

    /** No timer after this. */
    public synchronized void close() {
        timer.cancel();
        timer = Timer.NONE;
    }

    Instant now() {
        return time.now();
    }

    /** A client without proof never takes over from one with; another one only if its credentials name the endpoint. */
    private static void mayReplace(Registration before, Registration next, boolean named) {
        var unproved = next.identity() instanceof Identity.None;
        var same = before.identity().equals(next.identity());
        if (!same && !(unproved ? before.identity() instanceof Identity.None : named)) {
            throw new LwM2mException(Status.FORBIDDEN, "this endpoint is registered by somebody else");
        }
    }

    /** As it costs nothing to be many endpoints, or to list many instances, where nobody has to prove anything. */
    private void room(Registration next) {
        if (!byCaller.roomFor(next, bounds.get())) {
            throw new LwM2mException(Status.UNAVAILABLE, "no room for more registrations or objects of one address");
        }
    }

    private void add(Registered one, Duration untilEnd) {
        byEndpoint.put(one.registration().endpoint(), one);
        byId.put(one.registration().id(), one);
        byCaller.add(one);
        await(one, untilEnd);
    }

    private void drop(Registered one) {
        byEndpoint.remove(one.registration().endpoint());
        byId.remove(one.registration().id());
        byCaller.remove(one);
        expiry.remove(one);
    }

    /** Zero for never. */
    private Duration untilEnd(Duration lifetime) {
        return lifetime.isZero() ? Duration.ZERO : lifetime.plus(bounds.get().grace());
    }

    private void await(Registered one, Duration untilEnd) {
        if (untilEnd.isZero()) {
            expiry.remove(one);
        } else {
            expiry.put(one, time.ticks() + untilEnd.toNanos());
        }
        arm();
    }

    /** One timer, for whichever ends first; one that comes too early finds nothing and waits on. */
    private void arm() {
        var first = expiry.first();
        if (first.isEmpty() || timer != Timer.NONE && armed - first.get().deadline <= 0) {
            return;
        }
        timer.cancel();
        armed = first.get().deadline;
        timer = time.after(Duration.ofNanos(Math.max(0, armed - time.ticks())), this::expire);
    }

    private void expire() {
        synchronized (this) {
            timer = Timer.NONE;
            for (var one : due()) {
                drop(one);
                untold.add(() -> events.gone(one, Reason.EXPIRED));
            }
            arm();
        }
        tell();
    }

    private List<Registered> due() {
        var due = new ArrayList<Registered>();
        var now = time.ticks();
        for (var first = expiry.first(); first.isPresent() && first.get().deadline - now <= 0; first = expiry.first()) {
            expiry.remove(first.get());
            due.add(first.get());
        }
        return due;
    }

    /** By one thread at a time, so that events keep their order. */
    private void tell() {
        if (telling.getAndIncrement() == 0) {
            do {
                for (var event = untold.poll(); event != null; event = untold.poll()) {
                    contained(event);
                }
            } while (telling.decrementAndGet() != 0);
        }
    }

    private static void contained(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException bug) {
            LOG.error("what follows from a registration failed", bug);
        }
    }
}
