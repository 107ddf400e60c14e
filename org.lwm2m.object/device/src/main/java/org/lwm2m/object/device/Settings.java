package org.lwm2m.object.device;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * The configuration, made sense of: a bad value is said and left out.
 *
 * @param texts what is configured, by resource
 * @param refresh zero for never
 */
record Settings(Map<Integer, String> texts, boolean ram, Duration refresh) {

    private static final int DAY = 86_400;

    static Settings of(Config config, Logger log) {
        var texts = new HashMap<Integer, String>();
        texts.put(0, config.manufacturer());
        texts.put(1, config.model());
        texts.put(2, config.serial());
        texts.put(3, config.firmware_version());
        texts.put(14, valid(config.utc_offset(), "", DeviceClock::isOffset, "utc.offset", log));
        texts.put(15, valid(config.timezone(), "", DeviceClock::isZone, "timezone", log));
        texts.put(16, valid(config.binding(), "", text -> text.matches("[UMHTSNQ]+"), "binding", log));
        texts.put(17, config.device_type());
        texts.put(18, config.hardware_version());
        texts.put(19, config.software_version());
        texts.values().removeIf(String::isBlank);
        var memory = valid(config.memory().toLowerCase(Locale.ROOT), "storage", Settings::isMemory, "memory", log);
        return new Settings(texts, memory.equals("ram"), refresh(config, log));
    }

    Settings {
        texts = Map.copyOf(texts);
    }

    Optional<String> text(int resource) {
        return Optional.ofNullable(texts.get(resource));
    }

    /** The resources that are configured otherwise than they were. */
    Set<Integer> changedFrom(Settings before) {
        var changed = new TreeSet<Integer>();
        changed.addAll(texts.keySet());
        changed.addAll(before.texts.keySet());
        changed.removeIf(resource -> text(resource).equals(before.text(resource)));
        return changed;
    }

    private static String valid(String text, String otherwise, Predicate<String> test, String key, Logger log) {
        var stripped = text.strip();
        if (stripped.isEmpty() || test.test(stripped)) {
            return stripped.isEmpty() ? otherwise : stripped;
        }
        log.warn("{}: {} = {} is no such value, taking {}", LinuxDevice.PID, key, text, said(otherwise));
        return otherwise;
    }

    private static Duration refresh(Config config, Logger log) {
        try {
            if (config.refresh_seconds() >= 0 && config.refresh_seconds() <= DAY) {
                return Duration.ofSeconds(config.refresh_seconds());
            }
            log.warn("{}: refresh.seconds must be 0 to {}, taking 1", LinuxDevice.PID, DAY);
        } catch (RuntimeException e) {
            // Config Admin hands over what was written, and it is no number.
            log.warn("{}: refresh.seconds is no number, taking 1", LinuxDevice.PID);
        }
        return Duration.ofSeconds(1);
    }

    private static boolean isMemory(String text) {
        return text.equals("storage") || text.equals("ram");
    }

    private static String said(String otherwise) {
        return otherwise.isEmpty() ? "what the system says" : otherwise;
    }
}
