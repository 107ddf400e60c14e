package org.lwm2m.security.oscore;

import java.util.Arrays;

/** A sequence number as messages carry it: without leading zeros, in at most five octets (RFC 8613, 5). */
record PartialIv(long value) {

    static final int LONGEST = 5;

    static final long MAX = (1L << 8 * LONGEST) - 1;

    PartialIv {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("no sequence number: " + value);
        }
    }

    /** @throws IllegalArgumentException where there are leading zeros */
    static PartialIv read(byte[] octets) {
        var value = 0L;
        for (var octet : octets) {
            value = value << 8 | octet & 0xff;
        }
        var number = new PartialIv(value);
        if (octets.length > 1 && octets[0] == 0) {
            throw new IllegalArgumentException("no Partial IV: leading zeros");
        }
        return number;
    }

    byte[] octets() {
        var all = padded();
        var from = 0;
        while (from < LONGEST - 1 && all[from] == 0) {
            from++;
        }
        return Arrays.copyOfRange(all, from, LONGEST);
    }

    /** All five. */
    byte[] padded() {
        var all = new byte[LONGEST];
        for (var at = 0; at < LONGEST; at++) {
            all[at] = (byte) (value >> 8 * (LONGEST - 1 - at));
        }
        return all;
    }
}
