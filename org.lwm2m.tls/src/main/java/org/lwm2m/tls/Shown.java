package org.lwm2m.tls;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.alert.Alert;
import org.lwm2m.tls.key.Keys;
import org.lwm2m.tls.key.Purpose;

/** What both checks ask of certificates that a peer shows, and how they refuse them. */
final class Shown {

    private static final int LONGEST = 10;

    private Shown() {}

    static X509Certificate first(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw refused(Alert.BAD_CERTIFICATE, "it showed no certificate");
        }
        if (chain.size() > LONGEST) {
            throw refused(Alert.BAD_CERTIFICATE, "a chain of " + chain.size() + "; at most " + LONGEST + " are read");
        }
        return chain.get(0);
    }

    static void requireValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            throw time(
                    certificate, "has expired at " + certificate.getNotAfter().toInstant(), now);
        } catch (CertificateNotYetValidException e) {
            throw time(
                    certificate,
                    "is not valid before " + certificate.getNotBefore().toInstant(),
                    now);
        }
    }

    /** Transport 1.2, 5.2.8: curves of less than 255 bits must not be used. */
    static void requireStrong(X509Certificate certificate) {
        try {
            Keys.requireStrong(certificate.getPublicKey());
        } catch (IllegalArgumentException e) {
            throw refused(Alert.UNSUPPORTED_CERTIFICATE, "its key is too weak: " + e.getMessage());
        }
    }

    static void requireFor(Purpose purpose, X509Certificate certificate) {
        purpose.objection(certificate).ifPresent(why -> {
            throw refused(Alert.UNSUPPORTED_CERTIFICATE, why);
        });
    }

    static Identity.Certificate identity(X509Certificate certificate) {
        var fingerprint = Keys.fingerprint(certificate);
        return new Identity.Certificate(
                Names.common(certificate).orElse(""), Names.alternatives(certificate), fingerprint);
    }

    static String names(List<X509Certificate> path) {
        return path.stream()
                .map(each -> "\"" + each.getSubjectX500Principal() + "\"")
                .collect(Collectors.joining(" by "));
    }

    static LwM2mException refused(Alert alert, String why) {
        return new LwM2mException(why, alert.number());
    }

    private static LwM2mException time(X509Certificate certificate, String what, Instant now) {
        return refused(
                Alert.CERTIFICATE_EXPIRED,
                "\"" + certificate.getSubjectX500Principal() + "\" " + what + ", now is " + now);
    }
}
