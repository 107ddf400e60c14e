package org.lwm2m.tls.key;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** What a certificate has to be for: its key usage and extended key usage, if it has them (RFC 5280, 4.2.1). */
public enum Purpose {
    SERVER("1.3.6.1.5.5.7.3.1"),
    CLIENT("1.3.6.1.5.5.7.3.2");

    private static final String ANY = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private final String identifier;

    Purpose(String identifier) {
        this.identifier = identifier;
    }

    /** What speaks against using a certificate for this; empty if nothing does. */
    public Optional<String> objection(X509Certificate certificate) {
        var usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            return Optional.of("its key usage has no digitalSignature");
        }
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage())
                    .filter(each -> !each.contains(identifier) && !each.contains(ANY))
                    .map(each -> "its extended key usage does not name " + (this == SERVER ? "servers" : "clients"));
        } catch (CertificateParsingException e) {
            return Optional.of("its extended key usage can't be read");
        }
    }
}
