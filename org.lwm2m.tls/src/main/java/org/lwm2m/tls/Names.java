package org.lwm2m.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** The names that a certificate has. One that can't be read has none. */
final class Names {

    static final int DNS = 2;
    static final int URI = 6;
    static final int IP = 7;

    private Names() {}

    /** The common name, the most specific one if there are several. */
    static Optional<String> common(X509Certificate certificate) {
        try {
            var parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
            for (var i = parts.size() - 1; i >= 0; i--) {
                var value = parts.get(i).toAttributes().get("CN");
                if (value != null && value.get() instanceof String text) {
                    return Optional.of(text);
                }
            }
        } catch (InvalidNameException e) {
            return Optional.empty();
        } catch (javax.naming.NamingException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** DNS and URI names. */
    static List<String> alternatives(X509Certificate certificate) {
        var all = new ArrayList<>(of(certificate, DNS));
        all.addAll(of(certificate, URI));
        return List.copyOf(all);
    }

    /** Subject alternative names of one kind, by the number of its tag (RFC 5280, 4.2.1.6). */
    static List<String> of(X509Certificate certificate, int kind) {
        var found = new ArrayList<String>();
        for (var each : all(certificate)) {
            if (each.get(0).equals(kind) && each.get(1) instanceof String text) {
                found.add(text);
            }
        }
        return found;
    }

    private static Collection<List<?>> all(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
