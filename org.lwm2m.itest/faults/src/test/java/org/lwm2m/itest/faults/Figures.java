package org.lwm2m.itest.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened in all rounds. */
final class Figures {

    final Fates fates = new Fates();
    private final Map<String, Integer> kills = new TreeMap<>();
    private final List<Duration> agreed = new ArrayList<>();
    private long acknowledged;

    void add(Round round, Duration after) {
        kills.merge(round.kill(), 1, Integer::sum);
        agreed.add(after);
    }

    void acknowledged(long writes) {
        acknowledged += writes;
    }

    @Override
    public String toString() {
        var sorted = agreed.stream().sorted().toList();
        return sorted.isEmpty()
                ? "no rounds"
                : "%d rounds, agreed after %d ms (median), %d ms (most); %d writes acknowledged%nkilled: %s%n%s"
                        .formatted(
                                sorted.size(),
                                sorted.get(sorted.size() / 2).toMillis(),
                                sorted.get(sorted.size() - 1).toMillis(),
                                acknowledged,
                                kills,
                                fates);
    }
}
