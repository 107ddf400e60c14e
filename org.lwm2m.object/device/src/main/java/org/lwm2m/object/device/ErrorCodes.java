package org.lwm2m.object.device;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The errors of /3/0/11: an instance each for as long as it lasts, and a single 0 where there is none. An error keeps
 * its instance while others come and go.
 */
final class ErrorCodes {

    private final Map<Integer, Integer> instances = new TreeMap<>(); // guarded by this

    /** @param present the errors that there are at present */
    synchronized Map<Integer, Integer> update(Set<Integer> present) {
        instances.values().removeIf(code -> !present.contains(code));
        for (var code : new TreeSet<>(present)) {
            if (!instances.containsValue(code)) {
                var free = 0;
                while (instances.containsKey(free)) {
                    free++;
                }
                instances.put(free, code);
            }
        }
        return instances.isEmpty() ? Map.of(0, 0) : Map.copyOf(instances);
    }

    /** Forgets all; the next update brings back what persists. */
    synchronized void reset() {
        instances.clear();
    }
}
