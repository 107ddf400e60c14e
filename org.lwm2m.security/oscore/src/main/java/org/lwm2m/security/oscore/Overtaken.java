package org.lwm2m.security.oscore;

/**
 * The numbers just before the one that a replay window begins with (RFC 8613, B.1.2). Their requests may have been on their
 * way together with that one, which came first.
 */
final class Overtaken {

    private long beginning;
    private int seen;

    /** Those before this number may still come. */
    void before(long number) {
        beginning = number;
        seen = 0;
    }

    boolean isNew(long number) {
        return number < beginning
                && beginning - number <= ReplayWindow.SIZE
                && (seen >>> (int) (beginning - number - 1) & 1) == 0;
    }

    void take(long number) {
        seen |= 1 << (int) (beginning - number - 1);
    }
}
