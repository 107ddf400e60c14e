package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.Optional;
import org.lwm2m.client.account.Account;

/**
 * When to try again after a failure (Core 1.2, 6.2.1, with /1/x/17 to 20): attempts with growing pauses make a
 * sequence, a longer pause lies between sequences.
 */
final class Retries {

    /** Beyond this, doubling a pause makes no difference to anybody. */
    private static final int MOST_DOUBLINGS = 20;

    private final Account account;
    private long attempts;
    private long sequences;

    Retries(Account account) {
        this.account = account;
    }

    void restart() {
        attempts = 0;
        sequences = 0;
    }

    /**
     * The pause after a failure. After the last sequence it starts over, as nothing else is left to do without a
     * bootstrap server; empty only if /1/x/19 forbids a further sequence.
     */
    Optional<Duration> next() {
        attempts++;
        if (attempts < account.retryCount()) {
            var doublings = (int) Math.min(attempts - 1, MOST_DOUBLINGS);
            return Optional.of(account.retryTimer().multipliedBy(1L << doublings));
        }
        attempts = 0;
        sequences++;
        return account.sequenceDelay();
    }

    /** Whether all the sequences that /1/x/20 allows have failed. */
    boolean exhausted() {
        return sequences >= account.sequenceCount();
    }
}
