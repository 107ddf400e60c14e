package org.lwm2m.client.management;

import java.time.Duration;
import java.util.Optional;
import org.lwm2m.api.Attributes;

/**
 * How soon and how late a notification may come after the one before, and an evaluation after the one before.
 *
 * @param pmin the shortest time between notifications
 * @param pmax the longest; empty for none, which a pmax of 0 or below pmin also means (Core 1.2, 5.1.2)
 * @param epmin the shortest time between evaluations
 * @param epmax the longest; empty for none. One of 0 means none, as with pmax: our reading, the text says nothing
 */
record Periods(Duration pmin, Optional<Duration> pmax, Duration epmin, Optional<Duration> epmax) {

    static final Periods NONE = new Periods(Duration.ZERO, Optional.empty(), Duration.ZERO, Optional.empty());

    Periods {
        var shortest = pmin;
        pmax = pmax.filter(period -> !period.isZero() && period.compareTo(shortest) >= 0);
        epmax = epmax.filter(period -> !period.isZero());
    }

    static Periods of(Attributes attributes, ServerSession session) {
        return new Periods(
                attributes.pmin().or(session::defaultMinimumPeriod).orElse(Duration.ZERO),
                attributes.pmax().or(session::defaultMaximumPeriod),
                attributes.epmin().orElse(Duration.ZERO),
                attributes.epmax());
    }

    /**
     * For values that are told together: no sooner than any of them wants, no later than any. What contradicts itself
     * only so counts as not said.
     */
    Periods and(Periods other) {
        var shortest = longer(epmin, other.epmin);
        var longest = Observation.sooner(epmax, other.epmax);
        var clash = longest.filter(period -> period.compareTo(shortest) <= 0).isPresent();
        return new Periods(
                longer(pmin, other.pmin),
                Observation.sooner(pmax, other.pmax),
                clash ? Duration.ZERO : shortest,
                clash ? Optional.empty() : longest);
    }

    /** Whether values seen at a time are told, if they count or anyhow. */
    boolean allow(Duration told, Duration now, boolean pending) {
        var since = now.minus(told);
        return pending && since.compareTo(pmin) >= 0
                || pmax.filter(period -> since.compareTo(period) >= 0).isPresent();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
