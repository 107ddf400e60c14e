package org.lwm2m.server.queue;

import java.time.Duration;

/**
 * How long clients of queue mode are taken to be awake, and how much may wait for them.
 *
 * @param awake after the last that was heard of a client; MAX_TRANSMIT_WAIT, unless clients sleep sooner
 * @param deadline how long a request waits, unless the application says otherwise
 * @param each most requests to one client that are not answered
 * @param all most requests to all of them
 */
public record QueueLimits(Duration awake, Duration deadline, int each, int all) {}
