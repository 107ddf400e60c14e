package org.lwm2m.notation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** A payload to be read: what is where in it, and how a fault in it is told. */
public final class Source {

    /** Up to here a payload is copied, as an array is read faster; a longer one is never held twice. */
    private static final int NEAR = 1 << 16;

    /** Of words about a fault: they may quote a name, and that may be as long as the payload. */
    private static final int MOST_WORDS = 300;

    private static final byte[] FAR = new byte[0];

    private final String format;
    private final Bytes payload;
    private final ByteBuffer in;
    private final int size;

    /** All of the payload, or none if it is long. */
    private final byte[] near;

    /** @param format its name, as messages to people have it */
    public Source(String format, Bytes payload, Limits limits) {
        if (payload.size() > limits.bytes()) {
            throw new LwM2mException(
                    Status.TOO_LARGE, format + " of " + payload + ", at most " + limits.bytes() + " are read");
        }
        this.format = format;
        this.payload = payload;
        this.size = (int) payload.size();
        this.near = size > NEAR ? FAR : payload.array();
        this.in = size > NEAR ? payload.buffer().slice() : ByteBuffer.wrap(near);
    }

    private Source(String format, byte[] part) {
        this.format = format;
        this.payload = Bytes.wrap(part);
        this.in = ByteBuffer.wrap(part);
        this.size = part.length;
        this.near = part;
    }

    /** Octets that don't stand so in this payload: a string put together from pieces. */
    public Source part(byte[] octets) {
        return new Source(format, octets);
    }

    public int size() {
        return size;
    }

    public int octet(int at) {
        return (at < near.length ? near[at] : in.get(at)) & 0xff;
    }

    /** The 1, 2, 4 or 8 octets at a place, big endian, without sign. */
    public long number(int at, int octets) {
        return switch (octets) {
            case 1 -> in.get(at) & 0xff;
            case 2 -> in.getChar(at);
            case 4 -> in.getInt(at) & 0xffff_ffffL;
            default -> in.getLong(at);
        };
    }

    /** The text at a place; 4.00 if it is not UTF-8. */
    public String text(int from, int to) {
        var text = near.length > 0 ? new String(near, from, to - from, UTF_8) : new String(copy(from, to), UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            checkUtf8(from, to);
        }
        return text;
    }

    /** Without a copy if they are most of the payload; a few are copied, so as not to hold on to all of it. */
    public Bytes octets(int from, int to) {
        return to - from > size / 2 ? payload.slice(from, to - from) : Bytes.wrap(copy(from, to));
    }

    public byte[] copy(int from, int to) {
        var copy = new byte[to - from];
        in.get(from, copy);
        return copy;
    }

    public LwM2mException bad(int at, String why) {
        return refused(Status.BAD_REQUEST, at, why);
    }

    public LwM2mException tooLarge(int at, String why) {
        return refused(Status.TOO_LARGE, at, why);
    }

    private LwM2mException refused(Status status, int at, String why) {
        var words = why.length() > MOST_WORDS ? why.substring(0, MOST_WORDS) + "..." : why;
        return new LwM2mException(status, format + " at byte " + at + ": " + words);
    }

    /** Tells a replacement character that was sent from one that stands for octets that are no UTF-8. */
    private void checkUtf8(int from, int to) {
        try {
            UTF_8.newDecoder().decode(in.slice(from, to - from));
        } catch (CharacterCodingException e) {
            throw bad(from, "a text that is not UTF-8");
        }
    }
}
