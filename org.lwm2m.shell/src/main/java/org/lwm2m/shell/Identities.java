package org.lwm2m.shell;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;

/** Who somebody is, in words without what could be a secret. */
final class Identities {

    /** Enough to tell one from another by eye. */
    private static final int DIGITS = 16;

    private Identities() {}

    static String text(Identity identity) {
        if (identity instanceof Identity.None none) {
            return "none, calls from " + none.address();
        } else if (identity instanceof Identity.Psk psk) {
            return "PSK " + psk.identity();
        } else if (identity instanceof Identity.Certificate certificate) {
            var name = certificate.name().isEmpty() ? "" : " " + certificate.name();
            return "certificate" + name + tail(certificate.fingerprint());
        } else if (identity instanceof Identity.Oscore oscore) {
            return "OSCORE " + oscore.sender().hex();
        } else if (identity instanceof Identity.Broker broker) {
            return "broker, as " + broker.endpoint();
        } else if (identity instanceof Identity.RawPublicKey key) {
            // It begins with what kind of key it is, the same for all of them.
            return "raw public key …" + last(key.key());
        }
        return "";
    }

    private static String tail(Bytes fingerprint) {
        return fingerprint.size() == 0
                ? ""
                : " " + fingerprint.hex().substring(0, Math.min(DIGITS, (int) fingerprint.size() * 2)) + "…";
    }

    private static String last(Bytes key) {
        var hex = key.hex();
        return hex.substring(Math.max(0, hex.length() - DIGITS));
    }
}
