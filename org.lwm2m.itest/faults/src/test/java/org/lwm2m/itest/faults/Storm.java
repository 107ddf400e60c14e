package org.lwm2m.itest.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What a bad network does to the datagrams that go one way: the same seed decides the same of the first, the second
 * and each further one.
 */
final class Storm {

    private static final double MOST_LOST = 0.3;
    private static final double MOST_DOUBLED = 0.15;
    private static final double MOST_LATE = 0.3;
    private static final double MOVED = 0.03;
    private static final int LATEST_MILLIS = 300;

    private final Random random;
    private final double lost;
    private final double doubled;
    private final double late;

    Storm(long seed) {
        random = new Random(seed);
        lost = MOST_LOST * random.nextDouble();
        doubled = MOST_DOUBLED * random.nextDouble();
        late = MOST_LATE * random.nextDouble();
    }

    /** After how long each copy of the next datagram arrives; none if it is lost. Who is late is overtaken. */
    List<Duration> arrivals() {
        if (random.nextDouble() < lost) {
            return List.of();
        } else if (random.nextDouble() < doubled) {
            return List.of(delay(), delay());
        }
        return List.of(delay());
    }

    /** Whether the client is seen at another port from now on. */
    boolean moves() {
        return random.nextDouble() < MOVED;
    }

    private Duration delay() {
        return random.nextDouble() < late ? Duration.ofMillis(1 + random.nextInt(LATEST_MILLIS)) : Duration.ZERO;
    }
}
