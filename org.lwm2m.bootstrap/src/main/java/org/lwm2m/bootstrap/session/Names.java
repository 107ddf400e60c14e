package org.lwm2m.bootstrap.session;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Identity;

/** Which endpoint a caller is: what it says, if that belongs to its identity, or what its identity tells (field note F3). */
final class Names {

    private static final int LONGEST = 255;
    private static final char REPLACED = '\ufffd';

    private Names() {}

    /**
     * @param allowed the names that belong to the identity; empty for any
     * @throws LwM2mException with 4.00 if there is none, or another one than allowed
     */
    static String endpoint(Optional<String> said, List<String> allowed, Identity identity) {
        var endpoint = said.filter(name -> !name.isEmpty())
                .or(() -> allowed.stream().findFirst())
                .or(() -> told(identity))
                .orElseThrow(() -> refused("ep is missing, and the credentials do not tell it"));
        if (endpoint.length() > LONGEST || endpoint.chars().anyMatch(Character::isISOControl)) {
            throw refused("ep is longer than " + LONGEST + " characters, or has control characters");
        } else if (endpoint.indexOf(REPLACED) >= 0) {
            // What was no UTF-8 has lost on the way what told it from others (RFC 7252, 3.2).
            throw refused("ep is no UTF-8");
        } else if (!allowed.isEmpty() && !allowed.contains(endpoint)) {
            throw refused("ep does not belong to these credentials");
        }
        return endpoint;
    }

    private static Optional<String> told(Identity identity) {
        if (identity instanceof Identity.Broker broker) {
            return Optional.of(broker.endpoint());
        } else if (identity instanceof Identity.Psk psk) {
            return Optional.of(psk.identity());
        } else if (identity instanceof Identity.Certificate certificate) {
            return Optional.of(certificate.name()).filter(name -> !name.isEmpty());
        }
        return Optional.empty();
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.BAD_REQUEST, why);
    }
}
