package org.lwm2m.testing;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a bad network does to each datagram: it gets lost, comes late and out of turn, or comes twice.
 * <p>
 * {@link LoopNetwork#weather} turns it on. From then on messages take time, are repeated as RFC 7252 has it, and are
 * taken for the first time only once by an end that is still there.
 */
public interface Weather {

    /** Told of each datagram, a {@code Request} or a {@code Response}, before {@link #arrivals} says what becomes of it. */
    default void sent(URI from, URI to, Object message) {}

    /** When the copies of one datagram arrive, counted from now: none if it gets lost, two if it is doubled. */
    List<Duration> arrivals();

    /** Runs a task when that time has passed, on the thread that turns the clock. */
    void after(Duration delay, Runnable task);

    /** Told of each answer that arrived when nobody waited for one any more: too late, or once too often. */
    default void unwanted(boolean late) {}
}
