package org.lwm2m.codec.tlv;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** Takes values out of a payload (Core 1.2, appendix C); octets of a resource of unknown type stay octets. */
final class TlvContent {

    /** Up to here a payload is copied, as an array is read faster; a longer one is never held twice. */
    private static final int NEAR = 1 << 16;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
    private static final byte[] FAR = new byte[0];
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Bytes payload;

    /** All of the payload, or none if it is long. */
    private final byte[] near;

    /** All of the payload if it is long. */
    private final ByteBuffer far;

    private final int size;

    TlvContent(Bytes payload) {
        this.payload = payload;
        this.near = payload.size() > NEAR ? FAR : payload.array();
        this.far = payload.size() > NEAR ? payload.buffer().slice() : NOTHING;
        this.size = (int) payload.size();
    }

    int size() {
        return size;
    }

    int octet(int at) {
        return (at < near.length ? near[at] : far.get(at)) & 0xff;
    }

    Value value(ResourceType type, int at, int end) {
        return switch (type) {
            case STRING -> new Value.Text(text(at, end));
            case INTEGER -> new Value.Int(signed(at, end));
            case UNSIGNED -> new Value.Unsigned(unsigned(at, end));
            case FLOAT -> new Value.Real(real(at, end));
            case BOOLEAN -> new Value.Flag(flag(at, end));
            case TIME -> new Value.Time(time(at, end));
            case OBJLNK -> link(at, end);
            case CORELNK -> new Value.CoreLinks(text(at, end));
            case OPAQUE, NONE -> new Value.Opaque(octets(at, end));
        };
    }

    static LwM2mException bad(int at, String what) {
        return new LwM2mException(Status.BAD_REQUEST, "TLV at byte " + at + ": " + what);
    }

    private String text(int at, int end) {
        var text = end <= near.length ? new String(near, at, end - at, UTF_8) : new String(copy(at, end), UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            checkUtf8(at, end);
        }
        return text;
    }

    /** Tells a replacement character that was sent from one that stands for bytes that are no UTF-8. */
    private void checkUtf8(int at, int end) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(copy(at, end)));
        } catch (CharacterCodingException e) {
            throw bad(at, "a text that is not UTF-8");
        }
    }

    private long signed(int at, int end) {
        var unused = 64 - 8 * width(at, end);
        return number(at, end) << unused >> unused;
    }

    private long unsigned(int at, int end) {
        width(at, end);
        return number(at, end);
    }

    private double real(int at, int end) {
        return switch (end - at) {
            case 4 -> Float.intBitsToFloat((int) number(at, end));
            case 8 -> Double.longBitsToDouble(number(at, end));
            default -> throw bad(at, (end - at) + " bytes, a float has 4 or 8");
        };
    }

    private boolean flag(int at, int end) {
        if (end - at != 1 || octet(at) > 1) {
            throw bad(at, "a boolean is one byte, 0 or 1");
        }
        return octet(at) == 1;
    }

    private Instant time(int at, int end) {
        try {
            return Instant.ofEpochSecond(signed(at, end));
        } catch (DateTimeException e) {
            throw bad(at, "a time beyond the calendar");
        }
    }

    private Value link(int at, int end) {
        if (end - at != 4) {
            throw bad(at, (end - at) + " bytes, an object link has 4");
        }
        return new Value.ObjectLink((int) number(at, at + 2), (int) number(at + 2, end));
    }

    /** Without a copy if they are most of the payload; a few are copied, so as not to hold on to all of it. */
    private Bytes octets(int at, int end) {
        return end - at > size / 2 ? payload.slice(at, end - at) : Bytes.wrap(copy(at, end));
    }

    private byte[] copy(int at, int end) {
        if (end <= near.length) {
            return Arrays.copyOfRange(near, at, end);
        }
        var copy = new byte[end - at];
        far.get(at, copy);
        return copy;
    }

    private int width(int at, int end) {
        var width = end - at;
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw bad(at, width + " bytes, an integer has 1, 2, 4 or 8");
        }
        return width;
    }

    private long number(int at, int end) {
        if (end <= near.length && end - at == 8) {
            return (long) LONGS.get(near, at);
        } else if (end <= near.length && end - at == 4) {
            return (int) INTS.get(near, at) & 0xffff_ffffL;
        }
        var number = 0L;
        for (var i = at; i < end; i++) {
            number = number << 8 | octet(i);
        }
        return number;
    }
}
