package org.lwm2m.server.standing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Path;
import org.lwm2m.api.server.StandingObservation;
import org.lwm2m.api.store.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standing observations in the store, each by its name: four lines of text. */
final class WishStore {

    private static final Logger LOG = LoggerFactory.getLogger(WishStore.class);
    private static final String PREFIX = "org.lwm2m.server/standing/";
    private static final String FORMAT = "1";

    private final StateStore states;

    WishStore(StateStore states) {
        this.states = states;
    }

    boolean is(StateStore other) {
        return states == other;
    }

    /** All that can be read; the rest is named in the log and left where it is. */
    Map<String, StandingObservation> all() {
        var all = new TreeMap<String, StandingObservation>();
        try (var names = states.names(PREFIX)) {
            names.limit(Standing.MOST).forEach(name -> states.get(name).ifPresent(state -> {
                try {
                    all.put(name.substring(PREFIX.length()), read(state.utf8()));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    LOG.error(
                            "{} in the store is damaged or of a later version, it is left out: {}", name, e.toString());
                }
            }));
        }
        return all;
    }

    void put(String name, StandingObservation wish) {
        states.put(PREFIX + name, Bytes.utf8(text(wish)));
    }

    void remove(String name) {
        states.remove(PREFIX + name);
    }

    private static String text(StandingObservation wish) {
        var paths = wish.paths().stream().map(Path::toString).collect(Collectors.joining(" "));
        var attributes = wish.attributes().values().entrySet().stream()
                .map(each -> each.getKey().key() + "=" + each.getValue().toPlainString())
                .collect(Collectors.joining("&"));
        return String.join("\n", FORMAT, wish.endpoints(), paths, attributes);
    }

    private static StandingObservation read(String text) {
        var lines = text.split("\n", -1);
        if (!lines[0].equals(FORMAT) || lines.length != 4) {
            throw new IllegalArgumentException("its format is " + lines[0]);
        }
        var paths = Arrays.stream(lines[2].split(" ")).map(Path::parse).toList();
        return new StandingObservation(lines[1], paths, attributes(lines[3]));
    }

    /** As in a query: {@code pmin=10&pmax=60}. */
    static Attributes attributes(String query) {
        var values = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        for (var each : query.isBlank() ? new String[0] : query.split("&")) {
            var parts = each.strip().split("=", 2);
            try {
                values.put(Attribute.valueOf(parts[0].toUpperCase(Locale.ROOT)), new BigDecimal(parts[1]));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("'" + each + "' is no attribute such as pmin=10", e);
            }
        }
        return new Attributes(values);
    }
}
