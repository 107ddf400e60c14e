package org.lwm2m.server.profile;

import java.util.HexFormat;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;

/**
 * Whose word it is what a profile id stands for: an endpoint, as it proved to be that. An address is no part of it, as
 * a client keeps its profiles where it moves.
 *
 * @param proof how it proved so, empty if it did not
 */
public record Teacher(String endpoint, String proof) {

    public static Teacher of(String endpoint, Identity identity) {
        return new Teacher(endpoint, proof(identity));
    }

    boolean proved() {
        return !proof.isEmpty();
    }

    private static String proof(Identity identity) {
        if (identity instanceof Identity.Psk psk) {
            return "psk " + psk.identity();
        } else if (identity instanceof Identity.RawPublicKey rpk) {
            return "rpk " + hex(rpk.key());
        } else if (identity instanceof Identity.Certificate certificate) {
            return "x509 " + certificate.name();
        } else if (identity instanceof Identity.Oscore oscore) {
            return "oscore " + hex(oscore.sender()) + " " + hex(oscore.context());
        } else if (identity instanceof Identity.Broker broker) {
            return "broker " + broker.endpoint();
        }
        return "";
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.array());
    }
}
