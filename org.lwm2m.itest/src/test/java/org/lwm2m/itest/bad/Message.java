package org.lwm2m.itest.bad;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;

/** A CoAP message (RFC 7252, 3), written and read without a library, so that it can be as wrong as a test wants it. */
record Message(int type, int code, int mid, Bytes token, List<Option> options, Bytes payload) {

    static final int CON = 0;
    static final int NON = 1;
    static final int ACK = 2;
    static final int RST = 3;
    static final int EMPTY = 0;

    static final int OBSERVE = 6;
    static final int LOCATION = 8;
    static final int PATH = 11;
    static final int FORMAT = 12;
    static final int QUERY = 15;
    static final int ACCEPT = 17;
    static final int BLOCK2 = 23;
    static final int BLOCK1 = 27;
    static final int SIZE1 = 60;

    private static final List<String> METHODS =
            List.of("EMPTY", "GET", "POST", "PUT", "DELETE", "FETCH", "PATCH", "IPATCH");

    record Option(int number, Bytes value) {}

    /** A confirmable request of a line such as {@code POST /rd?ep=a&lt=60}; number and token are the sender's. */
    static Message request(String line) {
        var words = line.split(" ", 2);
        var request = bare(CON, METHODS.indexOf(words[0]), 0, Bytes.EMPTY);
        var question = words[1].indexOf('?');
        var path = question < 0 ? words[1] : words[1].substring(0, question);
        for (var segment : path.substring(1).split("/", -1)) {
            request = path.equals("/") ? request : request.with(PATH, Bytes.utf8(segment));
        }
        for (var item :
                question < 0 ? new String[0] : words[1].substring(question + 1).split("&", -1)) {
            request = request.with(QUERY, Bytes.utf8(item));
        }
        return request;
    }

    static Message bare(int type, int code, int mid, Bytes token) {
        return new Message(type, code, mid, token, List.of(), Bytes.EMPTY);
    }

    Message with(int number, Bytes value) {
        var more = new ArrayList<>(options);
        more.add(new Option(number, value));
        more.sort(Comparator.comparingInt(Option::number));
        return new Message(type, code, mid, token, List.copyOf(more), payload);
    }

    Message with(int number, int value) {
        var digits = Integer.toHexString(value);
        return with(number, value == 0 ? Bytes.EMPTY : Bytes.hex(digits.length() % 2 == 0 ? digits : "0" + digits));
    }

    /** A block of a body, with the exponent of its size (RFC 7959, 2.2). */
    Message block1(int number, boolean more, int exponent) {
        return with(BLOCK1, number << 4 | (more ? 8 : 0) | exponent);
    }

    Message carrying(int format, Bytes content) {
        return with(FORMAT, format).carrying(content);
    }

    Message carrying(Bytes content) {
        return new Message(type, code, mid, token, options, content);
    }

    Message as(int newType, int newMid, Bytes newToken) {
        return new Message(newType, code, newMid, newToken, options, payload);
    }

    /** The code as people write it: {@code 4.04}. */
    String status() {
        return "%d.%02d".formatted(code >> 5, code & 31);
    }

    boolean isRequest() {
        return code > 0 && code < 32;
    }

    Optional<Bytes> option(int number) {
        return options.stream()
                .filter(option -> option.number == number)
                .map(Option::value)
                .findFirst();
    }

    /** The path of a request, or of the location that an answer names. */
    String path(int number) {
        var path = new StringBuilder();
        options.stream().filter(option -> option.number == number).forEach(option -> path.append('/')
                .append(option.value.utf8()));
        return path.toString();
    }

    byte[] encode() {
        var out = new ByteArrayOutputStream();
        out.write(0x40 | type << 4 | (int) token.size());
        out.write(code);
        out.write(mid >> 8);
        out.write(mid);
        out.writeBytes(token.array());
        var last = 0;
        for (var option : options) {
            encode(option, option.number - last, out);
            last = option.number;
        }
        if (payload.size() > 0) {
            out.write(0xff);
            out.writeBytes(payload.array());
        }
        return out.toByteArray();
    }

    private static void encode(Option option, int delta, ByteArrayOutputStream out) {
        var length = (int) option.value.size();
        out.write(nibble(delta) << 4 | nibble(length));
        extend(delta, out);
        extend(length, out);
        out.writeBytes(option.value.array());
    }

    private static int nibble(int value) {
        return value < 13 ? value : value < 269 ? 13 : 14;
    }

    private static void extend(int value, ByteArrayOutputStream out) {
        if (value >= 269) {
            out.write(value - 269 >> 8);
            out.write(value - 269);
        } else if (value >= 13) {
            out.write(value - 13);
        }
    }

    static Message decode(byte[] datagram) {
        var at = new int[] {4};
        var token = take(datagram, at, datagram[0] & 15);
        var options = new ArrayList<Option>();
        var number = 0;
        while (at[0] < datagram.length && datagram[at[0]] != (byte) 0xff) {
            var head = datagram[at[0]++] & 255;
            number += extended(head >> 4, datagram, at);
            options.add(new Option(number, take(datagram, at, extended(head & 15, datagram, at))));
        }
        at[0]++;
        var payload = at[0] < datagram.length ? take(datagram, at, datagram.length - at[0]) : Bytes.EMPTY;
        var mid = (datagram[2] & 255) << 8 | datagram[3] & 255;
        return new Message(datagram[0] >> 4 & 3, datagram[1] & 255, mid, token, options, payload);
    }

    private static int extended(int nibble, byte[] datagram, int[] at) {
        return switch (nibble) {
            case 13 -> (datagram[at[0]++] & 255) + 13;
            case 14 -> ((datagram[at[0]++] & 255) << 8 | datagram[at[0]++] & 255) + 269;
            default -> nibble;
        };
    }

    private static Bytes take(byte[] datagram, int[] at, int length) {
        at[0] += length;
        return Bytes.wrap(datagram).slice(at[0] - length, length);
    }

    @Override
    public String toString() {
        return List.of("CON", "NON", "ACK", "RST").get(type) + " "
                + (isRequest() && code < METHODS.size() ? METHODS.get(code) + " " + path(PATH) : status()) + " " + mid
                + " " + payload.utf8();
    }
}
