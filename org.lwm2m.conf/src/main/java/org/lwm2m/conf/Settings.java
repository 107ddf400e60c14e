package org.lwm2m.conf;

import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one file says: keys and their values, as text. */
record Settings(Map<String, String> values) {

    private static final Pattern NAMED = Pattern.compile("\\$\\{([\\w.-]+)}");

    static final Settings NONE = new Settings(Map.of());

    Settings {
        values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException if it is not in the format of {@link Properties} */
    static Settings read(Reader from) throws IOException {
        var properties = new Properties();
        properties.load(from);
        var values = new TreeMap<String, String>();
        properties.forEach((key, value) -> values.put((String) key, ((String) value).strip()));
        return new Settings(values);
    }

    /**
     * These, with {@code ${name}} in their values as what the property of that name says. Where there is none it stays,
     * as others have a syntax like that too.
     */
    Settings with(UnaryOperator<String> properties) {
        var expanded = new TreeMap<String, String>();
        values.forEach((key, value) -> expanded.put(key, NAMED.matcher(value).replaceAll(found -> {
            var property = properties.apply(found.group(1));
            return Matcher.quoteReplacement(property == null ? found.group() : property);
        })));
        return new Settings(expanded);
    }

    /** These, with what {@code above} says otherwise; a key that it leaves empty is taken away. */
    Settings under(Settings above) {
        var merged = new TreeMap<>(values);
        merged.putAll(above.values);
        above.values.forEach((key, value) -> merged.remove(key, ""));
        return new Settings(merged);
    }
}
