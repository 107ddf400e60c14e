package org.lwm2m.codec.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;

/**
 * Reads one list of links, front to back.
 * <p>
 * Lenient where clients are: spaces, a missing slash before a target or one too many after it, bare values that hold
 * commas ({@code ct=110,112} reads as {@code ct="110 112"}), parameters that nobody knows. A missing comma or quote is
 * an error, as the rest can't be trusted then.
 */
final class LinkReader {

    /** An object list of this length has some ten thousand instances. */
    private static final int MAX_LENGTH = 1 << 18;

    private static final int MAX_LINKS = 20_000;
    private static final int MAX_PARAMETERS = 64;

    private final String text;
    private final List<Link> links = new ArrayList<>();
    private int at;

    LinkReader(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new LwM2mException(
                    Status.TOO_LARGE, "links of " + text.length() + " characters, at most " + MAX_LENGTH + " are read");
        }
        this.text = text;
    }

    List<Link> read() {
        blanks();
        if (at == text.length()) {
            return List.of();
        }
        link();
        while (at < text.length()) {
            expect(',');
            blanks();
            link();
        }
        return links;
    }

    private void link() {
        expect('<');
        var start = at;
        var end = text.indexOf('>', at);
        if (end < 0) {
            throw bad("a target without its end");
        }
        at = end + 1;
        blanks();
        var parameters = parameters();
        if (links.size() == MAX_LINKS) {
            throw new LwM2mException(Status.TOO_LARGE, "more than " + MAX_LINKS + " links");
        }
        add(text.substring(start, end), parameters);
    }

    private void add(String target, Map<String, String> parameters) {
        try {
            links.add(new Link(Path.parse(trimmed(target)), parameters));
        } catch (IllegalArgumentException e) {
            // No path, so it is about something other than this device's data.
        }
    }

    /** Without the slash at its end that some clients write. */
    private static String trimmed(String target) {
        var length = target.length();
        return length > 1 && target.charAt(length - 1) == '/' ? target.substring(0, length - 1) : target;
    }

    private Map<String, String> parameters() {
        if (at == text.length() || text.charAt(at) != ';') {
            return Map.of();
        }
        var parameters = new LinkedHashMap<String, String>(4);
        while (at < text.length() && text.charAt(at) == ';') {
            at++;
            blanks();
            var name = token(";,=");
            if (!LinkFormat.isName(name)) {
                throw bad("a parameter without a name");
            }
            blanks();
            parameters.putIfAbsent(name, value());
            blanks();
            if (parameters.size() > MAX_PARAMETERS) {
                throw new LwM2mException(Status.TOO_LARGE, "more than " + MAX_PARAMETERS + " parameters of one link");
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private String value() {
        if (at == text.length() || text.charAt(at) != '=') {
            return "";
        }
        at++;
        blanks();
        return at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
    }

    private String quoted() {
        var start = ++at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        var value = new StringBuilder(text.substring(start, at));
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 1 : 0;
            if (at < text.length()) {
                value.append(text.charAt(at++));
            }
        }
        expect('"');
        return value.toString();
    }

    /** Up to the next parameter or link. A comma that no link follows is part of the value. */
    private String bare() {
        var value = token(";,");
        if (value.indexOf('<') >= 0 || value.indexOf('"') >= 0) {
            throw bad("a value that is neither a number, a word nor quoted");
        }
        if (at == text.length() || text.charAt(at) == ';' || linkFollows()) {
            return value;
        }
        var values = new StringBuilder(value);
        while (at < text.length() && text.charAt(at) == ',' && !linkFollows()) {
            at++;
            values.append(' ').append(token(";,"));
        }
        return values.toString();
    }

    private boolean linkFollows() {
        var next = at + 1;
        while (next < text.length() && blank(text.charAt(next))) {
            next++;
        }
        return next == text.length() || text.charAt(next) == '<';
    }

    /** What stands before the next of {@code ends}, or the end of all; without blanks around it. */
    private String token(String ends) {
        var start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private void expect(char wanted) {
        if (at == text.length() || text.charAt(at) != wanted) {
            throw bad("'" + wanted + "' is missing");
        }
        at++;
    }

    private void blanks() {
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean blank(char letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }

    private LwM2mException bad(String what) {
        return new LwM2mException(Status.BAD_REQUEST, "links at character " + at + ": " + what);
    }
}
