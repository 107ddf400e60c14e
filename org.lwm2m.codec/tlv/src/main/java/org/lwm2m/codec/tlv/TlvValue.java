package org.lwm2m.codec.tlv;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

/** Puts values in the fewest octets that hold them (Core 1.2, appendix C). */
final class TlvValue {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    private TlvValue() {}

    /** How many octets to expect, before it is known. */
    static long expect(Value value) {
        if (value instanceof Value.Text text) {
            return text.value().length();
        } else if (value instanceof Value.Opaque opaque) {
            return opaque.value().size();
        } else if (value instanceof Value.CoreLinks links) {
            return links.value().length();
        }
        return value instanceof Value.Real ? 8 : 4;
    }

    /** How many octets the value takes, at most {@link Tlv#MAX_LENGTH}. */
    static int size(Entry entry) {
        var size = size(entry.value());
        if (size < 0 || size > Tlv.MAX_LENGTH) {
            var why =
                    size < 0 ? "there is no value at " : "TLV counts up to " + Tlv.MAX_LENGTH + " bytes, too few for ";
            throw new LwM2mException(Status.NOT_ACCEPTABLE, why + entry.path());
        }
        return (int) size;
    }

    private static long size(Value value) {
        if (value instanceof Value.Int number) {
            return signed(number.value());
        } else if (value instanceof Value.Text text) {
            return size(text.value());
        } else if (value instanceof Value.Real real) {
            return single(real.value()) ? 4 : 8;
        } else if (value instanceof Value.Flag) {
            return 1;
        } else if (value instanceof Value.Opaque opaque) {
            return opaque.value().size();
        } else if (value instanceof Value.Time time) {
            return signed(time.value().getEpochSecond());
        } else if (value instanceof Value.Unsigned number) {
            return unsigned(number.value());
        } else if (value instanceof Value.ObjectLink) {
            return 4;
        } else if (value instanceof Value.CoreLinks links) {
            return size(links.value());
        }
        return -1;
    }

    static void put(Value value, byte[] out, int at, int size) {
        if (value instanceof Value.Int number) {
            number(number.value(), out, at, size);
        } else if (value instanceof Value.Text text) {
            text(text.value(), out, at, size);
        } else if (value instanceof Value.Real real) {
            number(
                    size == 4 ? Float.floatToIntBits((float) real.value()) : Double.doubleToLongBits(real.value()),
                    out,
                    at,
                    size);
        } else if (value instanceof Value.Flag flag) {
            out[at] = (byte) (flag.value() ? 1 : 0);
        } else if (value instanceof Value.Opaque opaque) {
            opaque.value().buffer().get(out, at, size);
        } else if (value instanceof Value.Time time) {
            number(time.value().getEpochSecond(), out, at, size);
        } else if (value instanceof Value.Unsigned number) {
            number(number.value(), out, at, size);
        } else if (value instanceof Value.ObjectLink link) {
            number(link.object() << 16 | link.instance(), out, at, size);
        } else if (value instanceof Value.CoreLinks links) {
            text(links.value(), out, at, size);
        }
    }

    private static void number(long value, byte[] out, int at, int size) {
        switch (size) {
            case 1 -> out[at] = (byte) value;
            case 2 -> SHORTS.set(out, at, (short) value);
            case 4 -> INTS.set(out, at, (int) value);
            default -> LONGS.set(out, at, value);
        }
    }

    private static int signed(long value) {
        return value == (byte) value ? 1 : value == (short) value ? 2 : value == (int) value ? 4 : 8;
    }

    private static int unsigned(long value) {
        return value >>> 8 == 0 ? 1 : value >>> 16 == 0 ? 2 : value >>> 32 == 0 ? 4 : 8;
    }

    private static boolean single(double value) {
        return (float) value == value || Double.isNaN(value);
    }

    private static long size(String text) {
        return ascii(text) ? text.length() : text.getBytes(UTF_8).length;
    }

    private static void text(String text, byte[] out, int at, int size) {
        if (size != text.length()) {
            System.arraycopy(text.getBytes(UTF_8), 0, out, at, size);
            return;
        }
        for (var i = 0; i < size; i++) {
            out[at + i] = (byte) text.charAt(i);
        }
    }

    private static boolean ascii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
