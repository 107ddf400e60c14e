package org.lwm2m.notation.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.notation.Output;

/** Writes JSON without blanks. Where commas and brackets go is the caller's business. */
public final class JsonWriter {

    private static final String HEX = "0123456789abcdef";
    private static final double EXACT = 0x1p53;
    private static final int MOST_PLACES = 6;

    private final Output out;

    public JsonWriter(int expected) {
        out = new Output(expected);
    }

    /** Text that is JSON already: brackets, commas, names of fields. */
    public void raw(String json) {
        out.ascii(json);
    }

    public void integer(long number) {
        out.decimal(number);
    }

    public void unsigned(long number) {
        if (number >= 0) {
            out.decimal(number);
        } else {
            out.ascii(Long.toUnsignedString(number));
        }
    }

    /** A number with a point, so that who knows no types sees that it is no integer; 4.06 if it is not finite. */
    public void real(double number, Path path) {
        if (!Double.isFinite(number)) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, number + " at " + path + " is no finite number");
        }
        var tens = 1L;
        for (var places = 0; places <= MOST_PLACES; places++) {
            var digits = number * tens;
            if (digits == 0 || Math.abs(digits) > EXACT) {
                break;
            }
            var whole = Math.round(digits);
            if ((double) whole / tens == number) {
                decimal(whole, places, tens);
                return;
            }
            tens *= 10;
        }
        out.ascii(Double.toString(number));
    }

    public void seconds(long seconds, int nanos) {
        if (nanos == 0) {
            out.decimal(seconds);
            return;
        }
        var all = BigInteger.valueOf(seconds).multiply(BigInteger.valueOf(1_000_000_000));
        var exact = new BigDecimal(all.add(BigInteger.valueOf(nanos)), 9);
        out.ascii(exact.stripTrailingZeros().toPlainString());
    }

    public void string(String text) {
        out.octet('"');
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter >= 0x80) {
                i += unicode(text, i);
            } else if (letter < ' ' || letter == '"' || letter == '\\') {
                escape(letter);
            } else {
                out.octet(letter);
            }
        }
        out.octet('"');
    }

    public void base64(Bytes octets, boolean url) {
        out.octet('"');
        Base64.encode(octets, url, out);
        out.octet('"');
    }

    /** Of a path the ids from one level to before another, a slash between them. */
    public void ids(Path path, int from, int to) {
        for (var level = from; level < to; level++) {
            if (level > from) {
                out.octet('/');
            }
            out.id(path.id(level));
        }
    }

    /** A path in full; it has no letter to escape but in its prefix. */
    public void path(Path path) {
        if (path.prefix().isEmpty()) {
            out.octet('/');
            ids(path, 0, path.depth());
        } else {
            var quoted = new JsonWriter(64);
            quoted.string(path.toString());
            var octets = quoted.done();
            out.octets(octets.slice(1, octets.size() - 2));
        }
    }

    public Bytes done() {
        return out.done();
    }

    private void decimal(long digits, int places, long tens) {
        if (digits < 0) {
            out.octet('-');
        }
        var size = Math.abs(digits);
        out.decimal(size / tens);
        out.octet('.');
        if (places == 0) {
            out.octet('0');
        }
        var rest = size % tens;
        for (var ten = tens / 10; ten > 0; ten /= 10) {
            out.octet('0' + (int) (rest / ten % 10));
        }
    }

    /** Writes the character at a place in UTF-8, and says how many more chars of the text it took. */
    private int unicode(String text, int at) {
        var point = text.codePointAt(at);
        if (point < 0x800) {
            out.octet(0xc0 | point >>> 6);
        } else if (Character.isBmpCodePoint(point)) {
            if (Character.isSurrogate((char) point)) {
                out.octet('?');
                return 0;
            }
            out.octet(0xe0 | point >>> 12);
            out.octet(0x80 | point >>> 6 & 0x3f);
        } else {
            out.octet(0xf0 | point >>> 18);
            out.octet(0x80 | point >>> 12 & 0x3f);
            out.octet(0x80 | point >>> 6 & 0x3f);
        }
        out.octet(0x80 | point & 0x3f);
        return Character.charCount(point) - 1;
    }

    private void escape(char letter) {
        out.octet('\\');
        if (letter == '"' || letter == '\\') {
            out.octet(letter);
            return;
        }
        var known = "\b\t\n\f\r".indexOf(letter);
        if (known >= 0) {
            out.octet("btnfr".charAt(known));
            return;
        }
        out.ascii("u00");
        out.octet(HEX.charAt(letter >>> 4));
        out.octet(HEX.charAt(letter & 15));
    }
}
