package org.lwm2m.api.bootstrap;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.security.Identity;

/**
 * A bootstrap that is over.
 *
 * @param pack whether all went in one answer; whether the client could use it is not known then
 * @param results what was done, in this order, or the last of it
 * @param failure in words, what went wrong and where; empty if all went well
 */
public record BootstrapReport(
        String endpoint,
        Identity identity,
        URI address,
        boolean pack,
        Instant started,
        Instant ended,
        List<BootstrapResult> results,
        Optional<String> failure) {

    public BootstrapReport {
        results = List.copyOf(results);
    }

    public boolean success() {
        return failure.isEmpty();
    }
}
