package org.lwm2m.engine.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of one kind that are there now, the one that OSGi prefers first. */
public final class Ranked<T> {

    private static final Comparator<Entry<?>> BEST_FIRST =
            Comparator.<Entry<?>>comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::id);

    private List<Entry<T>> entries = List.of(); // guarded by this
    private volatile List<T> services = List.of(); // those of the entries

    private record Entry<T>(T service, int ranking, long id) {}

    public synchronized void add(T service, Map<String, ?> properties) {
        var more = new ArrayList<>(entries);
        more.removeIf(each -> each.service == service);
        more.add(new Entry<>(service, ranking(properties), id(properties)));
        more.sort(BEST_FIRST);
        change(more);
    }

    public synchronized void remove(T service) {
        change(entries.stream().filter(each -> each.service != service).toList());
    }

    public Optional<T> best() {
        var all = services;
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    public boolean isEmpty() {
        return services.isEmpty();
    }

    /** A snapshot. */
    public List<T> all() {
        return services;
    }

    private void change(List<Entry<T>> changed) {
        entries = List.copyOf(changed);
        services = entries.stream().map(Entry::service).toList();
    }

    private static int ranking(Map<String, ?> properties) {
        return properties.get("service.ranking") instanceof Integer ranking ? ranking : 0;
    }

    private static long id(Map<String, ?> properties) {
        return properties.get("service.id") instanceof Long id ? id : Long.MAX_VALUE;
    }
}
