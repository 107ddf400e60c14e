package org.lwm2m.store.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The configuration, read: a value that makes no sense is complained of, and its default counts.
 *
 * @param largest most octets of one state
 * @param states most states
 */
record Settings(Path file, Duration delay, int largest, int states) {

    static final String FILE = "file";
    static final String DELAY = "write.delay.millis";
    static final String LARGEST = "value.max.bytes";
    static final String STATES = "states.max";

    static final int DEFAULT_DELAY = 1000;
    static final int DEFAULT_LARGEST = 1 << 20;
    static final int DEFAULT_STATES = 1_000_000;

    /** @param complain takes a line that names PID and key */
    static Settings of(Map<String, ?> configuration, Path otherwise, Consumer<String> complain) {
        var numbers = new Numbers(configuration, complain);
        return new Settings(
                file(configuration.get(FILE), otherwise, complain),
                Duration.ofMillis(numbers.of(DELAY, DEFAULT_DELAY, 0, 60_000)),
                numbers.of(LARGEST, DEFAULT_LARGEST, 1024, 1 << 28),
                numbers.of(STATES, DEFAULT_STATES, 1, Integer.MAX_VALUE));
    }

    private static Path file(Object value, Path otherwise, Consumer<String> complain) {
        if (value == null || value.toString().isBlank()) {
            return otherwise;
        }
        try {
            return Path.of(value.toString().trim()).toAbsolutePath();
        } catch (InvalidPathException e) {
            complain.accept("%s: %s: no name of a file: %s; uses %s".formatted(FileStore.PID, FILE, value, otherwise));
            return otherwise;
        }
    }

    private record Numbers(Map<String, ?> configuration, Consumer<String> complain) {

        int of(String key, int otherwise, int least, int most) {
            var value = configuration.get(key);
            if (value == null) {
                return otherwise;
            }
            try {
                var number = Integer.parseInt(value.toString().trim());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notOne) {
                // Told below, as is one that is too small or too large.
            }
            complain.accept("%s: %s: not a number of %d to %d: %s; uses %d"
                    .formatted(FileStore.PID, key, least, most, value, otherwise));
            return otherwise;
        }
    }
}
