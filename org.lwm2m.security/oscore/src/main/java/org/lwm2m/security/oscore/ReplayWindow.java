package org.lwm2m.security.oscore;

/** Which numbers of the peer's came already: exactly for the latest 32, and all before them (RFC 8613, 3.2.2). */
final class ReplayWindow {

    static final int SIZE = 32;

    private long top; // guarded by this
    private int seen; // guarded by this: bit n is top - n

    /** Nothing came yet. */
    ReplayWindow() {
        this(-1, 0);
    }

    ReplayWindow(long top, int seen) {
        this.top = top;
        this.seen = seen;
    }

    /** Whether a number would be new; to know before a message is opened. */
    synchronized boolean isNew(long number) {
        return number > top || top - number < SIZE && (seen >>> (int) (top - number) & 1) == 0;
    }

    /** Takes a number of a message that was opened; false if another was faster. */
    synchronized boolean take(long number) {
        if (!isNew(number)) {
            return false;
        }
        if (number > top) {
            var ahead = number - top;
            seen = ahead < SIZE ? seen << (int) ahead | 1 : 1;
            top = number;
        } else {
            seen |= 1 << (int) (top - number);
        }
        return true;
    }

    /** All up to this number count as seen. */
    synchronized void begin(long number) {
        top = number;
        seen = -1;
    }

    /** As text, to be kept. */
    @Override
    public synchronized String toString() {
        return top + " " + seen;
    }
}
