package org.lwm2m.notation.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Source;
import org.lwm2m.notation.Span;

/** Reads JSON front to back, to the letter of RFC 8259, without a step that nests. */
public final class JsonReader {

    private final Source source;
    private final int size;
    private final int nesting;
    private final JsonNumber number;
    private final Span span = new Span();
    private int at;

    public JsonReader(String format, Bytes payload, Limits limits) {
        source = new Source(format, payload, limits);
        size = source.size();
        nesting = limits.nesting();
        number = new JsonNumber(source);
    }

    /** Where the next token starts. */
    public int at() {
        return at;
    }

    /** Goes to a token that was read before. */
    public void back(int to) {
        at = to;
    }

    /** The first octet of the next token. */
    public int peek() {
        blanks();
        if (at == size) {
            throw bad(at, "the payload is cut short");
        }
        return source.octet(at);
    }

    public void expect(char token, String what) {
        if (peek() != token) {
            throw bad(at, "not " + what);
        }
        at++;
    }

    /** Whether an object or array goes on; takes the comma or the end. */
    public boolean more(boolean first, char end) {
        var octet = peek();
        if (octet == end) {
            at++;
            return false;
        }
        if (!first) {
            expect(',', "a comma");
        }
        return true;
    }

    /** The name of a field, and the colon after it. */
    public void key(Span into) {
        string(into);
        expect(':', "a colon");
    }

    /** After the last token. */
    public void end() {
        blanks();
        if (at < size) {
            throw bad(at, "more after the end");
        }
    }

    /** A string, where it stands; one with escapes is put together. */
    public void string(Span into) {
        expect('"', "a string");
        var from = at;
        var to = from;
        while (to < size) {
            var octet = source.octet(to);
            if (octet == '"') {
                into.set(source, from, to);
                at = to + 1;
                return;
            } else if (octet == '\\') {
                at = to;
                escaped(from, into);
                return;
            } else if (octet < ' ') {
                throw bad(to, "a control character in a string");
            }
            to++;
        }
        throw bad(to, "a string without end");
    }

    /** A number or null. */
    public void number(Scalar into) {
        var octet = peek();
        if (octet == 'n') {
            word("null");
            into.nothing();
        } else {
            at = number.read(at, into);
        }
    }

    public boolean flag() {
        var flag = peek() == 't';
        word(flag ? "true" : "false");
        return flag;
    }

    /** Octets in Base64, of either alphabet, padded or not. */
    public Bytes base64() {
        string(span);
        return Base64.decode(span);
    }

    /** The octets of a string that was read already; throws {@link IllegalArgumentException} if it is no Base64. */
    public static Bytes base64(Span text) {
        return Base64.decode(text);
    }

    /** Passes over a value, whatever is in it. */
    public void skip() {
        var depth = 0;
        var objects = 0L;
        var first = true;
        do {
            if (depth > 0) {
                var object = (objects & 1) != 0;
                if (!more(first, object ? '}' : ']')) {
                    depth--;
                    objects >>>= 1;
                    first = false;
                    continue;
                }
                if (object) {
                    key(span);
                }
            }
            first = false;
            var octet = peek();
            if (octet == '{' || octet == '[') {
                if (depth == nesting) {
                    throw source.tooLarge(at, "nests deeper than " + nesting + " levels");
                }
                at++;
                depth++;
                objects = objects << 1 | (octet == '{' ? 1 : 0);
                first = true;
            } else {
                leaf(octet);
            }
        } while (depth > 0);
    }

    public LwM2mException bad(int where, String why) {
        return source.bad(where, why);
    }

    public LwM2mException tooLarge(int where, String why) {
        return source.tooLarge(where, why);
    }

    private void blanks() {
        while (at < size) {
            var octet = source.octet(at);
            if (octet > ' ' || octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return;
            }
            at++;
        }
    }

    private void leaf(int octet) {
        switch (octet) {
            case '"' -> string(span);
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> at = number.pass(at);
        }
    }

    private void word(String word) {
        for (var i = 0; i < word.length(); i++) {
            if (at + i >= size || source.octet(at + i) != word.charAt(i)) {
                throw bad(at, "not " + (word.equals("null") ? "null" : "true or false"));
            }
        }
        at += word.length();
    }

    /** Goes on with a string from its first escape. */
    private void escaped(int from, Span into) {
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(source.copy(from, at));
        while (at < size) {
            var octet = source.octet(at++);
            if (octet == '"') {
                into.set(source.part(octets.toByteArray()), 0, octets.size());
                return;
            } else if (octet < ' ') {
                throw bad(at - 1, "a control character in a string");
            } else if (octet == '\\') {
                escape(octets);
            } else {
                octets.write(octet);
            }
        }
        throw bad(at, "a string without end");
    }

    private void escape(ByteArrayOutputStream octets) {
        var letter = at < size ? source.octet(at++) : -1;
        switch (letter) {
            case '"', '\\', '/' -> octets.write(letter);
            case 'b' -> octets.write('\b');
            case 'f' -> octets.write('\f');
            case 'n' -> octets.write('\n');
            case 'r' -> octets.write('\r');
            case 't' -> octets.write('\t');
            case 'u' -> octets.writeBytes(Character.toString(codePoint()).getBytes(StandardCharsets.UTF_8));
            default -> throw bad(at - 1, "an escape that JSON does not have");
        }
    }

    private int codePoint() {
        var first = (char) unit();
        if (!Character.isSurrogate(first)) {
            return first;
        }
        if (at + 1 < size && source.octet(at) == '\\' && source.octet(at + 1) == 'u') {
            at += 2;
            var second = (char) unit();
            if (Character.isSurrogatePair(first, second)) {
                return Character.toCodePoint(first, second);
            }
        }
        throw bad(at, "half a surrogate pair");
    }

    private int unit() {
        var unit = 0;
        for (var i = 0; i < 4; i++) {
            var digit = at < size ? Character.digit((char) source.octet(at), 16) : -1;
            if (digit < 0) {
                throw bad(at, "an escape without four hexadecimal digits");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return unit;
    }
}
