package org.lwm2m.codec.text;

import java.math.BigDecimal;

/** Decimals of few digits, as nearly all are: a whole number and a power of ten, which one division makes a double. */
final class Decimal {

    private static final int MOST_PLACES = 6;

    /** So many digits a double holds exactly, and so many tens. */
    private static final int MOST_DIGITS = 15;

    private static final double EXACT = 1e15;

    private Decimal() {}

    /** Without exponent, in the fewest digits that are this number and no other. */
    static String print(double value) {
        var tens = 10L;
        for (var places = 1; places <= MOST_PLACES && Math.abs(value) * tens < EXACT; places++) {
            var digits = Math.round(value * tens);
            if ((double) digits / tens == value) {
                return print(digits, places);
            }
            tens *= 10;
        }
        return new BigDecimal(Double.toString(value)).toPlainString();
    }

    /** NaN if it is more than digits and a point, or more digits than are exact. */
    static double parse(String text) {
        var negative = text.startsWith("-");
        var first = negative ? 1 : 0;
        var point = text.length();
        var digits = 0L;
        for (var at = first; at < text.length(); at++) {
            var digit = text.charAt(at) - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (text.charAt(at) == '.' && point == text.length()) {
                point = at;
            } else {
                return Double.NaN;
            }
        }
        var places = Math.max(text.length() - point - 1, 0);
        var count = text.length() - first - (point < text.length() ? 1 : 0);
        if (count == 0 || count > MOST_DIGITS) {
            return Double.NaN;
        }
        var size = digits / tens(places);
        return negative ? -size : size;
    }

    private static double tens(int places) {
        var tens = 1L;
        for (var i = 0; i < places; i++) {
            tens *= 10;
        }
        return tens;
    }

    private static String print(long digits, int places) {
        var text = new char[20];
        var at = text.length;
        var rest = Math.abs(digits);
        for (var place = 0; place <= places || rest > 0; place++) {
            if (place == places) {
                text[--at] = '.';
            }
            text[--at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        if (digits < 0) {
            text[--at] = '-';
        }
        return new String(text, at, text.length - at);
    }
}
