package org.lwm2m.itest.star;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One clause of a manifest header: names, and what is said about them behind semicolons, without quotes. */
record Clause(String name, Map<String, String> parameters) {

    static List<Clause> parse(String header) {
        var clauses = new ArrayList<Clause>();
        for (var text : split(header, ',')) {
            var parts = split(text, ';');
            var parameters = new TreeMap<String, String>();
            for (var part : parts.subList(1, parts.size())) {
                var pair = part.split(":?=", 2);
                parameters.put(
                        pair[0].strip(), pair.length == 1 ? "" : pair[1].strip().replace("\"", ""));
            }
            clauses.add(new Clause(parts.get(0).strip(), parameters));
        }
        return clauses;
    }

    String parameter(String key) {
        return parameters.getOrDefault(key, "");
    }

    /** Splits where {@code at} is outside of quotes; nothing comes of a blank text. */
    private static List<String> split(String text, char at) {
        var parts = new ArrayList<String>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (!quoted && text.charAt(i) == at) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start));
        }
        return parts;
    }
}
