package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;

/** What all endpoints of the transport have in common: loop, settings, chance, and the bounds that hold for all. */
final class Shared {

    private static final Duration BUSY = Duration.ofSeconds(5);

    final Loop loop;
    final Settings settings;
    final RandomGenerator random;
    final Complaints complaints;
    final Memory memory;
    final Protection protection;
    final Freshness freshness;

    /** Threads that may wait, for sinks. */
    final Executor waiters;

    /** Bodies that come in blocks, whosever they are. */
    final Transfers<Upload, Upload> uploads;

    private int exchanges; // owned by the loop
    private int bodies; // owned by the loop
    private long observed; // owned by the loop

    Shared(Loop loop, Settings settings, RandomGenerator random, Executor waiters) {
        this.loop = loop;
        this.settings = settings;
        this.random = random;
        this.complaints = new Complaints(loop);
        this.memory = new Memory(settings.remembered());
        this.protection = new Protection(loop);
        this.freshness = new Freshness(loop, random);
        this.waiters = waiters;
        this.uploads = new Transfers<>(loop);
    }

    Timing timing() {
        return settings.timing();
    }

    Bounds bounds() {
        return settings.bounds();
    }

    /** The answer to who asks more than may be answered at a time. */
    static Response busy(String what) {
        return new Response(
                Status.UNAVAILABLE,
                Response.failed(Status.UNAVAILABLE, what).content(),
                java.util.Optional.empty(),
                java.util.Optional.of(BUSY));
    }

    boolean beginExchange() {
        if (exchanges >= bounds().exchanges()) {
            return false;
        }
        exchanges++;
        return true;
    }

    void endExchange() {
        exchanges--;
    }

    /** @throws LwM2mException with 5.03 if all bodies together would be too much */
    void reserve(int octets) {
        if (bodies > bounds().bodies() - octets) {
            throw new LwM2mException(Status.UNAVAILABLE, "too much is being transferred, try later");
        }
        bodies += octets;
    }

    void release(int octets) {
        bodies -= octets;
    }

    /**
     * The next sequence number of notifications, growing across restarts, as clients compare it with the last one they
     * got (RFC 7641, 3.4): milliseconds of the clock, 24 bits.
     */
    int nextObserve() {
        observed = Math.max(observed + 1, System.currentTimeMillis());
        return (int) observed & 0xffffff;
    }
}
