package org.lwm2m.client.registration;

import java.time.Duration;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.provider.Providers;

/** What the registrations of one client share. */
public record Surroundings(
        Self self, Loop loop, DeviceManagement management, Providers providers, Tuning tuning, Jitter jitter) {

    /** For a client that says of itself what most do, with pauses of exactly the length they are to have. */
    public Surroundings(String endpoint, Loop loop, DeviceManagement management, Providers providers, Tuning tuning) {
        this(new Self(endpoint, Self.Manner.USUAL), loop, management, providers, tuning, Jitter.NONE);
    }

    public String endpoint() {
        return self.name();
    }

    /**
     * How patient the engine is.
     *
     * @param gap how long a provider may be missing, as while its bundle is updated, before it counts as gone
     * @param settle how long changes of the objects are collected, to go out as one Update
     * @param farewell how long a De-register may take
     * @param awake how long a client of queue mode listens after the last message
     */
    public record Tuning(Duration gap, Duration settle, Duration farewell, Duration awake) {

        /** MAX_TRANSMIT_WAIT of CoAP (RFC 7252, 4.8.2), which queue mode recommends. */
        public static final Duration AWAKE = Duration.ofSeconds(93);

        public static final Tuning STANDARD =
                new Tuning(Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(2), AWAKE);

        public Tuning awake(Duration another) {
            return new Tuning(gap, settle, farewell, another);
        }
    }
}
