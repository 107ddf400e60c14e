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
    private long errands;
    private long untold;

    void add(Round round, Duration after) {
        kills.merge(round.kill(), 1, Integer::sum);
        agreed.add(after);
    }

    void add(Site site) {
        site.ledgers().forEach(each -> acknowledged += each.acknowledged());
        errands += site.errands.count();
        untold += site.errands.untold();
    }

    @Override
    public String toString() {
        var sorted = agreed.stream().sorted().toList();
        return sorted.isEmpty() ? "no rounds" : text(sorted);
    }

    private String text(List<Duration> sorted) {
        return """
                %d rounds, agreed after %d ms (median), %d ms (most)
                %d writes acknowledged; %d queued requests, of %d of which nobody heard the end
                killed: %s
                %s""".formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2).toMillis(),
                        sorted.get(sorted.size() - 1).toMillis(),
                        acknowledged,
                        errands,
                        untold,
                        kills,
                        fates);
    }
}
