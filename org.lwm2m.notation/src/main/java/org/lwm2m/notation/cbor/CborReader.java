package org.lwm2m.notation.cbor;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Source;
import org.lwm2m.notation.Span;

/** Reads CBOR front to back, any well-formed encoding of it, without a step that nests. */
public final class CborReader {

    public static final int UNSIGNED = 0;
    public static final int NEGATIVE = 1;
    public static final int BYTES = 2;
    public static final int TEXT = 3;
    public static final int ARRAY = 4;
    public static final int MAP = 5;
    public static final int TAG = 6;
    public static final int SIMPLE = 7;

    /** The number of items of a map or array that ends with a break. */
    public static final int UNTIL_BREAK = -1;

    private static final int FALSE = 0xf4;
    private static final int TRUE = 0xf5;
    private static final int NULL = 0xf6;
    private static final int BREAK = 0xff;
    private static final int INDEFINITE = 31;
    private static final int MAX_DATE = 64;

    /** Less than the calendar of {@link Instant} has, and what a double counts one by one. */
    private static final double MAX_SECONDS = 0x1p53;

    private final Source source;
    private final int nesting;
    private final Span span = new Span();
    private int at;

    public CborReader(String format, Bytes payload, Limits limits) {
        source = new Source(format, payload, limits);
        nesting = limits.nesting();
    }

    /** Where the next item starts. */
    public int at() {
        return at;
    }

    /** The major type of the next item. */
    public int peek() {
        return next() >>> 5;
    }

    public boolean nextIsNull() {
        return next() == NULL;
    }

    /** Enters a map or an array: how many pairs or items it has, or {@link #UNTIL_BREAK}. */
    public int open(int major, String what) {
        var start = at;
        var head = next();
        if (head >>> 5 != major) {
            throw bad(start, "not " + what);
        }
        if ((head & 31) == INDEFINITE) {
            at++;
            return UNTIL_BREAK;
        }
        var count = argument();
        var least = major == MAP ? 2 : 1;
        if (count < 0 || count > (source.size() - at) / least) {
            throw bad(start, "more items are announced than follow");
        }
        return (int) count;
    }

    /** Whether a map or array is over that has so many items left, or {@link #UNTIL_BREAK}; takes the break. */
    public boolean over(int left) {
        if (left != UNTIL_BREAK) {
            return left == 0;
        }
        if (next() != BREAK) {
            return false;
        }
        at++;
        return true;
    }

    public void end() {
        if (at < source.size()) {
            throw bad(at, (source.size() - at) + " bytes follow the end");
        }
    }

    /** An id of a path. */
    public int id() {
        var start = at;
        var head = next();
        if (head >>> 5 != UNSIGNED) {
            throw bad(start, "not an id");
        }
        var id = argument();
        if (id >>> 16 != 0) {
            throw bad(start, "no id is larger than 65535");
        }
        return (int) id;
    }

    /** An integer; 4.00 if it takes more than 63 bits and a sign. */
    public long integer(String what) {
        var start = at;
        var major = peek();
        var number = major > NEGATIVE ? -1 : argument();
        if (major > NEGATIVE || number < 0) {
            throw bad(start, "not " + what);
        }
        return major == UNSIGNED ? number : -1 - number;
    }

    /** A text, where it stands; one in pieces is put together. */
    public void text(Span into) {
        string(TEXT, into);
    }

    public void scalar(Scalar into) {
        var start = at;
        var major = peek();
        if (major == UNSIGNED) {
            into.natural(argument());
        } else if (major == TEXT) {
            string(TEXT, span);
            into.text(span.text());
        } else if (major == SIMPLE) {
            simple(into);
        } else if (major == NEGATIVE) {
            negative(into);
        } else if (major == BYTES) {
            string(BYTES, span);
            into.octets(span.octets());
        } else if (major == TAG) {
            tagged(into);
        } else {
            throw bad(start, "an array or a map is no value");
        }
    }

    /** A number, also as a decimal fraction, which SenML has (RFC 8428, 6). */
    public void number(Scalar into) {
        var start = at;
        if (next() == 0xc4) {
            at++;
            decimal(start, into);
        } else {
            scalar(into);
        }
    }

    /** Passes over an item, whatever is in it. */
    public void skip() {
        var left = new long[nesting];
        var depth = 0;
        var until = new boolean[nesting];
        do {
            var start = at;
            if (depth > 0 && (until[depth - 1] ? over(UNTIL_BREAK) : left[depth - 1] == 0)) {
                depth--;
                continue;
            }
            if (depth > 0) {
                left[depth - 1]--;
            }
            var major = peek();
            if (major == ARRAY || major == MAP) {
                if (depth == nesting) {
                    throw source.tooLarge(start, "nests deeper than " + nesting + " levels");
                }
                var count = open(major, "");
                until[depth] = count == UNTIL_BREAK;
                left[depth++] = major == MAP ? 2L * count : count;
            } else if (major == TAG) {
                argument();
                left[Math.max(depth - 1, 0)]++;
                depth = Math.max(depth, 1);
            } else {
                leaf(major);
            }
        } while (depth > 0);
    }

