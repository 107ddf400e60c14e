package org.lwm2m.api.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client tells of itself in Register and, as far as it changed, in Update (Core 1.2, 6.2.1).
 *
 * @param lifetime zero for ever
 * @param binding letters as they came, such as {@code UT}, or {@code UQ} of a 1.0 client
 * @param queueMode whether {@code Q} was there, since 1.1
 * @param sms the telephone number to trigger by
 * @param profiles profile ids, since 1.2
 * @param others what else came, for the engine to refuse or pass over
 */
public record Parameters(
        Optional<Duration> lifetime,
        Optional<String> binding,
        boolean queueMode,
        Optional<String> sms,
        List<String> profiles,
        Map<String, String> others) {

    /** Says nothing: an Update that just refreshes. */
    public static final Parameters NONE =
            new Parameters(Optional.empty(), Optional.empty(), false, Optional.empty(), List.of(), Map.of());

    public static Parameters of(Duration lifetime, String binding, boolean queueMode) {
        return new Parameters(
                Optional.of(lifetime), Optional.of(binding), queueMode, Optional.empty(), List.of(), Map.of());
    }
}
