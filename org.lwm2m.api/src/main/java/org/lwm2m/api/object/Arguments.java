package org.lwm2m.api.object;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/**
 * The arguments of Execute, such as {@code 0='T',1}: each a digit, perhaps with a value in quotes (Core 1.2, 6.3.5).
 * <p>
 * Values that come may also have spaces, which the grammar forbids but peers send.
 */
public final class Arguments {

    private final String text;
    private final SortedMap<Integer, String> found = new TreeMap<>();
    private int at;

    private Arguments(String text) {
        this.text = text;
    }

    /**
     * Reads arguments: the value of each digit, empty if it has none.
     *
     * @throws LwM2mException with 4.00 for text that is no list of arguments, or has a digit twice
     */
    public static SortedMap<Integer, String> parse(String text) {
        var arguments = new Arguments(text);
        if (!text.isEmpty()) {
            arguments.list();
        }
        return arguments.found;
    }

    /**
     * Writes arguments, those with an empty value as a digit alone.
     *
     * @throws LwM2mException with 4.00 for what the grammar has no form for
     */
    public static String format(Map<Integer, String> arguments) {
        var text = new TreeMap<>(arguments)
                .entrySet().stream()
                        .map(each -> each.getKey() + (each.getValue().isEmpty() ? "" : "='" + each.getValue() + "'"))
                        .collect(Collectors.joining(","));
        parse(text);
        return text;
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
        var value = "";
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            value = value();
        }
        if (found.putIfAbsent(digit - '0', value) != null) {
            throw bad("each digit once");
        }
    }

    private String value() {
        expect('\'');
        var start = at;
        var each = next();
        while (each != '\'') {
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                throw bad("no such character");
            }
            each = next();
        }
        return text.substring(start, at - 1);
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
