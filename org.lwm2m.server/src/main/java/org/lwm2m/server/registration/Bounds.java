package org.lwm2m.server.registration;

import java.time.Duration;

/**
 * How many may register, and for how long.
 *
 * @param fromOne most from one address that proves nothing, with {@value #LINKS} links each on average
 * @param profiles most profile ids that clients teach; of those that prove nothing, a tenth of it
 * @param grace how much later than its lifetime a registration ends, as an Update may be on its way (field note F9)
 * @param lifetime of a client that doesn't say one
 * @param retryAfter when a client that there is no room for may ask again
 */
public record Bounds(
        int registrations, int fromOne, int profiles, Duration grace, Duration lifetime, Duration retryAfter) {

    private static final int LINKS = 20;

    /** Most links from one address that proves nothing. */
    int linksFromOne() {
        return (int) Math.min(Integer.MAX_VALUE, (long) LINKS * fromOne);
    }
}
