package org.lwm2m.bootstrap.plan;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The lines of a plan, {@code key = value}, and what is wrong with them, each named by its key. What is secret is in keys
 * that begin with a dot; such a value is never told.
 */
final class Lines {

    /** Stands for the name of the client. */
    static final String ENDPOINT = "${endpoint}";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)\\}?");

    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    /** Reads UTF-8 as a properties file. */
    static Lines read(byte[] bytes) {
        var lines = new Lines();
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            lines.once().load(new StringReader(text.toString()));
        } catch (CharacterCodingException e) {
            lines.problems.add("it is no UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            lines.problems.add("it can't be read: " + e.getMessage());
        }
        return lines;
    }

    /** The value of a key; a key that is never asked for means nothing. */
    Optional<String> text(String key) {
        used.add(key);
        return Optional.ofNullable(values.get(key)).filter(each -> !each.isEmpty());
    }

    /** A number of this range; another one is wrong, and counts as not there. */
    Optional<Long> number(String key, long least, long most) {
        return text(key).flatMap(text -> {
            if (text.matches("\\d{1,10}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
                return Optional.of(Long.parseLong(text));
            }
            wrong(key, "has to be a number, " + least + " to " + most + ", not " + text);
            return Optional.empty();
        });
    }

    Optional<Boolean> flag(String key) {
        return text(key).flatMap(text -> {
            if (text.equals("true") || text.equals("false")) {
                return Optional.of(Boolean.valueOf(text));
            }
            wrong(key, "has to be true or false, not " + text);
            return Optional.empty();
        });
    }

    /** One of several words. */
    Optional<String> word(String key, Set<String> words) {
        return text(key).filter(text -> {
            if (!words.contains(text)) {
                wrong(key, "has to be one of " + String.join(", ", new TreeSet<>(words)) + ", not " + text);
            }
            return words.contains(text);
        });
    }

    boolean has(String key) {
        return text(key).isPresent();
    }

    /** The names that stand behind {@code kind} in keys such as {@code kind.NAME.more}, secret ones too. */
    Set<String> names(String kind) {
        var names = new TreeSet<String>();
        for (var key : values.keySet()) {
            var plain = key.startsWith(".") ? key.substring(1) : key;
            var rest = plain.startsWith(kind + ".") ? plain.substring(kind.length() + 1) : "";
            if (rest.indexOf('.') > 0) {
                names.add(rest.substring(0, rest.indexOf('.')));
            }
        }
        return names;
    }

    /** The keys that begin so. */
    List<String> keys(String prefix) {
        return values.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    void wrong(String key, String why) {
        problems.add(key + " " + why);
    }

    /** All that is wrong, those keys included that mean nothing. */
    List<String> problems() {
        var all = new ArrayList<>(problems);
        values.keySet().stream()
                .filter(key -> !used.contains(key))
                .forEach(key -> all.add(key + " means nothing here; see the README for what there is"));
        return all;
    }

    /** Remembers a key that comes twice, and placeholders that nobody fills. */
    private Properties once() {
        return new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                take((String) key, ((String) value).strip());
                return null;
            }
        };
    }

    private void take(String key, String value) {
        if (values.putIfAbsent(key, value) != null) {
            wrong(key, "is there twice");
        }
        var holes = PLACEHOLDER.matcher(value);
        while (holes.find()) {
            if (!holes.group().equals(ENDPOINT)) {
                wrong(key, "has " + holes.group() + "; there is only " + ENDPOINT);
            }
        }
    }
}
