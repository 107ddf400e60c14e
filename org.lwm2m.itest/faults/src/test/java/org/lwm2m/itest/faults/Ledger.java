package org.lwm2m.itest.faults;

import java.util.HashSet;
import java.util.Set;

/**
 * What something that is written may say: what was acknowledged last, or anything that was asked for since, as nobody
 * knows whether it arrived.
 */
final class Ledger {

    private final String write;
    private final String read;
    private final Set<Long> possible = new HashSet<>(); // guarded by this, as is the next
    private long acknowledged;

    /** @param write what the server is told to write it, but for the value; {@code read} likewise */
    Ledger(String write, String read, long initial) {
        this.write = write;
        this.read = read;
        possible.add(initial);
    }

    String write(long value) {
        return write + " " + value;
    }

    String read() {
        return read;
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
    synchronized void found(long value) {
        if (!possible.contains(value)) {
            throw new AssertionError(read + ": it is " + value + ", but may only be " + possible);
        }
        possible.clear();
        possible.add(value);
    }

    synchronized long acknowledged() {
        return acknowledged;
    }
}
