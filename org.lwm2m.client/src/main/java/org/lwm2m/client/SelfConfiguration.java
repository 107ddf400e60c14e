package org.lwm2m.client;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lwm2m.client.registration.Self.Manner;

/** How the configured client says who it is, read: a value that makes no sense is complained of, and the usual counts. */
final class SelfConfiguration {

    /** What a query of CoAP holds beside {@code sms=} (RFC 7252, 5.10). */
    private static final int LONGEST = 251;

    private SelfConfiguration() {}

    /** @param complain takes a line that names PID and key */
    static Manner read(Map<String, Object> properties, Consumer<String> complain) {
        return new Manner(
                sms(properties, complain),
                flag(properties, "endpoint.sent", true, complain),
                flag(properties, "profile.dynamic", false, complain));
    }

    /** A number as Register says it; a plus before it means nothing there (Core 1.2, 6.2.1). */
    static Optional<String> number(String text) {
        var number = text.strip();
        var bare = number.startsWith("+") ? number.substring(1) : number;
        if (bare.length() > LONGEST || bare.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a number or name of at most " + LONGEST + " characters, without line breaks");
        }
        return Optional.of(bare).filter(each -> !each.isEmpty());
    }

    private static Optional<String> sms(Map<String, Object> properties, Consumer<String> complain) {
        try {
            return number(String.valueOf(properties.getOrDefault("sms.number", "")));
        } catch (IllegalArgumentException e) {
            complain.accept(
                    "%s: sms.number has to be %s; none is told".formatted(ConfiguredClient.PID, e.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean flag(Map<String, Object> properties, String key, boolean usual, Consumer<String> complain) {
        var text = String.valueOf(properties.getOrDefault(key, usual)).strip();
        if (!text.matches("true|false")) {
            complain.accept("%s: %s has to be true or false, not %s; %s is used"
                    .formatted(ConfiguredClient.PID, key, text, usual));
            return usual;
        }
        return Boolean.parseBoolean(text);
    }
}
