package org.lwm2m.notation.json;

import org.lwm2m.api.Bytes;
import org.lwm2m.notation.Output;
import org.lwm2m.notation.Span;

/** Base64 from where it stands and to where it goes, without a string between. Reads both alphabets of RFC 4648. */
final class Base64 {

    /** Octets are taken in pieces, as they may be in a file: three octets are four letters. */
    private static final int PIECE = 3 << 14;

    private Base64() {}

    /** Throws {@link IllegalArgumentException} if it is none. */
    static Bytes decode(Span text) {
        var size = text.size();
        while (size > 0 && size > text.size() - 2 && text.octet(size - 1) == '=') {
            size--;
        }
        if (size % 4 == 1 || size < text.size() && text.size() % 4 != 0) {
            throw new IllegalArgumentException("not Base64: " + text.size() + " letters");
        }
        var octets = new byte[(int) (size * 3L / 4)];
        var bits = 0;
        var count = 0;
        var out = 0;
        for (var at = 0; at < size; at++) {
            bits = bits << 6 | value(text.octet(at));
            count += 6;
            if (count >= 8) {
                count -= 8;
                octets[out++] = (byte) (bits >>> count);
            }
        }
        return Bytes.wrap(octets);
    }

    static void encode(Bytes octets, boolean url, Output out) {
        for (var at = 0L; at < octets.size(); at += PIECE) {
            var piece = octets.slice(at, Math.min(PIECE, octets.size() - at)).array();
            var encoder = url ? java.util.Base64.getUrlEncoder().withoutPadding() : java.util.Base64.getEncoder();
            out.octets(encoder.encode(piece));
        }
    }

    private static int value(int letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return letter - 'A';
        } else if (letter >= 'a' && letter <= 'z') {
            return letter - 'a' + 26;
        } else if (letter >= '0' && letter <= '9') {
            return letter - '0' + 52;
        } else if (letter == '+' || letter == '-') {
            return 62;
        } else if (letter == '/' || letter == '_') {
            return 63;
        }
        throw new IllegalArgumentException("a letter that Base64 does not have");
    }
}
