package org.lwm2m.itest.leshan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/**
 * Entries as words that a line can be made of, such as {@code /3/0/9=i100}: a path, the letter of a type, the value. Text
 * is written as in URLs, octets in hexadecimal digits, a time in seconds.
 */
public final class Notation {

    private Notation() {}

    public static String of(Entry entry) {
        return entry.path() + "=" + value(entry.value());
    }

    public static List<Entry> parse(List<String> words) {
        return words.stream().map(Notation::parse).toList();
    }

    static Entry parse(String word) {
        var at = word.indexOf('=');
        return Entry.of(Path.parse(word.substring(0, at)), value(word.charAt(at + 1), word.substring(at + 2)));
    }

    /** Any words as one, without space and line ends. */
    public static String quoted(String words) {
        return URLEncoder.encode(words, UTF_8);
    }

    public static String unquoted(String word) {
        return URLDecoder.decode(word, UTF_8);
    }

    private static String value(Value value) {
        if (value instanceof Value.Text text) {
            return "t" + quoted(text.value());
        } else if (value instanceof Value.Int number) {
            return "i" + number.value();
        } else if (value instanceof Value.Unsigned number) {
            return "u" + Long.toUnsignedString(number.value());
        } else if (value instanceof Value.Real real) {
            return "r" + real.value();
        } else if (value instanceof Value.Flag flag) {
            return "f" + flag.value();
        } else if (value instanceof Value.Opaque opaque) {
            return "o" + opaque.value().hex();
        } else if (value instanceof Value.Time time) {
            return "d" + time.value().getEpochSecond();
        } else if (value instanceof Value.ObjectLink link) {
            return "l" + link;
        } else if (value instanceof Value.CoreLinks links) {
            return "c" + quoted(links.value());
        }
        throw new IllegalArgumentException("" + value);
    }

    private static Value value(char type, String word) {
        return switch (type) {
            case 't' -> new Value.Text(unquoted(word));
            case 'i' -> new Value.Int(Long.parseLong(word));
            case 'u' -> new Value.Unsigned(Long.parseUnsignedLong(word));
            case 'r' -> new Value.Real(Double.parseDouble(word));
            case 'f' -> new Value.Flag(Boolean.parseBoolean(word));
            case 'o' -> new Value.Opaque(Bytes.hex(word));
            case 'd' -> new Value.Time(Instant.ofEpochSecond(Long.parseLong(word)));
            case 'l' -> link(word.split(":"));
            case 'c' -> new Value.CoreLinks(unquoted(word));
            default -> throw new IllegalArgumentException(type + word);
        };
    }

    private static Value link(String... ids) {
        return new Value.ObjectLink(Integer.parseInt(ids[0]), Integer.parseInt(ids[1]));
    }
}
