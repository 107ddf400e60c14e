package org.lwm2m.client.management;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when observers are told what (Core 1.2, 6.4).
 * <p>
 * A change that nobody observes costs a map lookup; values are read only when they may have to be told. One timer
 * serves all. State belongs to the loop.
 */
final class Observations {

    private static final Logger LOG = LoggerFactory.getLogger(Observations.class);

    private record Key(ServerSession session, Token token) {}

    private final Loop loop;
    private final Reading reading;
    private final AttributeStore attributes;
    private final Delivery delivery;
    private final Limits limits;
    private final Agenda<Observation> agenda;
    private final Map<Key, Observation> all = new HashMap<>();
    private final Map<Path, Set<Observation>> byObject = new HashMap<>();

    Observations(Loop loop, Reading reading, AttributeStore attributes, Delivery delivery, Limits limits) {
        this.loop = loop;
        this.reading = reading;
        this.attributes = attributes;
        this.delivery = delivery;
        this.limits = limits;
        this.agenda = new Agenda<>(loop, this::look);
    }

    Optional<Observation> find(ServerSession session, Token token) {
        return Optional.ofNullable(all.get(new Key(session, token)));
    }

    Optional<Observation> find(ServerSession session, List<Path> paths) {
        return all.values().stream()
                .filter(each -> each.session == session && each.paths.equals(paths))
                .findFirst();
    }

    long count(ServerSession session) {
        return all.keySet().stream().filter(key -> key.session() == session).count();
    }

    /** Hears of changes from now on; is told of them once its first answer is known. */
    void add(Observation observation) {
        find(observation.session, observation.token).ifPresent(this::remove);
        observation.busy = true;
        all.put(new Key(observation.session, observation.token), observation);
        observation.paths.forEach(path -> byObject.computeIfAbsent(path.upTo(1), object -> new LinkedHashSet<>())
                .add(observation));
    }

    /** The first answer goes out: the server knows these values, and the periods begin. */
    void begin(Observation observation, List<Entry> entries) {
        all.values().stream()
                .filter(each -> each != observation && each.replacedBy(observation))
                .toList()
                .forEach(this::remove);
        observation.last = entries;
        observation.seen = entries;
        observation.told = loop.elapsed();
        observation.confirmed = loop.elapsed();
        observation.busy = false;
        look(observation);
    }

    void remove(Observation observation) {
        observation.over = true;
        all.remove(new Key(observation.session, observation.token), observation);
        observation.paths.forEach(path -> byObject.computeIfPresent(path.upTo(1), (object, set) -> {
            set.remove(observation);
            return set.isEmpty() ? null : set;
        }));
        agenda.remove(observation);
    }

    void removeAll(ServerSession session) {
        all.values().stream().filter(each -> each.session == session).toList().forEach(this::remove);
    }

    void changed(Path path) {
        observing(path).forEach(observation -> {
            observation.dirty = true;
            look(observation);
        });
        if (path.object() == 1) {
            List.copyOf(all.values()).forEach(this::look);
        }
    }

    /** A value was seen; it need not be read again where it is all that is observed. */
    void sampled(Entry entry) {
        for (var observation : observing(entry.path())) {
            if (!observation.busy && observation.paths.equals(List.of(entry.path()))) {
                var time = entry.time().orElseGet(loop::now);
                var value = List.of(Entry.of(entry.path(), entry.value()));
                decide(observation, new Observation.Sample(time, loop.elapsed(), value));
            } else {
                observation.dirty = true;
                look(observation);
            }
        }
    }

    /** What was there is not any more: who observed just that is told so, for the last time. */
    void gone(Path path) {
        for (var observation : observing(path)) {
            if (observation.endsWith(path)) {
                end(observation, new LwM2mException(Status.NOT_FOUND, path + " is gone"));
            } else {
                observation.dirty = true;
                look(observation);
            }
        }
    }

    /** Attributes or a server's default periods are others now. */
    void rescheduled(Path path) {
        observing(path).forEach(this::look);
    }

    void reachable(ServerSession session) {
        all.values().stream()
                .filter(each -> each.session == session && !each.stored.isEmpty())
                .toList()
                .forEach(this::resume);
    }

    /** A codec came: perhaps the one that notifications wait for. */
    void retry() {
        all.values().stream()
                .filter(each -> !each.busy && !each.stored.isEmpty())
                .toList()
                .forEach(observation -> deliver(observation, delivery.flush(observation)));
    }

    private void resume(Observation observation) {
        observation.again = observation.busy;
        if (!observation.busy) {
            deliver(observation, delivery.resume(observation));
        }
    }

