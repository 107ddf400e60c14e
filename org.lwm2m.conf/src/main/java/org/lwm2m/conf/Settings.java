package org.lwm2m.conf;

import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What one file says: keys and their values, as text. */
record Settings(Map<String, String> values) {

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

    /** These, with what {@code above} says otherwise; a key that it leaves empty is taken away. */
    Settings under(Settings above) {
        var merged = new TreeMap<>(values);
        merged.putAll(above.values);
        above.values.forEach((key, value) -> merged.remove(key, ""));
        return new Settings(merged);
    }
}
