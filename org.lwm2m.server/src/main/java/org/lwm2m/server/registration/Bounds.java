package org.lwm2m.server.registration;

import java.time.Duration;

/**
 * How many may register, and for how long.
 *
 * @param grace how much later than its lifetime a registration ends, as an Update may be on its way (field note F9)
 * @param lifetime of a client that doesn't say one
 * @param retryAfter when a client that there is no room for may ask again
 */
public record Bounds(int registrations, Duration grace, Duration lifetime, Duration retryAfter) {}
