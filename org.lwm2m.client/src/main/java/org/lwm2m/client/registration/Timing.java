package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.Optional;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.client.account.Account;
import org.lwm2m.tls.alert.Alert;
import org.lwm2m.tls.alert.Recovery;

/**
 * When to try again after a failure (Core 1.2, 6.2.1, with /1/x/17 to 20): attempts with growing pauses make a sequence, a
 * longer pause lies between sequences.
 */
final class Timing {

    /** Beyond this, doubling a pause makes no difference to anybody. */
    private static final int MOST_DOUBLINGS = 20;

    private final Account account;
    private long attempts;
    private long sequences;
    private boolean exhausted;

    Timing(Account account) {
        this.account = account;
    }

    void restart() {
        attempts = 0;
        sequences = 0;
        exhausted = false;
    }

    /**
     * The pause after a failure: as {@link #next}; but an alert of the class fail can't be mended by trying again soon,
     * unless /1 says what to do after failures (Transport 1.2, 5.2.9).
     */
    Optional<Duration> after(LwM2mException problem) {
        var fails = problem.alert().isPresent()
                && Alert.recovery(problem.alert().getAsInt()) == Recovery.FAIL
                && !account.saysHowToRetry();
        if (!fails) {
            return next();
        }
        attempts = 0;
        exhausted = true;
        return account.sequenceDelay();
    }

    /**
     * The pause after a failure. After the last sequence all starts over, as there is no bootstrap server to ask;
     * empty only if /1/x/19 forbids a further sequence.
     */
    private Optional<Duration> next() {
        if (exhausted) {
            restart();
        }
        attempts++;
        if (attempts < account.retryCount()) {
            var doublings = (int) Math.min(attempts - 1, MOST_DOUBLINGS);
            return Optional.of(account.retryTimer().multipliedBy(1L << doublings));
        }
        attempts = 0;
        sequences++;
        exhausted = sequences >= account.sequenceCount();
        return account.sequenceDelay();
    }

    /** Whether the last failure ended the last sequence that /1/x/20 allows. */
    boolean exhausted() {
        return exhausted;
    }
}
