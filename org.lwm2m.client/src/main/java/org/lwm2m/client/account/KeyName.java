package org.lwm2m.client.account;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/** The name that the keys of an account show to its peer: what the peer may take for the endpoint name. */
final class KeyName {

    private static final long PSK = 0;
    private static final long X509 = 2;

    private KeyName() {}

    /** Of the outermost keys that prove something: OSCORE comes after DTLS, and is what a server goes by. */
    static Optional<String> of(AccountEntries entries, Path security, Optional<Path> oscore) {
        if (oscore.isPresent()) {
            return opaque(entries, oscore.get().child(1)).map(Bytes::utf8);
        }
        var mode = entries.number(security.child(2)).orElse(-1L);
        var shown = opaque(entries, security.child(3));
        return mode == PSK ? shown.map(Bytes::utf8) : mode == X509 ? shown.flatMap(KeyName::common) : Optional.empty();
    }

    private static Optional<Bytes> opaque(AccountEntries entries, Path path) {
        return entries.value(path)
                .filter(Value.Opaque.class::isInstance)
                .map(each -> ((Value.Opaque) each).value())
                .filter(each -> each.size() > 0);
    }

    /** The common name of a certificate; empty if it has none or is none. */
    private static Optional<String> common(Bytes certificate) {
        try {
            var read = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.array()));
            List<Rdn> parts = new LdapName(read.getSubjectX500Principal().getName()).getRdns();
            return parts.stream()
                    .filter(each -> each.getType().equalsIgnoreCase("CN"))
                    .map(each -> each.getValue().toString())
                    .reduce((first, last) -> last);
        } catch (CertificateException | InvalidNameException e) {
            return Optional.empty();
        }
    }
}
