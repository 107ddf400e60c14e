package org.lwm2m.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials.Matching;
import org.lwm2m.tls.alert.Alert;
import org.lwm2m.tls.key.Certificates;
import org.lwm2m.tls.key.Keys;

/**
 * What resource 4 of the Security object holds in certificate mode: a certificate, or its public key alone, or a hash of
 * either (Transport 1.2, "Certificate Usage Field").
 */
record Expected(Matching matching, Bytes value) {

    boolean matches(X509Certificate certificate) {
        return is(encoded(certificate)) || is(certificate.getPublicKey().getEncoded());
    }

    /** The certificate that it is, if it is one. */
    List<X509Certificate> certificates() {
        if (matching != Matching.EXACT) {
            return List.of();
        }
        try {
            return Certificates.read(value);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** What counts as an anchor: any certificate shown or held that matches; if it is only a key, that key. */
    Set<TrustAnchor> anchors(List<X509Certificate> shown) {
        var matching = shown.stream().filter(this::matches).toList();
        var found = CertificatePath.anchors(matching.isEmpty() ? certificates() : matching);
        return found.isEmpty() ? keyAnchor(shown) : found;
    }

    private Set<TrustAnchor> keyAnchor(List<X509Certificate> shown) {
        if (matching != Matching.EXACT) {
            throw Shown.refused(
                    Alert.UNKNOWN_CA,
                    "none of what it showed has the hash in the account; for certificate usage 2 a server has to show"
                            + " its anchor too");
        }
        try {
            var key = Keys.readPublic(value);
            return shown.stream()
                    .map(each -> new TrustAnchor(each.getIssuerX500Principal(), key, null))
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw Shown.refused(
                    Alert.CERTIFICATE_UNKNOWN, "the account's resource 4 is neither a certificate nor a public key");
        }
    }

    private boolean is(byte[] other) {
        var compared =
                switch (matching) {
                    case EXACT -> other;
                    case SHA_256 -> hash("SHA-256", other);
                    case SHA_384 -> hash("SHA-384", other);
                    case SHA_512 -> hash("SHA-512", other);
                };
        return value.equals(Bytes.wrap(compared));
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
