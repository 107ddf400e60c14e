package org.lwm2m.server;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lwm2m.engine.configuration.Numbers;
import org.lwm2m.engine.configuration.Uris;
import org.lwm2m.server.management.Limits;
import org.lwm2m.server.queue.QueueLimits;
import org.lwm2m.server.registration.Bounds;

/** The configuration, read: a value that makes no sense is complained of, and its default or nothing counts. */
record Settings(
        List<URI> listen, Bounds bounds, Limits limits, QueueLimits queues, Duration providerWait, int threads) {

    static final String LISTEN = "coap://127.0.0.1:5683";
    static final int REQUEST_TIMEOUT = 93;
    static final int LIFETIME = 86_400;
    static final int GRACE = 93;
    static final int REGISTRATIONS = 250_000;
    static final int PEER_REGISTRATIONS = 1_000;
    static final int PROFILES = 10_000;
    static final int OBSERVATIONS = 256;
    static final int REQUESTS = 512;
    static final int REPORTS = 1_000;
    static final int AWAKE = 93;
    static final int QUEUE_DEADLINE = 86_400;
    static final int QUEUE = 100;
    static final int QUEUES = 100_000;
    static final int RETRY_AFTER = 30;
    static final int PROVIDER_WAIT = 2_000;
    static final int THREADS = 8;

    /** @param complain takes a line that names PID and key */
    static Settings of(Map<String, ?> configuration, Consumer<String> complain) {
        var numbers = new Numbers(ServerEngine.PID, configuration, complain);
        return new Settings(
                Uris.of(ServerEngine.PID, "listen", configuration, LISTEN, complain),
                new Bounds(
                        numbers.of("registrations.max", REGISTRATIONS, 1),
                        numbers.of("peer.registrations.max", PEER_REGISTRATIONS, 1),
                        numbers.of("profiles.max", PROFILES, 0),
                        Duration.ofSeconds(numbers.of("grace.seconds", GRACE, 0)),
                        Duration.ofSeconds(numbers.of("lifetime.default.seconds", LIFETIME, 1)),
                        Duration.ofSeconds(numbers.of("retry.after.seconds", RETRY_AFTER, 1))),
                new Limits(
                        Duration.ofSeconds(numbers.of("request.timeout.seconds", REQUEST_TIMEOUT, 1)),
                        numbers.of("requests.max", REQUESTS, 1),
                        numbers.of("observations.max", OBSERVATIONS, 0),
                        numbers.of("reports.max", REPORTS, 1)),
                new QueueLimits(
                        Duration.ofSeconds(numbers.of("awake.seconds", AWAKE, 1)),
                        Duration.ofSeconds(numbers.of("queue.deadline.seconds", QUEUE_DEADLINE, 1)),
                        numbers.of("queue.max", QUEUE, 1),
                        numbers.of("queue.all.max", QUEUES, 1)),
                Duration.ofMillis(numbers.of("provider.wait.millis", PROVIDER_WAIT, 0)),
                numbers.of("threads", THREADS, 1));
    }
}
