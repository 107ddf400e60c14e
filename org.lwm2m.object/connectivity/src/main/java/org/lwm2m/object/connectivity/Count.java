package org.lwm2m.object.connectivity;

import java.util.HashMap;
import java.util.Map;

/** Adds up what goes over the links from when it is made, also while links come, go and count anew. */
final class Count {

    private final Map<String, Traffic> last;
    private Traffic total = Traffic.NONE;

    /** @param now what the kernel has counted before */
    Count(Map<String, Traffic> now) {
        last = new HashMap<>(now);
    }

    /** @param now what the kernel has counted so far, by link */
    void look(Map<String, Traffic> now) {
        now.forEach((link, traffic) -> total = total.plus(traffic.since(last.getOrDefault(link, Traffic.NONE))));
        last.clear();
        last.putAll(now);
    }

    Traffic total() {
        return total;
    }
}
