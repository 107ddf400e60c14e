package org.lwm2m.client.bootstrap;

import java.time.Duration;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.tls.alert.Alert;
import org.lwm2m.tls.alert.Recovery;

/** When to ask a Bootstrap-Server again; the specification leaves it to the client. */
final class Retries {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 11;

    private int failures;

    void restart() {
        failures = 0;
    }

    /** Twice the pause before; a day where only somebody else can mend it (Transport 1.2, 5.2.9). */
    Duration after(LwM2mException problem) {
        var doublings = Math.min(failures++, MOST_DOUBLINGS);
        var pause = FIRST.multipliedBy(1L << doublings);
        var fails =
                problem.alert().isPresent() && Alert.recovery(problem.alert().getAsInt()) == Recovery.FAIL;
        return fails || pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
