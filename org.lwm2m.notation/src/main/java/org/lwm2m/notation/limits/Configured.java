package org.lwm2m.notation.limits;

import java.util.Map;
import org.lwm2m.notation.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the {@link LimitsConfiguration}; a bad value is named in the log, and its default used. */
public final class Configured {

    private static final Logger LOG = LoggerFactory.getLogger(Configured.class);

    private final String pid;
    private final Map<String, ?> properties;

    private Configured(String pid, Map<String, ?> properties) {
        this.pid = pid;
        this.properties = properties;
    }

    public static Limits limits(String pid, Map<String, ?> properties) {
        var from = new Configured(pid, properties);
        var standard = Limits.STANDARD;
        return new Limits(
                from.whole("payload.max.bytes", standard.bytes(), 1 << 30),
                from.whole("records.max", standard.records(), 10_000_000),
                from.whole("nesting.max", standard.nesting(), 64));
    }

    private int whole(String key, int standard, int most) {
        var value = properties.get(key);
        if (value == null) {
            return standard;
        }
        try {
            var number = Long.parseLong(value.toString().strip());
            if (number >= 1 && number <= most) {
                return (int) number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        LOG.warn("{}: {} = {} is not a whole number from 1 to {}; {} is used", pid, key, value, most, standard);
        return standard;
    }
}
