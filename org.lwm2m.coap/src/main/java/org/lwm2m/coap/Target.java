package org.lwm2m.coap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Path and query as one text, as in a URI: special characters are percent-encoded there and plain in options. */
final class Target {

    private static final String PLAIN = "-._~!$'()*+,;:@";

    /** What would be decoded. */
    private static final Pattern ESCAPE = Pattern.compile("%(?=[0-9A-Fa-f]{2})");

    private Target() {}

    static Draft write(String target, Draft draft) {
        var question = target.indexOf('?');
        var path = question < 0 ? target : target.substring(0, question);
        if (path.length() > 1) {
            // RFC 7252, 6.4: a segment may be empty, also the last one.
            for (var segment : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
                draft.segment(decode(segment));
            }
        }
        if (question >= 0) {
            for (var parameter : target.substring(question + 1).split("&")) {
                draft.query(decode(parameter));
            }
        }
        return draft;
    }

    static String read(List<String> segments, List<String> query) {
        var path = segments.stream().map(each -> encode(each, "=&")).collect(Collectors.joining("/", "/", ""));
        return query.isEmpty()
                ? path
                : path + query.stream().map(each -> encode(each, "=/?")).collect(Collectors.joining("&", "?", ""));
    }

    /** The text whose {@link #decode} is this text; most are their own. */
    static String escape(String text) {
        return text.indexOf('%') < 0 ? text : ESCAPE.matcher(text).replaceAll("%25");
    }

    /** Decodes what is well formed and leaves the rest: clients in the field send both (F1). */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = text.getBytes(UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (var at = 0; at < bytes.length; at++) {
            var high = bytes[at] == '%' && at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
            var low = high < 0 ? -1 : Character.digit(bytes[at + 2], 16);
            decoded.write(low < 0 ? bytes[at] : high << 4 | low);
            at += low < 0 ? 0 : 2;
        }
        return decoded.toString(UTF_8);
    }

    private static String encode(String text, String alsoPlain) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(UTF_8)) {
            var letter = (char) (octet & 0xff);
            var plain =
                    letter < 0x80 && (Character.isLetterOrDigit(letter) || (PLAIN + alsoPlain).indexOf(letter) >= 0);
            encoded.append(plain ? Character.toString(letter) : "%%%02X".formatted((int) letter));
        }
        return encoded.toString();
    }
}
