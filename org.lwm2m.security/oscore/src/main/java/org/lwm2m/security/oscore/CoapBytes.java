package org.lwm2m.security.oscore;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.lwm2m.api.Bytes;

/**
 * A CoAP message but for its header and token: code, options, payload (RFC 7252, 3.1). That is all of it that is the same
 * on every wire, and the form that OSCORE encrypts.
 */
record CoapBytes(int code, List<Option> options, byte[] payload) {

    static final int GET = 0x01;
    static final int POST = 0x02;
    static final int FETCH = 0x05;
    static final int CHANGED = 0x44;
    static final int CONTENT = 0x45;
    static final int BAD_REQUEST = 0x80;
    static final int UNAUTHORIZED = 0x81;
    static final int BAD_OPTION = 0x82;

    static final int OBSERVE = 6;
    static final int OSCORE = 9;
    static final int MAX_AGE = 14;
    static final int ECHO = 252;

    private static final int MARKER = 0xff;

    /** One option, with its number. */
    record Option(int number, byte[] value) {}

    CoapBytes {
        options =
                options.stream().sorted(Comparator.comparingInt(Option::number)).toList();
    }

    /** @throws IllegalArgumentException for what is none */
    static CoapBytes read(byte[] octets) {
        require(octets.length > 0);
        var options = new ArrayList<Option>();
        var number = 0;
        var at = 1;
        while (at < octets.length && (octets[at] & 0xff) != MARKER) {
            var head = octets[at++] & 0xff;
            var delta = new Extended(octets, at, head >> 4);
            var length = new Extended(octets, delta.next, head & 0x0f);
            number += delta.value;
            at = length.next + length.value;
            require(number <= 0xffff && at <= octets.length);
            options.add(new Option(number, Arrays.copyOfRange(octets, length.next, at)));
        }
        // RFC 7252, 3: a marker with nothing behind it is an error.
        require(at == octets.length || at + 1 < octets.length);
        var payload = at == octets.length ? new byte[0] : Arrays.copyOfRange(octets, at + 1, octets.length);
        return new CoapBytes(octets[0] & 0xff, options, payload);
    }

    static CoapBytes read(Bytes octets) {
        return read(octets.array());
    }

    byte[] write() {
        var out = new ByteArrayOutputStream(payload.length + 64);
        out.write(code);
        var before = 0;
        for (var option : options) {
            var delta = option.number - before;
            before = option.number;
            out.write(nibble(delta) << 4 | nibble(option.value.length));
            extend(out, delta);
            extend(out, option.value.length);
            out.writeBytes(option.value);
        }
        if (payload.length > 0) {
            out.write(MARKER);
            out.writeBytes(payload);
        }
        return out.toByteArray();
    }

    boolean isRequest() {
        return code < 0x20;
    }

    boolean isError() {
        return code >= 0x80;
    }

    /** The value of the first option of this number. */
    Optional<byte[]> option(int number) {
        return options.stream()
                .filter(each -> each.number == number)
                .map(Option::value)
                .findFirst();
    }

    CoapBytes only(IntPredicate numbers) {
        return new CoapBytes(
                code, options.stream().filter(each -> numbers.test(each.number)).toList(), payload);
    }

    /** With this option in place of any of its number. */
    CoapBytes with(int number, byte... value) {
        var all = new ArrayList<>(without(number).options);
        all.add(new Option(number, value));
        return new CoapBytes(code, all, payload);
    }

    CoapBytes without(int number) {
        return only(each -> each != number);
    }

    CoapBytes with(List<Option> more) {
        var all = new ArrayList<>(options);
        all.addAll(more);
        return new CoapBytes(code, all, payload);
    }

    private static int nibble(int value) {
        return value < 13 ? value : value < 269 ? 13 : 14;
    }

    private static void extend(ByteArrayOutputStream out, int value) {
        if (value >= 269) {
            out.write(value - 269 >> 8);
            out.write(value - 269);
        } else if (value >= 13) {
            out.write(value - 13);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no CoAP message");
        }
    }

    /** A number that may go on behind its four bits. */
    private static final class Extended {

        final int value;
        final int next;

        Extended(byte[] octets, int at, int nibble) {
            require(nibble < 15);
            next = at + Math.max(0, nibble - 12);
            require(next <= octets.length);
            value = switch (nibble) {
                case 13 -> (octets[at] & 0xff) + 13;
                case 14 -> ((octets[at] & 0xff) << 8 | octets[at + 1] & 0xff) + 269;
                default -> nibble;
            };
        }
    }
}
