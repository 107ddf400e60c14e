package org.lwm2m.client.management;

import java.time.Duration;

/**
 * How long device management of a client waits, and how much it keeps.
 *
 * @param patience how long a codec or an object that just went may take to come back
 * @param answer how long an object may take for one call, its turn included
 * @param calls how many calls may wait for one object
 * @param observations how many a server may have at once
 * @param attributes to how many paths a server may attach attributes
 * @param stored how many notifications are kept for each observation while its server can't be reached
 * @param values how many values these may have in all
 */
public record Limits(
        Duration patience, Duration answer, int calls, int observations, int attributes, int stored, int values) {

    public static final Limits USUAL =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 64, 1_000, 1_000, 100, 10_000);

    public Limits {
        if (patience.isNegative()
                || answer.isNegative()
                || calls < 1
                || observations < 0
                || attributes < 0
                || stored < 1
                || values < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
