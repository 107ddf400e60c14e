package org.lwm2m.notation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** Finds what is twice in a payload. Costs nothing as long as the entries are in order, and then no more than sorting. */
public final class Repeats {

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::path)
            .thenComparing(entry -> entry.time().orElse(Instant.MIN));

    private boolean inOrder = true;
    private Path last = Path.ROOT;

    /** Takes the path of the next entry into account. */
    public void add(Path path) {
        inOrder &= last.compareTo(path) < 0;
        last = path;
    }

    /** An entry whose path and time another one has as well, if there is one. */
    public Optional<Entry> find(List<Entry> entries) {
        if (inOrder) {
            return Optional.empty();
        }
        var sorted = new ArrayList<>(entries);
        sorted.sort(ORDER);
        for (var i = 1; i < sorted.size(); i++) {
            if (ORDER.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                return Optional.of(sorted.get(i));
            }
        }
        return Optional.empty();
    }
}
