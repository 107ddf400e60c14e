package org.lwm2m.bootstrap.session;

import java.time.Duration;

/**
 * How much there may be of what, and how long it may take.
 *
 * @param sessions at once
 * @param fromOne of them from one address that proves nothing
 * @param request how long one operation may take
 * @param session how long all may take
 * @param retryAfter when a client that there is no room for may come back
 * @param packs whether packs are served
 */
public record Bounds(
        int sessions, int fromOne, Duration request, Duration session, Duration retryAfter, boolean packs) {}
