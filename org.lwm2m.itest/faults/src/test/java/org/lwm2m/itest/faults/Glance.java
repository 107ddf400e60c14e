package org.lwm2m.itest.faults;

import java.nio.ByteBuffer;

/** As much of a CoAP message as tells whether it says that somebody is to come back later (RFC 7252, 3). */
final class Glance {

    private static final int UNAVAILABLE = 0xa3;
    private static final int MAX_AGE = 14;
    private static final int PAYLOAD = 0xff;
    private static final int HEADER = 4;
    private static final int ONE_MORE = 13;
    private static final int TWO_MORE = 14;

    private final ByteBuffer left;

    private Glance(ByteBuffer message) {
        left = message;
    }

    /** Whether it is a 5.03. */
    static boolean unavailable(ByteBuffer message) {
        return message.remaining() >= HEADER && (message.get(message.position() + 1) & 0xff) == UNAVAILABLE;
    }

    /** Whether it has the option Max-Age. */
    static boolean maxAge(ByteBuffer message) {
        return new Glance(message.duplicate()).find();
    }

    private boolean find() {
        var token = left.get() & 0xf;
        left.position(left.position() + HEADER - 1 + token);
        for (var option = 0; left.hasRemaining(); ) {
            var first = left.get() & 0xff;
            if (first == PAYLOAD) {
                return false;
            }
            option += extended(first >> 4);
            var length = extended(first & 0xf);
            if (option == MAX_AGE) {
                return true;
            }
            left.position(left.position() + length);
        }
        return false;
    }

    private int extended(int nibble) {
        return switch (nibble) {
            case ONE_MORE -> ONE_MORE + (left.get() & 0xff);
            case TWO_MORE -> 269 + (left.getShort() & 0xffff);
            default -> nibble;
        };
    }
}
