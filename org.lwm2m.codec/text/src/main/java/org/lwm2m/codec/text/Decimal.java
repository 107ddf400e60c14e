package org.lwm2m.codec.text;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import org.lwm2m.api.Bytes;

/**
 * Decimals of few digits, as nearly all are, without a string between: a whole number and a power of ten, which one division
 * makes a double.
 */
final class Decimal {

    /** What {@link #whole} answers for whatever is no whole number of few digits. */
    static final long OTHER = Long.MIN_VALUE;

    private static final int MOST_PLACES = 6;

    /** So many digits a double holds exactly, and so many tens; a long, too. */
    private static final int MOST_DIGITS = 15;

    private static final double EXACT = 1e15;

    private Decimal() {}

    static byte[] print(long value) {
        return Math.abs(value) < EXACT && value != Long.MIN_VALUE
                ? print(value, 0)
                : Long.toString(value).getBytes(US_ASCII);
    }

    /** Without exponent, in the fewest digits that are this number and no other. */
    static byte[] print(double value) {
        var tens = 10L;
        for (var places = 1; places <= MOST_PLACES && Math.abs(value) * tens < EXACT; places++) {
            var digits = Math.round(value * tens);
            if ((double) digits / tens == value) {
                return print(digits, places);
            }
            tens *= 10;
        }
        return new BigDecimal(Double.toString(value)).toPlainString().getBytes(US_ASCII);
    }

    /** {@link #OTHER} if it is more than a sign and digits, or many of them. */
    static long whole(Bytes text) {
        var size = text.size();
        var first = size > 1 && text.octet(0) == '-' ? 1 : 0;
        if (size == 0 || size - first > MOST_DIGITS) {
            return OTHER;
        }
        var digits = 0L;
        for (var at = first; at < size; at++) {
            var digit = text.octet(at) - '0';
            if (digit < 0 || digit > 9) {
                return OTHER;
            }
            digits = digits * 10 + digit;
        }
        return first > 0 ? -digits : digits;
    }

    /** NaN if it is more than a sign, digits and a point, or more digits than are exact. */
    static double parse(Bytes text) {
        var size = text.size();
        var first = size > 0 && text.octet(0) == '-' ? 1 : 0;
        if (size - first > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        var digits = 0L;
        var count = 0;
        var tens = 0L;
        for (var at = first; at < size; at++) {
            var digit = text.octet(at) - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                tens *= 10;
                count++;
            } else if (digit == '.' - '0' && tens == 0) {
                tens = 1;
            } else {
                return Double.NaN;
            }
        }
        if (count == 0 || count > MOST_DIGITS) {
            return Double.NaN;
        }
        var value = tens > 1 ? (double) digits / tens : digits;
        return first > 0 ? -value : value;
    }

    private static byte[] print(long digits, int places) {
        var rest = Math.abs(digits);
        var count = 1;
        for (var most = rest; most > 9; most /= 10) {
            count++;
        }
        var sign = digits < 0 ? 1 : 0;
        var text = new byte[sign + Math.max(count, places + 1) + (places > 0 ? 1 : 0)];
        var at = text.length;
        for (var place = 0; at > sign; place++) {
            if (place == places && places > 0) {
                text[--at] = '.';
            }
            text[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (sign > 0) {
            text[0] = '-';
        }
        return text;
    }
}
