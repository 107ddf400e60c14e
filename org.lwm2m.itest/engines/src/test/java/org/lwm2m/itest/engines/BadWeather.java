package org.lwm2m.itest.engines;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.lwm2m.testing.Weather;

/** Weather as the dice say: a third of all datagrams gets lost, one in ten is late, some for longer than anybody waits. */
final class BadWeather implements Weather {

    private static final double LOST = Integer.getInteger("day.lost", 33) / 100.0;
    private static final double LATE = 0.1;
    private static final double DOUBLED = 0.05;

    /** RFC 7252, 4.8.2: MAX_LATENCY. */
    private static final int LATEST = 100_000;

    private final HandClock clock;
    private final Random random;
    private final Datagrams wire;
    private final int latest;
    private boolean over;
    int datagrams;
    int lost;
    int late;
    int doubled;
    int afterPatience;
    int onceTooOften;

    BadWeather(HandClock clock, Random random, Datagrams wire) {
        this(clock, random, wire, LATEST);
    }

    /** @param latest how many milliseconds a datagram may be late */
    BadWeather(HandClock clock, Random random, Datagrams wire, int latest) {
        this.clock = clock;
        this.random = random;
        this.wire = wire;
        this.latest = latest;
    }

    /** Nothing new happens to a datagram; those that are late still come. */
    void end() {
        over = true;
    }

    @Override
    public void sent(URI from, URI to, Object message) {
        wire.add(clock.now(), from.getPort(), to.getPort(), message);
    }

    @Override
    public List<Duration> arrivals() {
        datagrams++;
        if (over) {
            return List.of(Duration.ofMillis(20));
        } else if (random.nextDouble() < LOST) {
            lost++;
            return List.of();
        } else if (random.nextDouble() < DOUBLED) {
            doubled++;
            return List.of(delay(), delay());
        }
        return List.of(delay());
    }

    private Duration delay() {
        if (random.nextDouble() < LATE) {
            late++;
            return Duration.ofMillis(random.nextInt(1_000, latest));
        }
        return Duration.ofMillis(random.nextInt(5, 300));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        clock.after(delay, task);
    }

    @Override
    public void unwanted(boolean tooLate) {
        if (tooLate) {
            afterPatience++;
        } else {
            onceTooOften++;
        }
    }

    @Override
    public String toString() {
        return "%d datagrams: %d lost, %d late, %d doubled; answers: %d after patience ended, %d once too often"
                .formatted(datagrams, lost, late, doubled, afterPatience, onceTooOften);
    }
}
