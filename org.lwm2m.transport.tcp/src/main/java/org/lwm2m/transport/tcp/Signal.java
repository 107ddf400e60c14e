package org.lwm2m.transport.tcp;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.eclipse.californium.core.coap.Token;
import org.lwm2m.api.Bytes;

/**
 * A message about the connection itself (RFC 8323, 5).
 *
 * @param options by their numbers, which mean something else in each kind of signal
 * @param text what it says to people
 */
record Signal(int code, Token token, Map<Integer, Bytes> options, String text) {

    static final int CSM = 0xe1;
    static final int PING = 0xe2;
    static final int PONG = 0xe3;
    static final int RELEASE = 0xe4;
    static final int ABORT = 0xe5;

    /** Of CSM. */
    static final int MAX_MESSAGE_SIZE = 2;

    /** Of CSM. */
    static final int BLOCK_WISE_TRANSFER = 4;

    /** Of Ping and Pong. */
    static final int CUSTODY = 2;

    /** Of Abort. */
    static final int BAD_CSM_OPTION = 2;

    private static final int LONGEST = 1024;
    private static final int MARKER = 0xff;

    static Signal of(int code, Token token) {
        return new Signal(code, token, Map.of(), "");
    }

    static Signal csm(int size) {
        return new Signal(
                CSM, Token.EMPTY, Map.of(MAX_MESSAGE_SIZE, octets(size), BLOCK_WISE_TRANSFER, Bytes.EMPTY), "");
    }

    static Signal ping(Token token, boolean custody) {
        return new Signal(PING, token, custody ? Map.of(CUSTODY, Bytes.EMPTY) : Map.of(), "");
    }

    static Signal abort(String why, OptionalLong badOption) {
        Map<Integer, Bytes> options =
                badOption.isPresent() ? Map.of(BAD_CSM_OPTION, octets(badOption.getAsLong())) : Map.of();
        return new Signal(ABORT, Token.EMPTY, options, why);
    }

    /** The same that came, but for its code: the Pong of a Ping. */
    Signal pong() {
        var custody = has(CUSTODY) ? Map.of(CUSTODY, Bytes.EMPTY) : Map.<Integer, Bytes>of();
        return new Signal(PONG, token, custody, "");
    }

    boolean has(int option) {
        return options.containsKey(option);
    }

    OptionalLong number(int option) {
        var value = options.get(option);
        if (value == null || value.size() > 4) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (var i = 0; i < value.size(); i++) {
            number = number << 8 | value.octet(i) & 0xff;
        }
        return OptionalLong.of(number);
    }

    /** A critical option that nobody here knows; this side knows none. */
    Optional<Integer> critical() {
        return options.keySet().stream().filter(each -> each % 2 == 1).findFirst();
    }

    Frame frame() {
        var buffer = ByteBuffer.allocate(LONGEST);
        buffer.put((byte) code);
        var last = 0;
        for (var option : new TreeMap<>(options).entrySet()) {
            // All of ours are short: a delta and a length of less than 13.
            buffer.put((byte)
                    (option.getKey() - last << 4 | (int) option.getValue().size()));
            buffer.put(option.getValue().buffer());
            last = option.getKey();
        }
        if (!text.isEmpty()) {
            var words = Bytes.utf8(text);
            var room = Math.min(words.size(), buffer.remaining() - 1);
            buffer.put((byte) MARKER).put(words.slice(0, room).buffer());
        }
        buffer.flip();
        var message = new byte[buffer.remaining()];
        buffer.get(message);
        return new Frame(token, Bytes.wrap(message));
    }

    /** @throws IllegalArgumentException if its options are no options */
    static Signal read(Frame frame) {
        var options = new TreeMap<Integer, Bytes>();
        var from = frame.message().buffer();
        var code = from.get() & 0xff;
        var number = 0;
        try {
            while (from.hasRemaining()) {
                var first = from.get() & 0xff;
                if (first == MARKER) {
                    return new Signal(code, frame.token(), options, text(from));
                }
                number += extended(first >> 4, from);
                var value = new byte[extended(first & 0x0f, from)];
                from.get(value);
                options.put(number, Bytes.wrap(value));
            }
        } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("options cut off", e);
        }
        return new Signal(code, frame.token(), options, "");
    }

    private static int extended(int nibble, ByteBuffer from) {
        return switch (nibble) {
            case 13 -> 13 + (from.get() & 0xff);
            case 14 -> 269 + (from.getShort() & 0xffff);
            case 15 -> throw new IllegalArgumentException("an option of 15");
            default -> nibble;
        };
    }

    private static String text(ByteBuffer from) {
        var words = new byte[Math.min(from.remaining(), LONGEST)];
        from.get(words);
        // It goes to the log, so nothing of it may end a line there.
        return Bytes.wrap(words).utf8().replaceAll("\\p{Cntrl}", " ");
    }

    private static Bytes octets(long value) {
        var size = value == 0 ? 0 : (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8;
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(value).array(), Long.BYTES - size, size);
    }
}
