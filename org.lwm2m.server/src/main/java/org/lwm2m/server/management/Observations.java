package org.lwm2m.server.management;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.server.registration.Journal;
import org.lwm2m.server.registration.Registered;

/**
 * Remembers what is observed: each watch of a registration by its token, and what applications want of an endpoint,
 * which outlives its registrations (Core 1.2, 6.4).
 */
public final class Observations {

    private final Supplier<Limits> limits;
    private final Journal journal;
    private final RandomGenerator random;
    private final Map<Token, Watch> watches = new ConcurrentHashMap<>(); // changed under this
    private final Map<String, List<Watch>> byRegistration = new HashMap<>(); // guarded by this
    private final Map<String, List<Subscription>> wanted = new HashMap<>(); // guarded by this; by endpoint
    private final GivenUp givenUp = new GivenUp(); // guarded by this
    private volatile Canceller canceller = watch -> {};
    private volatile Consumer<Subscription> asker = subscription -> {};

    public Observations(Supplier<Limits> limits, Journal journal, RandomGenerator random) {
        this.limits = limits;
        this.journal = journal;
        this.random = random;
    }

    /** Tells a client that nobody listens any more. */
    @FunctionalInterface
    interface Canceller {
        void cancel(Watch watch);
    }

    void cancelBy(Canceller how) {
        canceller = how;
    }

    void askBy(Consumer<Subscription> how) {
        asker = how;
    }

    /** The request behind a token, for transports. */
    public Optional<Downlink> request(Token token) {
        return find(token).or(() -> doubtful(token)).map(Watch::request);
    }

    private synchronized Optional<Watch> doubtful(Token token) {
        return givenUp.find(token);
    }

    Optional<Watch> find(Token token) {
        return Optional.ofNullable(watches.get(token));
    }

    /** Eight bytes that nobody guesses and that name nothing else. */
    Token token() {
        var token = Token.of(random.nextLong());
        while (watches.containsKey(token)) {
            token = Token.of(random.nextLong());
        }
        return token;
    }

    /** Remembers a watch before the client is asked: a notification may overtake the answer. */
    void add(Watch watch) {
        synchronized (this) {
            var some = byRegistration.computeIfAbsent(id(watch), id -> new ArrayList<>(1));
            if (some.size() >= limits.get().observations()) {
                throw new LwM2mException(
                        Status.TOO_MANY_REQUESTS, "the client has " + some.size() + " observations already");
            }
            some.add(watch);
            watches.put(watch.token(), watch);
        }
        watch.subscription().flatMap(one -> one.next(watch)).filter(this::known).ifPresent(this::giveUp);
    }

    /** The client has it, in place of any other for these paths (IR-18): so should the store. */
    void kept(Watch watch) {
        if (find(watch.token()).isPresent()) {
            journal.put(id(watch), watch.token(), watch.request());
            watch.subscription().ifPresent(one -> sharing(one).stream()
                    .filter(each -> each != one)
                    .forEach(each ->
                            each.next(watch).filter(before -> before != watch).ifPresent(this::giveUp)));
        }
    }

    private boolean known(Watch watch) {
        return watches.containsKey(watch.token());
    }

    /**
     * The client may have it, now or when a late datagram arrives, perhaps in its next registration: if it tells,
     * something is to be done.
     */
    void giveUp(Watch watch) {
        remove(watch);
        synchronized (this) {
            givenUp.add(watch);
        }
    }

    /** Takes a watch that was given up, because its client tells of it. */
    synchronized Optional<Watch> revived(Token token) {
        return givenUp.take(token);
    }

    /** A client told of something that was given up: that is what it has, in place of what is wanted. */
    void askInstead(Watch revived) {
        revived.subscription().flatMap(one -> sharing(one).stream().findFirst()).ifPresent(asker);
    }

    void remove(Watch watch) {
        var found = false;
        synchronized (this) {
            found = watches.remove(watch.token(), watch);
            byRegistration.computeIfPresent(
                    id(watch), (id, some) -> some.remove(watch) && some.isEmpty() ? null : some);
        }
        if (found) {
            journal.remove(id(watch), watch.token());
        }
    }

    /**
     * A registration is over, and its observations with it (IR-09), unless an Observe of theirs arrives only in the
     * next. The store forgets them with the registration.
     */
    public synchronized void ended(Registered client) {
        ended(client.registration().id());
    }

    public synchronized void ended(String registration) {
        var some = byRegistration.remove(registration);
        if (some != null) {
            some.forEach(watch -> {
                watches.remove(watch.token());
                givenUp.add(watch);
            });
        }
    }

    /** Takes up what a store kept. */
    public void restore(Registered client, Map<Token, Downlink> kept) {
        kept.forEach((token, request) -> add(new Watch(token, client, request, Optional.empty())));
    }

    /** Writes all to the journal, for a store that came. */
    public void keepAll() {
        List.copyOf(watches.values()).forEach(this::kept);
    }

    void want(Subscription subscription) {
        synchronized (this) {
            wanted.computeIfAbsent(subscription.endpoint(), endpoint -> new ArrayList<>(1))
                    .add(subscription);
        }
    }

    void forget(Subscription subscription) {
        synchronized (this) {
            wanted.computeIfPresent(
                    subscription.endpoint(),
                    (endpoint, some) -> some.remove(subscription) && some.isEmpty() ? null : some);
        }
    }

    synchronized List<Subscription> wanted(String endpoint) {
        return List.copyOf(wanted.getOrDefault(endpoint, List.of()));
    }

    /** Those who want the same. */
    List<Subscription> sharing(Subscription one) {
        return wanted(one.endpoint()).stream().filter(one::same).toList();
    }

    /** Watches that nobody here asked for, of a registration: found in a store, and now asked for again. */
    synchronized List<Watch> orphans(Registered client) {
        return byRegistration.getOrDefault(client.registration().id(), List.of()).stream()
                .filter(watch -> watch.subscription().isEmpty())
                .toList();
    }

    void close(Subscription subscription, Optional<Watch> open) {
        forget(subscription);
        open.ifPresent(watch -> {
            if (find(watch.token()).isPresent()) {
                remove(watch);
                abandoned(watch);
            }
        });
    }

    /**
     * The client goes along with what nobody wants any more: it is told so. If others want the same, it is asked for
     * that again, as a client may cancel by the path.
     */
    void abandoned(Watch watch) {
        var others = watch.subscription().map(this::sharing).orElse(List.of());
        if (others.isEmpty()) {
            canceller.cancel(watch);
        } else {
            asker.accept(others.get(0));
        }
    }

    private static String id(Watch watch) {
        return watch.client().registration().id();
    }
}
