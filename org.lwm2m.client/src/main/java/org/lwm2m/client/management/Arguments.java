package org.lwm2m.client.management;

import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/**
 * The arguments of Execute, such as {@code 0='T',1}: each a digit, perhaps with a value in quotes (Core 1.2, 6.3.5).
 * <p>
 * Values may also have spaces, which the grammar forbids but peers send.
 */
final class Arguments {

    private final String text;
    private int at;
    private int seen;

    private Arguments(String text) {
        this.text = text;
    }

    /** Throws 4.00 for text that is no list of arguments, or has a digit twice. */
    static void check(String text) {
        if (!text.isEmpty()) {
            new Arguments(text).list();
        }
    }

    private void list() {
        argument();
        while (at < text.length()) {
            expect(',');
            argument();
        }
    }

    private void argument() {
        var digit = next();
        if (digit < '0' || digit > '9') {
            throw bad("a digit");
        }
        if ((seen & 1 << digit - '0') != 0) {
            throw bad("each digit once");
        }
        seen |= 1 << digit - '0';
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            value();
        }
    }

    private void value() {
        expect('\'');
        var each = next();
        while (each != '\'') {
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                throw bad("no such character");
            }
            each = next();
        }
    }

    private char next() {
        if (at == text.length()) {
            throw bad("more");
        }
        return text.charAt(at++);
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw bad("a " + wanted);
        }
    }

    private LwM2mException bad(String expected) {
        return new LwM2mException(Status.BAD_REQUEST, "arguments want " + expected + " at character " + at);
    }
}
