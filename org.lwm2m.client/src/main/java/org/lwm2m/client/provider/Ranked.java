package org.lwm2m.client.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Services of one kind, each found by one or more keys; of several, the highest ranked. For any thread. */
public final class Ranked<K, S> {

    private final List<Service<K, S>> services = new ArrayList<>(); // guarded by this

    /** @param rank the service's ranking; of equal ones, the first that came is found */
    public synchronized void add(S service, Collection<K> keys, int rank) {
        services.add(new Service<>(service, Set.copyOf(keys), rank));
        services.sort(Comparator.comparing((Service<K, S> each) -> each.rank).reversed());
    }

    public synchronized void remove(S service) {
        services.removeIf(each -> each.service == service);
    }

    public synchronized Optional<S> find(K key) {
        return services.stream()
                .filter(each -> each.keys.contains(key))
                .map(each -> each.service)
                .findFirst();
    }

    /** Whether this very service is still there. */
    public synchronized boolean has(S service) {
        return services.stream().anyMatch(each -> each.service == service);
    }

    public synchronized Set<K> keys() {
        var keys = new TreeSet<K>();
        services.forEach(each -> keys.addAll(each.keys));
        return keys;
    }

    private record Service<K, S>(S service, Set<K> keys, int rank) {}
}
