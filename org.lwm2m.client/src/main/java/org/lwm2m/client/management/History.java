package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** Keeps what could not be told yet, within bounds (Core 1.2, 5.1.2, hqmax). State belongs to the loop. */
final class History {

    private final Limits limits;
    private final AttributeStore attributes;
    private int values;

    History(Limits limits, AttributeStore attributes) {
        this.limits = limits;
        this.attributes = attributes;
    }

    /** Adds the newest, and drops the oldest for which there is no room. */
    void add(Observation observation, Observation.Sample sample) {
        var before = size(observation);
        observation.stored.add(sample);
        var most = observation.session.storesNotifications() ? limits.stored() : 1;
        while (observation.stored.size() > most) {
            observation.stored.remove();
        }
        if (!observation.session.reachable()) {
            limit(observation);
        }
        // One is always kept: the newest, which is what the server has to know.
        while (values + size(observation) - before > limits.values() && observation.stored.size() > 1) {
            observation.stored.remove();
        }
        values += size(observation) - before;
    }

    void remove(Observation observation, List<Observation.Sample> samples) {
        var before = size(observation);
        // These very ones: two may be alike in all they say.
        observation.stored.removeIf(stored -> samples.stream().anyMatch(sample -> sample == stored));
        values += size(observation) - before;
    }

    void clear(Observation observation) {
        values -= size(observation);
        observation.stored.clear();
    }

    private static int size(Observation observation) {
        var size = 0;
        for (var sample : observation.stored) {
            size += sample.entries().size();
        }
        return size;
    }

    /** All values in one list, newest first, each with its time (Core 1.2, 7.4.4). */
    static List<Entry> timed(List<Observation.Sample> samples) {
        var entries = new ArrayList<Entry>();
        for (var i = samples.size() - 1; i >= 0; i--) {
            var sample = samples.get(i);
            sample.entries().forEach(entry -> entries.add(Entry.of(entry.path(), entry.value(), sample.time())));
        }
        return entries;
    }

    /**
     * What hqmax leaves of what is stored while there is no way: the newest hqmax values of each part. Where one part of
     * a composite has it, parts without are left out, as those with 0.
     */
    private void limit(Observation observation) {
        var rooms = new HashMap<Path, Integer>();
        for (var path : observation.paths) {
            attributes.of(observation, path).hqmax().ifPresent(most -> rooms.put(path, most));
        }
        if (rooms.isEmpty()) {
            return;
        }
        var kept = new ArrayList<Observation.Sample>();
        for (var each = observation.stored.descendingIterator(); each.hasNext(); ) {
            var sample = each.next();
            rooms.replaceAll((path, room) -> holds(sample, path) ? room - 1 : room);
            Predicate<Entry> fits = entry -> rooms.entrySet().stream()
                    .anyMatch(room -> room.getValue() >= 0 && room.getKey().contains(entry.path()));
            var entries = sample.entries().stream().filter(fits).toList();
            if (entries.size() == sample.entries().size()) {
                kept.add(0, sample);
            } else if (!entries.isEmpty()) {
                kept.add(0, new Observation.Sample(sample.time(), sample.at(), entries));
            }
        }
        observation.stored.clear();
        observation.stored.addAll(kept);
    }

    private static boolean holds(Observation.Sample sample, Path path) {
        return sample.entries().stream().anyMatch(entry -> path.contains(entry.path()));
    }
}
