package org.lwm2m.notation;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lwm2m.api.Bytes;

/** A payload in the making, longer as it needs. Octets that are many go in as they are, without a copy. */
public final class Output {

    /** From here on, holding octets twice costs more than keeping them apart. */
    private static final int MANY = 1 << 16;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    private byte[] out;
    private int at;
    private List<Bytes> before = List.of();

    /** @param expected how many octets it may become; a bad guess costs time only */
    public Output(int expected) {
        out = new byte[Math.max(expected, 16)];
    }

    /** How many octets to expect of a text. */
    public static int length(String text) {
        return text.length() + 5;
    }

    public void octet(int octet) {
        if (at == out.length) {
            grow(1);
        }
        out[at++] = (byte) octet;
    }

    /** Big endian, in 2, 4 or 8 octets. */
    public void number(long number, int octets) {
        room(octets);
        switch (octets) {
            case 8 -> LONGS.set(out, at, number);
            case 4 -> INTS.set(out, at, (int) number);
            default -> SHORTS.set(out, at, (short) number);
        }
        at += octets;
    }

    /** An id of a path in decimal digits. */
    public void id(int id) {
        if (id < 10) {
            octet('0' + id);
        } else {
            decimal(id);
        }
    }

    public void decimal(long number) {
        if (number == Long.MIN_VALUE) {
            ascii(Long.toString(number));
            return;
        }
        room(20);
        if (number < 0) {
            out[at++] = '-';
        }
        var rest = Math.abs(number);
        var digits = 1;
        for (var most = rest; most > 9; most /= 10) {
            digits++;
        }
        at += digits;
        for (var i = 1; i <= digits; i++) {
            out[at - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** A text that is known to be ASCII. */
    public void ascii(String text) {
        var size = text.length();
        room(size);
        for (var i = 0; i < size; i++) {
            out[at++] = (byte) text.charAt(i);
        }
    }

    public void octets(byte[] octets) {
        room(octets.length);
        System.arraycopy(octets, 0, out, at, octets.length);
        at += octets.length;
    }

    public void octets(Bytes octets) {
        if (octets.size() < MANY) {
            var size = (int) octets.size();
            room(size);
            octets.buffer().get(out, at, size);
            at += size;
            return;
        }
        if (before.isEmpty()) {
            before = new ArrayList<>();
        }
        before.add(rest());
        before.add(octets);
        out = new byte[64];
        at = 0;
    }

    /** All that was put in. Nothing may follow. */
    public Bytes done() {
        if (before.isEmpty()) {
            return rest();
        }
        before.add(rest());
        return new Joined(before);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    public static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private Bytes rest() {
        return at > out.length / 2 ? Bytes.wrap(out, 0, at) : Bytes.wrap(Arrays.copyOf(out, at));
    }

    private void room(int octets) {
        if (octets > out.length - at) {
            grow(octets);
        }
    }

    private void grow(int octets) {
        out = Arrays.copyOf(out, Math.addExact(at, Math.max(at, octets)));
    }
}
