package org.lwm2m.server.standing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.Observation;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.StandingObservation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes what is wanted, of not too many clients at a time, and knows of whom it is observed. Who refused is asked again
 * once it has registered anew or lists other objects; who did not answer, when it is heard again.
 */
final class Asking {

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    /** Most that are asked at a time and may answer at once, so that a restart is no storm. */
    private static final int AT_ONCE = 100;

    private static final Set<Status> PASSING = Set.of(Status.TIMEOUT, Status.UNAVAILABLE, Status.TOO_MANY_REQUESTS);

    private record Key(String name, String endpoint) {}

    /** How it stands with one wish and one client. */
    private static final class Course {

        private final StandingObservation wish;
        private Optional<Observation> observation = Optional.empty();
        private Optional<Refusal> refusal = Optional.empty();
        private boolean ended;

        Course(StandingObservation wish) {
            this.wish = wish;
        }
    }

    /** What was registered when a client refused. */
    private record Refusal(String registration, List<Link> links) {}

    private final Clients clients;
    private final Map<String, Map<String, Course>> courses = new HashMap<>(); // guarded by this; by endpoint and name
    private final Deque<Key> waiting = new ArrayDeque<>(); // guarded by this
    private int asking; // guarded by this

    Asking(Clients clients) {
        this.clients = clients;
    }

    /** Observes it, unless that is done or there is no use in it. */
    void want(String name, StandingObservation wish, Registration registration) {
        synchronized (this) {
            var all = courses.computeIfAbsent(registration.endpoint(), endpoint -> new HashMap<>(2));
            var known = all.get(name);
            var now = new Refusal(registration.id(), registration.links());
            if (known != null && known.refusal.filter(each -> !each.equals(now)).isEmpty()) {
                return;
            }
            all.put(name, new Course(wish));
            waiting.add(new Key(name, registration.endpoint()));
        }
        next();
    }

    /** Nobody wants it any more. */
    void end(String name) {
        var open = new ArrayList<Observation>();
        synchronized (this) {
            waiting.removeIf(each -> each.name.equals(name));
            for (var all : courses.values()) {
                Optional.ofNullable(all.remove(name)).ifPresent(course -> {
                    course.ended = true;
                    course.observation.ifPresent(open::add);
                });
            }
            courses.values().removeIf(Map::isEmpty);
        }
        open.forEach(Observation::close);
    }

    /** The client is not registered any more. */
    void gone(String endpoint) {
        Map<String, Course> gone;
        synchronized (this) {
            waiting.removeIf(each -> each.endpoint.equals(endpoint));
            gone = Optional.ofNullable(courses.remove(endpoint)).orElse(Map.of());
            gone.values().forEach(each -> each.ended = true);
        }
        gone.values().forEach(each -> each.observation.ifPresent(Observation::close));
    }

    synchronized int observed(String name) {
        return (int) courses.values().stream()
                .filter(all -> Optional.ofNullable(all.get(name))
                        .flatMap(each -> each.observation)
                        .isPresent())
                .count();
    }

    private void next() {
        for (var turn = turn(); turn.isPresent(); turn = turn()) {
            ask(turn.get());
        }
    }

    private synchronized Optional<Key> turn() {
        if (asking >= AT_ONCE || waiting.isEmpty()) {
            return Optional.empty();
        }
        asking++;
        return Optional.of(waiting.remove());
    }

    private synchronized Optional<Course> course(Key key) {
        return Optional.ofNullable(courses.getOrDefault(key.endpoint, Map.of()).get(key.name));
    }

    private void ask(Key key) {
        var course = course(key);
        var client = clients.find(key.endpoint);
        if (course.isEmpty() || client.isEmpty()) {
            asked();
            return;
        }
        var answered = observe(client.get(), course.get().wish);
        // What waits for a sleeping client keeps nobody else waiting.
        var counts = client.get().awake();
        if (!counts) {
            asked();
        }
        answered.whenComplete((observation, failure) -> {
            if (failure == null) {
                observing(course.get(), observation);
            } else {
                refused(key, course.get(), client.get(), LwM2mException.cause(failure));
            }
            if (counts) {
                asked();
                next();
            }
        });
    }

    private static CompletableFuture<Observation> observe(Client client, StandingObservation wish) {
        try {
            return client.observe(wish.paths(), wish.attributes(), entries -> {})
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void asked() {
        asking--;
    }

    private void observing(Course course, Observation observation) {
        boolean late;
        synchronized (this) {
            late = course.ended;
            course.observation = Optional.of(observation);
        }
        if (late) {
            observation.close();
        }
    }

    private void refused(Key key, Course course, Client client, Throwable why) {
        var passing = why instanceof LwM2mException known && PASSING.contains(known.status());
        var registration = clients.find(key.endpoint).map(Client::registration);
        synchronized (this) {
            var all = courses.getOrDefault(key.endpoint, new HashMap<>());
            if (all.get(key.name) == course) {
                if (passing || registration.isEmpty()) {
                    all.remove(key.name);
                } else {
                    course.refusal = registration.map(each -> new Refusal(each.id(), each.links()));
                }
            }
        }
        LOG.info(
                "{} is not observed as {} wants, until it {}: {}",
                key.endpoint,
                key.name,
                passing ? "is heard again" : "registers anew or lists other objects",
                why.getMessage());
    }
}
