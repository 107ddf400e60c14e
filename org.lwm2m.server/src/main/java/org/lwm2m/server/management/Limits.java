package org.lwm2m.server.management;

import java.time.Duration;

/**
 * What one client may take up.
 *
 * @param timeout how long a request may take, all told, unless the application says otherwise
 * @param requests that are not answered yet
 * @param reports that no listener has heard yet
 */
public record Limits(Duration timeout, int requests, int observations, int reports) {}
