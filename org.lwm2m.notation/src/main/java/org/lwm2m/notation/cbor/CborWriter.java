package org.lwm2m.notation.cbor;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.notation.Output;

/** Writes CBOR in its shortest form: each number in the fewest octets that hold it exactly. */
public final class CborWriter {

    private static final int NULL = 0xf6;

    private final Output out;

    public CborWriter(int expected) {
        out = new Output(expected);
    }

    /** How many octets to expect of an entry's value, a few too many. */
    public static int expect(Value value) {
        if (value instanceof Value.Text text) {
            return text.value().length() + 3;
        } else if (value instanceof Value.Opaque opaque) {
            return (int) Math.min(opaque.value().size(), 1 << 16) + 5;
        } else if (value instanceof Value.CoreLinks links) {
            return links.value().length() + 3;
        }
        return 12;
    }

    public void map(int pairs) {
        head(CborReader.MAP, pairs);
    }

    public void array(int items) {
        head(CborReader.ARRAY, items);
    }

    public void integer(long number) {
        if (number < 0) {
            head(CborReader.NEGATIVE, -1 - number);
        } else {
            head(CborReader.UNSIGNED, number);
        }
    }

    public void nothing() {
        out.octet(NULL);
    }

    public void text(String text) {
        if (Output.isAscii(text)) {
            head(CborReader.TEXT, text.length());
            out.ascii(text);
            return;
        }
        var octets = Output.utf8(text);
        head(CborReader.TEXT, octets.length);
        out.octets(octets);
    }

    public void real(double number) {
        var half = Half.of(number);
        if (half != Half.NONE) {
            out.octet(0xf9);
            out.number(half, 2);
        } else if ((float) number == number) {
            out.octet(0xfa);
            out.number(Float.floatToRawIntBits((float) number), 4);
        } else {
            out.octet(0xfb);
            out.number(Double.doubleToRawLongBits(number), 8);
        }
    }

    /** The value of an entry; 4.06 for a number that is not finite. */
    public void value(Entry entry) {
        var value = entry.value();
        if (value instanceof Value.Int number) {
            integer(number.value());
        } else if (value instanceof Value.Text text) {
            text(text.value());
        } else if (value instanceof Value.Real real) {
            finite(real.value(), entry.path());
            real(real.value());
        } else if (value instanceof Value.Flag flag) {
            out.octet(flag.value() ? 0xf5 : 0xf4);
        } else if (value instanceof Value.Opaque opaque) {
            head(CborReader.BYTES, opaque.value().size());
            out.octets(opaque.value());
        } else if (value instanceof Value.Time time) {
            integer(time.value().getEpochSecond());
        } else if (value instanceof Value.Unsigned number) {
            head(CborReader.UNSIGNED, number.value());
        } else if (value instanceof Value.ObjectLink link) {
            text(link.toString());
        } else if (value instanceof Value.CoreLinks links) {
            text(links.value());
        } else {
            nothing();
        }
    }

    /** A path without prefix, in full, as text. */
    public void path(Path path) {
        head(CborReader.TEXT, 1 + length(path, 0, path.depth()));
        out.octet('/');
        ids(path, 0, path.depth());
    }

    /** The ids of a path from one level to before another, as text with slashes between. */
    public void name(Path path, int from, int to) {
        head(CborReader.TEXT, length(path, from, to));
        ids(path, from, to);
    }

    public Bytes done() {
        return out.done();
    }

    private static int length(Path path, int from, int to) {
        var size = Math.max(to - from - 1, 0);
        for (var level = from; level < to; level++) {
            var id = path.id(level);
            size += id < 10 ? 1 : id < 100 ? 2 : id < 1000 ? 3 : id < 10_000 ? 4 : 5;
        }
        return size;
    }

    private void ids(Path path, int from, int to) {
        for (var level = from; level < to; level++) {
            if (level > from) {
                out.octet('/');
            }
            out.id(path.id(level));
        }
    }

    private static void finite(double number, Path path) {
        if (!Double.isFinite(number)) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, number + " at " + path + " is no finite number");
        }
    }

    private void head(int major, long argument) {
        var type = major << 5;
        if (argument >>> 5 == 0 && argument < 24) {
            out.octet(type | (int) argument);
        } else if (argument >>> 8 == 0) {
            out.octet(type | 24);
            out.octet((int) argument);
        } else if (argument >>> 16 == 0) {
            out.octet(type | 25);
            out.number(argument, 2);
        } else if (argument >>> 32 == 0) {
            out.octet(type | 26);
            out.number(argument, 4);
        } else {
            out.octet(type | 27);
            out.number(argument, 8);
        }
    }
}