    public LwM2mException bad(int where, String why) {
        return source.bad(where, why);
    }

    public LwM2mException tooLarge(int where, String why) {
        return source.tooLarge(where, why);
    }

    private void leaf(int major) {
        if (major == BYTES || major == TEXT) {
            string(major, span);
        } else if (next() == BREAK) {
            throw bad(at, "a break where an item is due");
        } else {
            argument();
        }
    }

    private void negative(Scalar into) {
        var start = at;
        var number = argument();
        if (number < 0) {
            throw bad(start, "a number beyond 64 bits");
        }
        into.integer(-1 - number);
    }

    private void simple(Scalar into) {
        var start = at;
        var head = next();
        switch (head) {
            case FALSE, TRUE -> into.flag(head == TRUE);
            case NULL -> into.nothing();
            case 0xf9, 0xfa, 0xfb -> {
                real(into);
                return;
            }
            default -> throw bad(start, "neither a boolean nor null nor a number");
        }
        at++;
    }

    private void real(Scalar into) {
        var start = at;
        var head = next();
        var bits = argument();
        var real = head == 0xf9
                ? Half.toDouble((int) bits)
                : head == 0xfa ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        if (!Double.isFinite(real)) {
            throw bad(start, "not a finite number");
        }
        into.real(real);
    }

    /** Tags 0 and 1 are times; no other tag means anything here. */
    private void tagged(Scalar into) {
        var start = at;
        var tag = argument();
        if (tag == 0 && peek() == TEXT) {
            string(TEXT, span);
            into.time(date(start, span));
        } else if (tag == 1 && peek() != TEXT && peek() != TAG && peek() != BYTES) {
            scalar(into);
            into.time(epoch(start, into));
        } else {
            throw bad(start, "a tag that has no meaning here");
        }
    }

    private Instant date(int start, Span text) {
        try {
            if (text.size() <= MAX_DATE) {
                return OffsetDateTime.parse(text.text()).toInstant();
            }
        } catch (DateTimeException e) {
            throw bad(start, "not a date and time");
        }
        throw bad(start, "not a date and time");
    }

    private Instant epoch(int start, Scalar seconds) {
        var number = seconds.kind() == Scalar.Kind.INTEGER || seconds.kind() == Scalar.Kind.REAL;
        if (!number || Math.abs(seconds.real()) > MAX_SECONDS) {
            throw bad(start, "no time of the calendar");
        }
        var whole = (long) Math.floor(seconds.real());
        return Instant.ofEpochSecond(whole, Math.round((seconds.real() - whole) * 1e6) * 1000);
    }

    private void decimal(int start, Scalar into) {
        if (open(ARRAY, "a decimal fraction") != 2) {
            throw bad(start, "not a decimal fraction");
        }
        var exponent = integer("an exponent");
        var digits = integer("a mantissa");
        if (Math.abs(exponent) > 400) {
            throw bad(start, "a number beyond what a float holds");
        }
        var text = digits + "e" + exponent;
        try {
            into.real(Double.parseDouble(text), text);
        } catch (IllegalArgumentException e) {
            throw bad(start, e.getMessage());
        }
    }

    private void string(int major, Span into) {
        var start = at;
        var head = next();
        if (head >>> 5 != major) {
            throw bad(start, major == TEXT ? "not a text" : "not a byte string");
        }
        if ((head & 31) == INDEFINITE) {
            at++;
            pieces(major, into);
            return;
        }
        var size = argument();
        if (size < 0 || size > source.size() - at) {
            throw bad(start, "longer than the payload");
        }
        into.set(source, at, at + (int) size);
        at += (int) size;
    }

    private void pieces(int major, Span into) {
        var all = new ByteArrayOutputStream();
        while (!over(UNTIL_BREAK)) {
            var start = at;
            if ((next() & 31) == INDEFINITE) {
                throw bad(start, "a piece of a string that is in pieces itself");
            }
            string(major, into);
            if (major == TEXT) {
                into.text();
            }
            all.writeBytes(into.copy());
        }
        into.set(source.part(all.toByteArray()), 0, all.size());
    }

    private int next() {
        if (at >= source.size()) {
            throw bad(at, "the payload is cut short");
        }
        return source.octet(at);
    }

    /** The argument of the head at which we stand: its low bits, or the octets after them. */
    private long argument() {
        var info = next() & 31;
        if (info < 24) {
            at++;
            return info;
        }
        if (info > 27) {
            throw bad(at, "not well formed");
        }
        var octets = 1 << info - 24;
        if (octets > source.size() - at - 1) {
            throw bad(at, "the payload is cut short");
        }
        var argument = source.number(at + 1, octets);
        at += 1 + octets;
        return argument;
    }
}
