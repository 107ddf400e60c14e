package org.lwm2m.tls.key;

import java.math.BigInteger;
import java.util.Arrays;

/** Writes DER (X.690), as much of it as keys and certificates are made of: each method makes one value. */
public final class Der {

    private Der() {}

    public static byte[] sequence(byte[]... parts) {
        return of(0x30, parts);
    }

    public static byte[] set(byte[]... parts) {
        return of(0x31, parts);
    }

    public static byte[] integer(BigInteger value) {
        return of(0x02, value.toByteArray());
    }

    public static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    public static byte[] bits(byte[] value) {
        return of(0x03, new byte[1], value);
    }

    public static byte[] octets(byte[] value) {
        return of(0x04, value);
    }

    public static byte[] flag(boolean value) {
        return of(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    /** @param value such as {@code 2.5.4.3} */
    public static byte[] identifier(String value) {
        var arcs = Arrays.stream(value.split("\\.")).mapToLong(Long::parseLong).toArray();
        var content = base128(arcs[0] * 40 + arcs[1]);
        for (var i = 2; i < arcs.length; i++) {
            content = join(content, base128(arcs[i]));
        }
        return of(0x06, content);
    }

    /** A value with this tag, of parts one after the other. */
    public static byte[] of(int tag, byte[]... parts) {
        var content = join(parts);
        var length = content.length < 0x80 ? new byte[] {(byte) content.length} : longLength(content.length);
        return join(new byte[] {(byte) tag}, length, content);
    }

    static byte[] join(byte[]... parts) {
        var size = 0;
        for (var part : parts) {
            size = Math.addExact(size, part.length);
        }
        var all = new byte[size];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static byte[] longLength(int length) {
        var digits = BigInteger.valueOf(length).toByteArray();
        var from = digits[0] == 0 ? 1 : 0;
        var count = digits.length - from;
        return join(new byte[] {(byte) (0x80 | count)}, Arrays.copyOfRange(digits, from, digits.length));
    }

    private static byte[] base128(long value) {
        var count = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) {
            bytes[count - 1 - i] = (byte) (value >> 7 * i & 0x7f | (i == 0 ? 0 : 0x80));
        }
        return bytes;
    }
}
