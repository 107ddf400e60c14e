package org.lwm2m.object.connectivity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * The configuration, made sense of: a bad value is left out.
 *
 * @param link name of the interface in use; empty to find it
 * @param bearers by name of interface
 * @param period zero for ever
 * @param refresh zero for never
 * @param problems what is bad, by its key, and what counts instead
 */
record Settings(String link, Map<String, Integer> bearers, Duration period, Duration refresh, List<String> problems) {

    static final String PID = "org.lwm2m.object.connectivity";

    private static final int DAY = 86_400;
    private static final Pattern NAME = Pattern.compile("[^/\\s]{1,15}");
    private static final Pattern BEARER = Pattern.compile("\\s*([^/\\s=]{1,15})\\s*=\\s*([0-9]|[1-4][0-9]|50)\\s*");

    Settings {
        bearers = Map.copyOf(bearers);
        problems = List.copyOf(problems);
    }

    static Settings of(Config config) {
        var problems = new ArrayList<String>();
        return new Settings(
                link(config.link().strip(), problems),
                bearers(config, problems),
                seconds(config::period_seconds, "period.seconds", Integer.MAX_VALUE, 0, problems),
                seconds(config::refresh_seconds, "refresh.seconds", DAY, 10, problems),
                problems);
    }

    private static String link(String name, List<String> problems) {
        if (name.isEmpty() || NAME.matcher(name).matches()) {
            return name;
        }
        problems.add("link = " + name + " is no name of an interface, taking that of the default route");
        return "";
    }

    private static Map<String, Integer> bearers(Config config, List<String> problems) {
        var bearers = new HashMap<String, Integer>();
        // A file has them in one line, with commas between.
        for (var text : String.join(",", config.bearers()).split(",")) {
            var matcher = BEARER.matcher(text);
            if (matcher.matches()) {
                bearers.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
            } else if (!text.isBlank()) {
                problems.add("bearers: " + text + " is not an interface = 0 to 50, leaving it out");
            }
        }
        return bearers;
    }

    private static Duration seconds(IntSupplier value, String key, int most, int otherwise, List<String> problems) {
        try {
            if (value.getAsInt() >= 0 && value.getAsInt() <= most) {
                return Duration.ofSeconds(value.getAsInt());
            }
            problems.add(key + " must be 0 to " + most + ", taking " + otherwise);
        } catch (RuntimeException e) {
            // Config Admin hands over what was written, and it is no number.
            problems.add(key + " is no number, taking " + otherwise);
        }
        return Duration.ofSeconds(otherwise);
    }
}
