package org.lwm2m.notation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/**
 * Finds what is twice in a payload, and what has a value and instances that have one. Costs nothing as long as the entries
 * are in order, and then no more than sorting.
 */
public final class Repeats {

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::path)
            .thenComparing(entry -> entry.time().orElse(Instant.MIN));

    private boolean inOrder = true;
    private Path last = Path.ROOT;

    /** Takes the path of the next entry into account. */
    public void add(Path path) {
        inOrder &= last.compareTo(path) < 0 && (last.depth() < 3 || !last.contains(path));
        last = path;
    }

    /** What is wrong with these, in words, if anything is. */
    public Optional<String> find(List<Entry> entries) {
        if (inOrder) {
            return Optional.empty();
        }
        var sorted = new ArrayList<>(entries);
        sorted.sort(ORDER);
        for (var i = 1; i < sorted.size(); i++) {
            var one = sorted.get(i - 1);
            var other = sorted.get(i);
            if (ORDER.compare(one, other) == 0) {
                return Optional.of(one.path() + " has two values of one time");
            } else if (!one.path().equals(other.path()) && one.path().contains(other.path())) {
                return Optional.of(one.path() + " has a value, and so has " + other.path() + " under it");
            }
        }
        return Optional.empty();
    }
}
