package org.lwm2m.model.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.slf4j.Logger;

/**
 * What all sources define, and which of them counts where two define the same. Readers see one whole state or the next.
 */
final class Catalogue {

    private static final int CLASHES_TOLD = 5;

    private final Logger log;

    private final Map<Source, List<ObjectDefinition>> sources = new TreeMap<>(); // guarded by this
    private Set<Clash> clashes = Set.of(); // guarded by this
    private volatile Snapshot snapshot = Snapshot.EMPTY;

    Catalogue(Logger log) {
        this.log = log;
    }

    Optional<ObjectDefinition> find(int object, ObjectVersion version) {
        return snapshot.find(object, version);
    }

    List<ObjectDefinition> all() {
        return snapshot.all();
    }

    /** One source, or what it defines now instead of before. */
    void put(Source source, List<ObjectDefinition> definitions) {
        change(Map.of(source, definitions), List.of());
    }

    void remove(Collection<Source> gone) {
        change(Map.of(), gone);
    }

    /** Sources that come, change or go at once. */
    void change(Map<Source, List<ObjectDefinition>> come, Collection<Source> gone) {
        List<Clash> news;
        synchronized (this) {
            sources.keySet().removeAll(gone);
            sources.putAll(come);
            news = build();
        }
        tell(news);
    }

    /** @return what clashes since now */
    private List<Clash> build() {
        var winners = new HashMap<Version, Winner>();
        var found = new LinkedHashSet<Clash>();
        sources.forEach((source, definitions) -> definitions.forEach(each -> {
            var winner = winners.putIfAbsent(new Version(each.id(), each.version()), new Winner(source, each));
            if (winner != null) {
                found.add(new Clash(each.id(), each.version(), winner.source, source, !winner.object.equals(each)));
            }
        }));
        var news = new ArrayList<>(found);
        news.removeAll(clashes);
        clashes = found;
        snapshot = new Snapshot(winners.values().stream().map(Winner::object).toList());
        return news;
    }

    private void tell(List<Clash> news) {
        var differing = news.stream().filter(Clash::differs).toList();
        if (!differing.isEmpty()) {
            log.warn("Defined twice, and differently: {}", listed(differing));
        }
        if (differing.size() < news.size()) {
            log.info(
                    "Defined twice: {}",
                    listed(news.stream().filter(each -> !each.differs).toList()));
        }
    }

    private static String listed(List<Clash> clashes) {
        var told = clashes.stream().limit(CLASHES_TOLD).map(Clash::toString).collect(Collectors.joining("; "));
        return clashes.size() > CLASHES_TOLD ? told + "; and " + (clashes.size() - CLASHES_TOLD) + " more" : told;
    }

    private record Version(int object, ObjectVersion version) {}

    private record Winner(Source source, ObjectDefinition object) {}

    private record Clash(int object, ObjectVersion version, Source winner, Source loser, boolean differs) {

        @Override
        public String toString() {
            return "object " + object + " " + version + ", " + winner + " counts, " + loser + " does not";
        }
    }
}
