package org.lwm2m.itest.faults;

import java.util.HashSet;
import java.util.Set;

/**
 * What a resource may say: what was acknowledged last, or anything that was asked for since and was not refused, as nobody knows
 * whether it arrived.
 */
final class Ledger {

    private final Set<Long> possible = new HashSet<>(); // guarded by this, as is the next
    private long acknowledged;

    Ledger(long initial) {
        possible.add(initial);
    }

    /** It was written, and that was acknowledged. */
    synchronized void written(long value) {
        possible.clear();
        possible.add(value);
        acknowledged++;
    }

    /** It may have been written. */
    synchronized void attempted(long value) {
        possible.add(value);
    }

    /** It says this now. */
    synchronized void found(String where, long value) {
        if (!possible.contains(value)) {
            throw new AssertionError(where + " is " + value + ", but may only be " + possible);
        }
        possible.clear();
        possible.add(value);
    }

    synchronized long acknowledged() {
        return acknowledged;
    }
}
