package org.lwm2m.object.connectivity;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Adds up what goes over the links from when it is made, also while links come, go and count anew. */
final class Count {

    private final Map<String, Traffic> last;
    private Traffic total = Traffic.NONE;

    /** @param now what the kernel has counted before, by link */
    Count(Map<String, Traffic> now) {
        last = new HashMap<>(now);
    }

    /**
     * @param now what the kernel has counted so far, by link
     * @param counted which links count at present; what others carried before is not added when they do
     */
    void look(Map<String, Traffic> now, Predicate<String> counted) {
        now.forEach((link, traffic) -> {
            if (counted.test(link)) {
                total = total.plus(traffic.since(last.getOrDefault(link, Traffic.NONE)));
            }
        });
        last.clear();
        last.putAll(now);
    }

    Traffic total() {
        return total;
    }
}
