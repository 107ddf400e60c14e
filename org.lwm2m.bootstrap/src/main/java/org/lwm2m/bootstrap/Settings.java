package org.lwm2m.bootstrap;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lwm2m.bootstrap.session.Bounds;
import org.lwm2m.engine.configuration.Numbers;
import org.lwm2m.engine.configuration.Uris;

/** The configuration, read: a value that makes no sense is complained of, and its default or nothing counts. */
record Settings(List<URI> listen, Bounds bounds, Duration providerWait, int threads) {

    static final String LISTEN = "coap://127.0.0.1:5783";
    static final int REQUEST_TIMEOUT = 93;
    static final int SESSION_TIMEOUT = 600;
    static final int SESSIONS = 2_000;
    static final int PEER_SESSIONS = 500;
    static final int RETRY_AFTER = 30;
    static final int PROVIDER_WAIT = 2_000;
    static final int THREADS = 4;

    /** @param complain takes a line that names PID and key */
    static Settings of(Map<String, ?> configuration, Consumer<String> complain) {
        var numbers = new Numbers(BootstrapEngine.PID, configuration, complain);
        return new Settings(
                Uris.of(BootstrapEngine.PID, "listen", configuration, LISTEN, complain),
                new Bounds(
                        numbers.of("sessions.max", SESSIONS, 1),
                        numbers.of("peer.sessions.max", PEER_SESSIONS, 1),
                        Duration.ofSeconds(numbers.of("request.timeout.seconds", REQUEST_TIMEOUT, 1)),
                        Duration.ofSeconds(numbers.of("session.timeout.seconds", SESSION_TIMEOUT, 1)),
                        Duration.ofSeconds(numbers.of("retry.after.seconds", RETRY_AFTER, 1)),
                        packs(configuration, complain)),
                Duration.ofMillis(numbers.of("provider.wait.millis", PROVIDER_WAIT, 0)),
                numbers.of("threads", THREADS, 1));
    }

    private static boolean packs(Map<String, ?> configuration, Consumer<String> complain) {
        var value = configuration.get("pack");
        var text = value == null ? "true" : value.toString().strip();
        if (!text.equals("true") && !text.equals("false")) {
            complain.accept("%s: pack: neither true nor false: %s; uses true".formatted(BootstrapEngine.PID, text));
        }
        return !text.equals("false");
    }
}
