package org.lwm2m.security.oscore;

import java.util.Optional;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;

/** Says what credentials of OSCORE lack: algorithms that are not here, ids that don't fit (RFC 8613, 3.1 and 3.3). */
final class Keys {

    private static final int LONGEST_CONTEXT = 255;

    private Keys() {}

    /** @throws LwM2mException with 4.06 that names the resource of /21 */
    static void check(Credentials.Oscore agreed) {
        lack(agreed).ifPresent(words -> {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, words);
        });
    }

    static boolean usable(Credentials.Oscore agreed) {
        return lack(agreed).isEmpty();
    }

    private static Optional<String> lack(Credentials.Oscore agreed) {
        var aead = Aead.of(agreed.aead());
        if (agreed.secret().bytes().size() == 0) {
            return Optional.of("no OSCORE Master Secret (/21/x/0)");
        } else if (aead.isEmpty()) {
            return Optional.of("OSCORE AEAD Algorithm (/21/x/3) " + agreed.aead() + " is not here, 10 always is");
        } else if (Hkdf.of(agreed.hmac()).isEmpty()) {
            return Optional.of("OSCORE HMAC Algorithm (/21/x/4) " + agreed.hmac() + " is not here, 5 always is");
        }
        var most = aead.get().longestId();
        if (agreed.sender().size() > most) {
            return Optional.of("OSCORE Sender ID (/21/x/1) has more than " + most + " bytes");
        } else if (agreed.recipient().size() > most) {
            return Optional.of("OSCORE Recipient ID (/21/x/2) has more than " + most + " bytes");
        } else if (agreed.sender().equals(agreed.recipient())) {
            return Optional.of("OSCORE Sender ID and Recipient ID (/21/x/1 and 2) are the same");
        } else if (agreed.context().size() > LONGEST_CONTEXT) {
            return Optional.of("OSCORE ID Context (/21/x/6) has more than " + LONGEST_CONTEXT + " bytes");
        }
        return Optional.empty();
    }
}
