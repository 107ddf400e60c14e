package org.lwm2m.client;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.lwm2m.client.management.Limits;

/** Reads the limits of device management: a value that makes no sense is complained of, and the usual one counts. */
final class LimitsConfiguration {

    static final int PROVIDER_WAIT = 2_000;
    static final int ANSWER = 20;
    static final int CALLS = 64;
    static final int OBSERVATIONS = 1_000;
    static final int ATTRIBUTES = 1_000;
    static final int STORED = 100;
    static final int AWAKE = 93;
    static final int VALUES = 10_000;

    private final Map<String, Object> properties;
    private final Consumer<String> complain;

    private LimitsConfiguration(Map<String, Object> properties, Consumer<String> complain) {
        this.properties = properties;
        this.complain = complain;
    }

    /** @param complain takes a line that names PID and key */
    static Limits read(Map<String, Object> properties, Consumer<String> complain) {
        var numbers = new LimitsConfiguration(properties, complain);
        return new Limits(
                Duration.ofMillis(numbers.of("provider.wait.millis", PROVIDER_WAIT, 0)),
                Duration.ofSeconds(numbers.of("answer.seconds", ANSWER, 1)),
                numbers.of("calls.max", CALLS, 1),
                numbers.of("observations.max", OBSERVATIONS, 0),
                numbers.of("attributes.max", ATTRIBUTES, 0),
                numbers.of("stored.notifications.max", STORED, 1),
                numbers.of("stored.values.max", VALUES, 1));
    }

    /** How long a client of queue mode listens after the last message. */
    static Duration awake(Map<String, Object> properties, Consumer<String> complain) {
        return Duration.ofSeconds(new LimitsConfiguration(properties, complain).of("awake.seconds", AWAKE, 1));
    }

    private int of(String key, int usual, int least) {
        var value = properties.get(key);
        if (value == null) {
            return usual;
        }
        try {
            var number = Integer.parseInt(value.toString().strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Told below, as is one that is too small.
        }
        complain.accept("%s: %s has to be a number from %d, not %s; %d is used"
                .formatted(ConfiguredClient.PID, key, least, value, usual));
        return usual;
    }
}
