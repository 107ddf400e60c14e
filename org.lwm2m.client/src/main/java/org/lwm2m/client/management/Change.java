package org.lwm2m.client.management;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/** Whether values differ enough from those that a server knows to tell it (Core 1.2, 5.1.2 and 6.4.3). */
final class Change {

    private Change() {}

    /** Whether the attributes have a condition at all; without, any change counts. */
    static boolean conditional(Attributes attributes) {
        return attributes.gt().isPresent()
                || attributes.lt().isPresent()
                || attributes.st().isPresent()
                || attributes.edge().isPresent();
    }

    /**
     * @param told the values that the server knows, from which steps and crossings count
     * @param seen those of the reading before, from which edges count
     */
    static boolean counts(Attributes attributes, List<Entry> told, List<Entry> seen, List<Entry> now) {
        if (attributes.edge().isPresent() && edge(attributes.edge().get(), values(seen), values(now))) {
            return true;
        }
        var old = values(told);
        var current = values(now);
        if (!conditional(attributes)) {
            return !old.equals(current);
        }
        return !old.keySet().equals(current.keySet())
                || current.entrySet().stream()
                        .anyMatch(each -> counts(attributes, old.get(each.getKey()), each.getValue()));
    }

    private static boolean edge(boolean rising, Map<Path, Value> seen, Map<Path, Value> now) {
        return now.entrySet().stream()
                .anyMatch(each -> each.getValue().equals(new Value.Flag(rising))
                        && new Value.Flag(!rising).equals(seen.get(each.getKey())));
    }

    private static boolean counts(Attributes attributes, Value before, Value now) {
        if (now instanceof Value.Flag && attributes.edge().isPresent()) {
            return false;
        }
        var old = Numbers.of(before);
        var current = Numbers.of(now);
        if (old.isEmpty() || current.isEmpty()) {
            return !before.equals(now);
        }
        var was = old.get();
        var is = current.get();
        return attributes
                        .gt()
                        .filter(gt -> was.compareTo(gt) <= 0 != is.compareTo(gt) <= 0)
                        .isPresent()
                || attributes
                        .lt()
                        .filter(lt -> was.compareTo(lt) < 0 != is.compareTo(lt) < 0)
                        .isPresent()
                || attributes
                        .st()
                        .filter(st ->
                                is.compareTo(was) != 0 && is.subtract(was).abs().compareTo(st) >= 0)
                        .isPresent();
    }

    private static Map<Path, Value> values(List<Entry> entries) {
        return entries.stream().collect(Collectors.toMap(Entry::path, Entry::value, (first, second) -> second));
    }
}
