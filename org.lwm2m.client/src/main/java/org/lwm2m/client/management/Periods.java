package org.lwm2m.client.management;

import java.time.Duration;
import java.util.Optional;
import org.lwm2m.api.Attributes;

/**
 * How soon and how late a notification may come after the one before.
 *
 * @param longest empty for never; what is 0 or shorter than the shortest counts as never (Core 1.2, 5.1.2)
 */
record Periods(Duration shortest, Optional<Duration> longest) {

    Periods {
        var least = shortest;
        longest = longest.filter(period -> !period.isZero() && period.compareTo(least) >= 0);
    }

    static Periods of(Attributes attributes, ServerSession session) {
        return new Periods(
                attributes.pmin().or(session::defaultMinimumPeriod).orElse(Duration.ZERO),
                attributes.pmax().or(session::defaultMaximumPeriod));
    }

    /** For values that are told together: no sooner than any of them wants, no later than any. */
    Periods and(Periods other) {
        var late = longest.isEmpty() ? other.longest : longest;
        if (longest.isPresent()
                && other.longest.isPresent()
                && other.longest.get().compareTo(late.get()) < 0) {
            late = other.longest;
        }
        return new Periods(shortest.compareTo(other.shortest) < 0 ? other.shortest : shortest, late);
    }
}
