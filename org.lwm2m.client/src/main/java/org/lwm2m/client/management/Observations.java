package org.lwm2m.client.management;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Token;
import org.lwm2m.client.loop.Loop;

/**
 * Who observes what, and what happens to it. A change that nobody observes costs a map lookup. State belongs to the
 * loop.
 */
final class Observations {

    private record Key(ServerSession session, Token token) {}

    /** By server, as a Cancel may be so late that there is another registration by then. */
    private record Past(int server, Token token) {}

    /** So many that are over are remembered, the latest. */
    private static final int ENDED = 100;

    private final Loop loop;
    private final Reporting reporting;
    private final Resuming resuming;
    private final Map<Key, Observation> all = new LinkedHashMap<>();
    private final Map<Path, Set<Observation>> byObject = new HashMap<>();
    private final Set<Past> ended = new LinkedHashSet<>();

    Observations(
            Loop loop,
            Reading reading,
            AttributeStore attributes,
            Delivery delivery,
            Limits limits,
            Resuming resuming) {
        this.loop = loop;
        this.resuming = resuming;
        this.reporting = new Reporting(loop, reading, attributes, delivery, limits, this::remove, this::stored);
    }

    Optional<Observation> find(ServerSession session, Token token) {
        return Optional.ofNullable(all.get(new Key(session, token)));
    }

    Optional<Observation> find(ServerSession session, List<Path> paths, boolean composite) {
        return all.values().stream()
                .filter(each -> each.session == session && each.composite == composite && each.paths.equals(paths))
                .findFirst();
    }

    /** Whether it was there and is over: a late Cancel of it means no other. */
    boolean ended(ServerSession session, Token token) {
        return ended.contains(new Past(session.server(), token));
    }

    long count(ServerSession session) {
        return all.keySet().stream().filter(key -> key.session() == session).count();
    }

    /** Complete when the observations of a server outlive a restart, if they are to. */
    CompletionStage<Void> keep(ServerSession session) {
        return resuming.keep(session.server(), all.values());
    }

    private void stored(Observation observation) {
        resuming.keepSoon(observation.session.server(), all.values());
    }

    /** Those of before a restart go on: the server is told how things are now, and what was stored for it. */
    void resume(ServerSession session) {
        for (var observation : resuming.recall(session)) {
            enter(observation);
            reporting.resumeLater(observation);
        }
    }

    /** Hears of changes from now on; is told of them once its first answer is known. */
    void add(Observation observation) {
        find(observation.session, observation.token).ifPresent(this::remove);
        observation.reading = true;
        enter(observation);
    }

    private void enter(Observation observation) {
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
        reporting.begin(observation, entries);
    }

    void remove(Observation observation) {
        observation.over = true;
        ended.add(new Past(observation.session.server(), observation.token));
        if (ended.size() > ENDED) {
            ended.remove(ended.iterator().next());
        }
        all.remove(new Key(observation.session, observation.token), observation);
        observation.paths.forEach(path -> byObject.computeIfPresent(path.upTo(1), (object, set) -> {
            set.remove(observation);
            return set.isEmpty() ? null : set;
        }));
        reporting.forget(observation);
        stored(observation);
    }

    void removeAll(ServerSession session) {
        all.values().stream().filter(each -> each.session == session).toList().forEach(this::remove);
        keep(session);
    }

    void changed(Path path) {
        observing(path).forEach(observation -> {
            observation.held = false;
            observation.dirty = true;
            reporting.look(observation);
        });
        if (path.object() == 1) {
            List.copyOf(all.values()).forEach(reporting::look);
        }
    }

    /** A value was seen; it need not be read again where it is all that is observed. */
    void sampled(Entry entry) {
        for (var observation : observing(entry.path())) {
            if (observation.paths.equals(List.of(entry.path()))) {
                var time = entry.time().orElseGet(loop::now);
                var value = List.of(Entry.of(entry.path(), entry.value()));
                reporting.sampled(observation, new Observation.Sample(time, loop.elapsed(), value));
            } else {
                observation.dirty = true;
                reporting.look(observation);
            }
        }
    }

    /** Servers may read something now that they could not read before, or the other way round. */
    void rightsChanged(Path target) {
        observing(target).forEach(observation -> {
            observation.held = false;
            observation.dirty = true;
            reporting.retry(observation);
        });
    }

    /** What was there is not any more: who observed just that is told so, for the last time. */
    void gone(Path path) {
        for (var observation : observing(path)) {
            if (observation.endsWith(path)) {
                reporting.end(observation, new LwM2mException(Status.NOT_FOUND, path + " is gone"));
            } else {
                observation.dirty = true;
                reporting.look(observation);
            }
        }
    }

    /** Attributes or a server's default periods are others now. */
    void rescheduled(Path path) {
        observing(path).forEach(reporting::look);
    }

    void reachable(ServerSession session) {
        all.values().stream().filter(each -> each.session == session).toList().forEach(reporting::resume);
    }

    /** A codec came: perhaps the one that notifications wait for. */
    void retry() {
        all.values().stream().filter(each -> !each.stored.isEmpty()).toList().forEach(reporting::retry);
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
}
