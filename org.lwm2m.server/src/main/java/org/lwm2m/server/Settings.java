package org.lwm2m.server;

import java.lang.reflect.Array;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lwm2m.server.management.Limits;
import org.lwm2m.server.registration.Bounds;

/** The configuration, read: a value that makes no sense is complained of, and its default or nothing counts. */
record Settings(List<URI> listen, Bounds bounds, Limits limits, Duration providerWait, int threads) {

    static final String LISTEN = "coap://127.0.0.1:5683";
    static final int REQUEST_TIMEOUT = 93;
    static final int LIFETIME = 86_400;
    static final int GRACE = 93;
    static final int REGISTRATIONS = 250_000;
    static final int PEER_REGISTRATIONS = 1_000;
    static final int OBSERVATIONS = 256;
    static final int REQUESTS = 512;
    static final int REPORTS = 1_000;
    static final int RETRY_AFTER = 30;
    static final int PROVIDER_WAIT = 2_000;
    static final int THREADS = 8;

    /** @param complain takes a line that names PID and key */
    static Settings of(Map<String, ?> configuration, Consumer<String> complain) {
        var numbers = new Numbers(configuration, complain);
        return new Settings(
                uris(configuration.get("listen"), complain),
                new Bounds(
                        numbers.of("registrations.max", REGISTRATIONS, 1),
                        numbers.of("peer.registrations.max", PEER_REGISTRATIONS, 1),
                        Duration.ofSeconds(numbers.of("grace.seconds", GRACE, 0)),
                        Duration.ofSeconds(numbers.of("lifetime.default.seconds", LIFETIME, 1)),
                        Duration.ofSeconds(numbers.of("retry.after.seconds", RETRY_AFTER, 1))),
                new Limits(
                        Duration.ofSeconds(numbers.of("request.timeout.seconds", REQUEST_TIMEOUT, 1)),
                        numbers.of("requests.max", REQUESTS, 1),
                        numbers.of("observations.max", OBSERVATIONS, 0),
                        numbers.of("reports.max", REPORTS, 1)),
                Duration.ofMillis(numbers.of("provider.wait.millis", PROVIDER_WAIT, 0)),
                numbers.of("threads", THREADS, 1));
    }

    private record Numbers(Map<String, ?> configuration, Consumer<String> complain) {

        int of(String key, int otherwise, int least) {
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
            complain.accept("%s: %s: not a number of %d or more: %s; uses %d"
                    .formatted(ServerEngine.PID, key, least, value, otherwise));
            return otherwise;
        }
    }

    private static List<URI> uris(Object value, Consumer<String> complain) {
        if (value == null) {
            return List.of(URI.create(LISTEN));
        }
        var uris = new LinkedHashSet<URI>();
        for (var text : texts(value)) {
            try {
                var uri = URI.create(text.trim());
                if (uri.getScheme() == null || uri.getHost() == null) {
                    throw new IllegalArgumentException("it needs a scheme and a host");
                } else if (uri.getPort() > 0xffff) {
                    throw new IllegalArgumentException("there is no port " + uri.getPort());
                }
                uris.add(uri);
            } catch (IllegalArgumentException notOne) {
                complain.accept("%s: listen: not a URI such as %s: %s; does not listen there: %s"
                        .formatted(ServerEngine.PID, LISTEN, text, notOne.getMessage()));
            }
        }
        return List.copyOf(uris);
    }

    /** One, many, or many with commas between, as configuration files differ. */
    private static List<String> texts(Object value) {
        var texts = new ArrayList<String>();
        if (value instanceof Collection<?> many) {
            many.forEach(each -> texts.addAll(texts(each)));
        } else if (value.getClass().isArray()) {
            for (var at = 0; at < Array.getLength(value); at++) {
                texts.addAll(texts(Array.get(value, at)));
            }
        } else {
            for (var each : value.toString().split(",")) {
                if (!each.isBlank()) {
                    texts.add(each);
                }
            }
        }
        return texts;
    }
}
