package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** Writes the few small arrays of CBOR that OSCORE is made of, and reads a byte string (RFC 8949). */
final class Cbor {

    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    Cbor array(int size) {
        return head(4, size);
    }

    Cbor bytes(byte[] value) {
        head(BYTES, value.length);
        out.writeBytes(value);
        return this;
    }

    Cbor text(String value) {
        head(3, value.length());
        out.writeBytes(value.getBytes(UTF_8));
        return this;
    }

    Cbor number(int value) {
        return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    Cbor none() {
        out.write(0xf6);
        return this;
    }

    byte[] done() {
        return out.toByteArray();
    }

    static byte[] wrap(byte[] bytes) {
        return new Cbor().bytes(bytes).done();
    }

    /** What is in a byte string of up to 255 octets; empty if this is none. */
    static Optional<byte[]> unwrap(byte[] item) {
        if (item.length == 0 || (item[0] & 0xe0) >> 5 != BYTES) {
            return Optional.empty();
        }
        var low = item[0] & 0x1f;
        var start = low < 24 ? 1 : 2;
        var size = low < 24 ? low : low == 24 && item.length > 1 ? item[1] & 0xff : -1;
        return size >= 0 && item.length == start + size
                ? Optional.of(Arrays.copyOfRange(item, start, item.length))
                : Optional.empty();
    }

    private Cbor head(int type, int number) {
        if (number < 24) {
            out.write(type << 5 | number);
        } else if (number < 256) {
            out.write(type << 5 | 24);
            out.write(number);
        } else {
            out.write(type << 5 | 25);
            out.write(number >> 8);
            out.write(number);
        }
        return this;
    }
}
