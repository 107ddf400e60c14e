package org.lwm2m.tls.key;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads DER (X.690) one value after the other: tags of one byte and lengths of up to three, which is all that keys need.
 * Whatever is not that fails with {@link IllegalArgumentException}.
 */
final class DerReader {

    private final byte[] bytes;
    private int at;

    DerReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean more() {
        return at < bytes.length;
    }

    /** The content of the next value, which has to have this tag. */
    byte[] next(int tag) {
        if (!more() || (bytes[at] & 0xff) != tag) {
            throw new IllegalArgumentException("no DER value of tag " + Integer.toHexString(tag));
        }
        at++;
        var length = length();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** Likewise, if the next value has this tag; if not, it stays the next. */
    Optional<byte[]> optional(int tag) {
        return more() && (bytes[at] & 0xff) == tag ? Optional.of(next(tag)) : Optional.empty();
    }

    private int length() {
        var first = octet();
        if (first < 0x80) {
            return bounded(first);
        }
        if (first < 0x81 || first > 0x83) {
            throw new IllegalArgumentException("a DER length that is not definite or too great");
        }
        var length = 0;
        for (var count = first & 0x7f; count > 0; count--) {
            length = length << 8 | octet();
        }
        return bounded(length);
    }

    private int bounded(int length) {
        if (length > bytes.length - at) {
            throw new IllegalArgumentException("a DER value that ends too early");
        }
        return length;
    }

    private int octet() {
        if (!more()) {
            throw new IllegalArgumentException("a DER value that ends too early");
        }
        return bytes[at++] & 0xff;
    }
}
