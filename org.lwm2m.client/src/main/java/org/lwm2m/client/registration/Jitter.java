package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Makes clients that failed together come back one after another. A pause that an account gives is never shorter for it,
 * and up to a quarter or a minute longer: the specification says how long a client waits, and not how exactly (Core 1.2, 6.2.1.1).
 *
 * @param random a number from 0 to less than {@code bound}
 */
public record Jitter(Bounded random) {

    private static final Duration MOST = Duration.ofMinutes(1);

    /** For tests: nothing comes later. */
    public static final Jitter NONE = new Jitter(bound -> 0);

    /** As {@link RandomGenerator#nextLong(long)}. */
    @FunctionalInterface
    public interface Bounded {

        long next(long bound);
    }

    public static Jitter of(RandomGenerator random) {
        return new Jitter(random::nextLong);
    }

    /** The pause, or a little more. */
    public Duration later(Duration pause) {
        var quarter = pause.dividedBy(4);
        return pause.plus(within(quarter.compareTo(MOST) < 0 ? quarter : MOST));
    }

    /** Nothing, or up to so much. */
    public Duration within(Duration most) {
        var millis = most.toMillis();
        return millis > 0 ? Duration.ofMillis(random.next(millis)) : Duration.ZERO;
    }
}