    private List<Observation> observing(Path path) {
        var some = byObject.getOrDefault(path.upTo(1), Set.of());
        var roots = byObject.getOrDefault(Path.ROOT.in(path.prefix()), Set.of());
        if (some.isEmpty() && roots.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashSet<>(some);
        found.addAll(roots);
        return found.stream().filter(each -> each.touches(path)).toList();
    }

    /** Does what is due, or sees to it that it is done when it is. */
    private void look(Observation observation) {
        if (observation.busy || observation.over) {
            return;
        }
        var periods = periods(observation);
        var now = loop.elapsed();
        var soonest = observation.told.plus(periods.shortest());
        var latest = periods.longest().map(observation.told::plus);
        var early = now.compareTo(soonest) < 0;
        if (now.compareTo(observation.notBefore) < 0) {
            agenda.put(observation, observation.notBefore);
        } else if (observation.dirty && (!early || conditional(observation))
                || observation.pending && !early
                || latest.filter(time -> time.compareTo(now) <= 0).isPresent()) {
            read(observation);
        } else if (observation.dirty || observation.pending) {
            agenda.put(observation, soonest);
        } else if (latest.isPresent()) {
            agenda.put(observation, latest.get());
        } else {
            agenda.remove(observation);
        }
    }

    private void read(Observation observation) {
        observation.busy = true;
        observation.dirty = false;
        values(observation).whenComplete((entries, failure) -> {
            observation.busy = false;
            if (observation.over) {
                return;
            }
            if (failure == null) {
                observation.failing = false;
                decide(observation, new Observation.Sample(loop.now(), loop.elapsed(), entries));
            } else {
                failed(observation, failure);
            }
        });
    }

    CompletionStage<List<Entry>> values(Observation observation) {
        return observation.composite
                ? reading.entries(observation.paths)
                : reading.read(observation.paths.get(0)).thenApply(Reading.Result::entries);
    }

    private void decide(Observation observation, Observation.Sample sample) {
        var periods = periods(observation);
        var since = sample.at().minus(observation.told);
        var late =
                periods.longest().filter(period -> since.compareTo(period) >= 0).isPresent();
        observation.pending = observation.pending || counts(observation, sample.entries());
        observation.seen = sample.entries();
        if (late || observation.pending && since.compareTo(periods.shortest()) >= 0) {
            observation.pending = false;
            observation.last = sample.entries();
            observation.told = sample.at();
            deliver(observation, delivery.deliver(observation, sample));
        } else {
            look(observation);
        }
    }

    private void deliver(Observation observation, CompletionStage<Boolean> delivered) {
        observation.busy = true;
        delivered.whenComplete((wanted, failure) -> {
            observation.busy = false;
            if (failure == null && !wanted) {
                remove(observation);
            } else if (observation.again && !observation.over) {
                resume(observation);
            } else {
                look(observation);
            }
        });
    }

    private void failed(Observation observation, Throwable failure) {
        var status = Response.failed(failure).status();
        if (status == Status.NOT_FOUND || status == Status.METHOD_NOT_ALLOWED) {
            end(observation, new LwM2mException(status, "can't be observed any more"));
        } else {
            if (!observation.failing) {
                LOG.warn("Can't read {} for its observer, trying again: {}", observation.paths, failure.toString());
            }
            observation.failing = true;
            observation.dirty = true;
            observation.notBefore = loop.elapsed().plus(limits.patience());
            look(observation);
        }
    }

    private void end(Observation observation, LwM2mException why) {
        remove(observation);
        delivery.end(observation, why);
    }

    private boolean counts(Observation observation, List<Entry> entries) {
        return observation.paths.stream()
                .anyMatch(path -> Change.counts(
                        attributes(observation, path),
                        under(path, observation.last),
                        under(path, observation.seen),
                        under(path, entries)));
    }

    private static List<Entry> under(Path path, List<Entry> entries) {
        return entries.stream().filter(entry -> path.contains(entry.path())).toList();
    }

    private boolean conditional(Observation observation) {
        return observation.paths.stream().anyMatch(path -> Change.conditional(attributes(observation, path)));
    }

    private Periods periods(Observation observation) {
        return observation.paths.stream()
                .map(path -> Periods.of(attributes(observation, path), observation.session))
                .reduce(Periods::and)
                .orElse(new Periods(Duration.ZERO, Optional.empty()));
    }

    Attributes attributes(Observation observation, Path path) {
        return observation.own.values().isEmpty()
                ? attributes.inherited(observation.session.server(), path)
                : observation.own;
    }
}
