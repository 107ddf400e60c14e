package org.lwm2m.notation.json;

import java.math.BigInteger;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Source;

/** Reads a number: an integer exactly, a fraction to the nearest double, and exactly if that does not hold it. */
final class JsonNumber {

    private static final int MAX_LENGTH = 400;

    /** So many digits a long holds whatever they are. */
    private static final int LONG_DIGITS = 18;

    /** So many digits and so many tens a double holds exactly, so that one division rounds once. */
    private static final int DOUBLE_DIGITS = 15;

    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final Source source;
    private int at;
    private long digits;
    private int count;

    JsonNumber(Source source) {
        this.source = source;
    }

    /** Passes over the number at a place and says where it ends. */
    int pass(int from) {
        return scan(from).at;
    }

    /** Reads the number at a place and says where it ends. */
    int read(int from, Scalar into) {
        at = from;
        digits = 0;
        count = 0;
        var negative = next() == '-';
        if (negative) {
            at++;
        }
        integer();
        var whole = next() != '.' && (next() | 0x20) != 'e';
        var exponent = whole ? 0 : fraction() + exponent();
        if (at - from > MAX_LENGTH) {
            throw source.bad(from, "a number of more than " + MAX_LENGTH + " characters");
        }
        if (whole && count <= LONG_DIGITS) {
            into.integer(negative ? -digits : digits);
        } else if (whole) {
            large(from, into);
        } else if (count <= DOUBLE_DIGITS && Math.abs(exponent) < TENS.length) {
            var size = exponent < 0 ? digits / TENS[-exponent] : digits * TENS[exponent];
            into.real(negative ? -size : size);
        } else {
            precise(from, exponent, into);
        }
        return at;
    }

    private JsonNumber scan(int from) {
        at = from;
        digits = 0;
        count = 0;
        if (next() == '-') {
            at++;
        }
        integer();
        fraction();
        exponent();
        return this;
    }

    private void integer() {
        var start = at;
        digits();
        if (at == start) {
            throw source.bad(start, "not a number");
        } else if (at > start + 1 && source.octet(start) == '0') {
            throw source.bad(start, "a number with a leading zero");
        }
    }

    /** Takes digits after a point, and says how many places the number goes down by them. */
    private int fraction() {
        if (next() != '.') {
            return 0;
        }
        var start = ++at;
        digits();
        if (at == start) {
            throw source.bad(start, "a number that ends with its point");
        }
        return start - at;
    }

    private int exponent() {
        if ((next() | 0x20) != 'e') {
            return 0;
        }
        at++;
        var negative = next() == '-';
        if (negative || next() == '+') {
            at++;
        }
        var start = at;
        var exponent = 0;
        for (var digit = next() - '0'; digit >= 0 && digit <= 9; digit = next() - '0') {
            exponent = Math.min(exponent * 10 + digit, 10_000);
            at++;
        }
        if (at == start) {
            throw source.bad(start, "a number without its exponent");
        }
        return negative ? -exponent : exponent;
    }

    /** Zeros that lead don't count. */
    private void digits() {
        var sum = digits;
        var counted = count;
        var place = at;
        for (var size = source.size(); place < size; place++) {
            var digit = source.octet(place) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            sum = sum * 10 + digit;
            counted += (counted | digit) == 0 ? 0 : 1;
        }
        digits = sum;
        count = counted;
        at = place;
    }

    private int next() {
        return at < source.size() ? source.octet(at) : -1;
    }

    private void large(int from, Scalar into) {
        var text = source.text(from, at);
        var number = new BigInteger(text);
        if (number.bitLength() < Long.SIZE) {
            into.integer(number.longValue());
        } else if (number.bitLength() == Long.SIZE && number.signum() > 0) {
            into.natural(number.longValue());
        } else {
            real(from, text, text, into);
        }
    }

    private void precise(int from, int exponent, Scalar into) {
        var text = source.text(from, at);
        real(from, text, Math.abs(exponent) > MAX_LENGTH ? "" : text, into);
    }

    private void real(int from, String text, String exact, Scalar into) {
        var number = Double.parseDouble(text);
        if (!Double.isFinite(number) || number == 0 && count > 0) {
            throw source.bad(from, "a number beyond what a float holds");
        }
        into.real(number, exact);
    }
}
