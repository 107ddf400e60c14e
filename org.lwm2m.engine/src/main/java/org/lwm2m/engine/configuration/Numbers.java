package org.lwm2m.engine.configuration;

import java.util.Map;
import java.util.function.Consumer;

/**
 * The numbers of a configuration: one that makes no sense is complained of, and its default counts.
 *
 * @param complain takes a line that names PID and key
 */
public record Numbers(String pid, Map<String, ?> configuration, Consumer<String> complain) {

    public int of(String key, int otherwise, int least) {
        var value = configuration.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(value.toString().trim());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Told below, as is one that is too small.
        }
        complain.accept("%s: %s: not a number of %d or more: %s; uses %d".formatted(pid, key, least, value, otherwise));
        return otherwise;
    }
}
