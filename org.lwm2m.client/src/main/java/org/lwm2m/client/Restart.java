package org.lwm2m.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** How much of a client outlives it where there is a store; what a bootstrap wrote does in any case. */
enum Restart {
    /** Nothing else. */
    FORGET,
    /** Attributes and what servers wrote to persistent resources; it registers anew. */
    REGISTER,
    /** Registrations, too, with their observations and stored notifications: they go on with an Update. */
    RESUME;

    static final String KEY = "restart";

    /** @param complain takes a line that names PID and key */
    static Restart read(Map<String, Object> properties, Consumer<String> complain) {
        var value = String.valueOf(properties.getOrDefault(KEY, REGISTER)).strip();
        return Arrays.stream(values())
                .filter(each -> each.word().equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    complain.accept("%s: %s has to be one of %s, not %s; %s is used"
                            .formatted(ConfiguredClient.PID, KEY, words(), value, REGISTER.word()));
                    return REGISTER;
                });
    }

    private static String words() {
        return Arrays.stream(values()).map(Restart::word).collect(Collectors.joining(", "));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
