package org.lwm2m.object.connectivity;

import java.util.List;
import java.util.Optional;

/**
 * How well a WLAN interface receives, by {@code /proc/net/wireless}.
 *
 * @param quality in the driver's measure
 * @param level in dBm, if the driver tells it so
 */
record Radio(int quality, Optional<Integer> level) {

    static Optional<Radio> of(Host host, String link) {
        return host.words("proc/net/wireless")
                .filter(words -> words.size() >= 4 && words.get(0).equals(link + ":"))
                .flatMap(words -> read(words).stream())
                .findFirst();
    }

    /** Interface, status, quality, level, noise, and more. */
    private static Optional<Radio> read(List<String> words) {
        var quality = number(words.get(2));
        return quality.map(value -> new Radio(value, number(words.get(3)).flatMap(Radio::dBm)));
    }

    /** Some drivers write a negative number as an octet; one that is neither is relative and tells no dBm. */
    private static Optional<Integer> dBm(int level) {
        if (level < 0) {
            return Optional.of(level);
        }
        return level >= 128 && level < 256 ? Optional.of(level - 256) : Optional.empty();
    }

    /** With a dot behind it if it is new. */
    private static Optional<Integer> number(String text) {
        return Optional.of(text.replace(".", ""))
                .filter(digits -> digits.matches("-?[0-9]{1,6}"))
                .map(Integer::valueOf);
    }
}
