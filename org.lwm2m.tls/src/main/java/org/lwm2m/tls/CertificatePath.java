package org.lwm2m.tls;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lwm2m.tls.alert.Alert;

/** The way from a peer's certificate to an anchor (RFC 5280, 6), found good by the JDK. It asks nobody on the network. */
final class CertificatePath {

    private final Set<TrustAnchor> anchors;
    private final List<X509Certificate> shown;

    CertificatePath(Set<TrustAnchor> anchors, List<X509Certificate> shown) {
        this.anchors = anchors;
        this.shown = shown;
    }

    /** One that is no authority by its basic constraints vouches for itself alone; it would otherwise sign for anyone. */
    static Set<TrustAnchor> anchors(List<X509Certificate> certificates) {
        return certificates.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet());
    }

    /** The whole path, the peer's certificate first, the anchor last if it is a certificate. */
    List<X509Certificate> validate(Instant now) {
        var leaf = shown.get(0);
        if (isAnchor(leaf)) {
            return List.of(leaf);
        }
        var path = upToAnchor(leaf);
        path.stream().skip(1).forEach(each -> Shown.requireValid(each, now));
        var whole = new ArrayList<>(path);
        anchor(path, now).map(TrustAnchor::getTrustedCert).ifPresent(whole::add);
        return whole;
    }

    /** Peers show roots that nobody needs, and some show the others in disorder. */
    private List<X509Certificate> upToAnchor(X509Certificate leaf) {
        var path = new ArrayList<X509Certificate>();
        var next = Optional.of(leaf);
        while (next.isPresent()) {
            path.add(next.get());
            next = issuer(next.get()).filter(each -> !path.contains(each) && !isAnchor(each));
        }
        return path;
    }

    private Optional<X509Certificate> issuer(X509Certificate of) {
        return shown.stream()
                .filter(each -> each.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
                .filter(each -> verifies(of, each.getPublicKey()))
                .findFirst();
    }

    private static boolean verifies(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isAnchor(X509Certificate certificate) {
        return anchors.stream().anyMatch(each -> certificate.equals(each.getTrustedCert()));
    }

    private Optional<TrustAnchor> anchor(List<X509Certificate> path, Instant now) {
        var authorities = anchors.stream().filter(CertificatePath::maySign).collect(Collectors.toSet());
        if (authorities.isEmpty()) {
            throw unknown(path);
        }
        try {
            var parameters = new PKIXParameters(authorities);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            var certificates = CertificateFactory.getInstance("X.509").generateCertPath(path);
            var result = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance("PKIX").validate(certificates, parameters);
            return Optional.of(result.getTrustAnchor());
        } catch (CertPathValidatorException e) {
            throw refused(path, e);
        } catch (GeneralSecurityException e) {
            throw Shown.refused(Alert.CERTIFICATE_UNKNOWN, "its path can't be checked: " + e.getMessage());
        }
    }

    /** An anchor that is only a key was chosen for this by the account itself. */
    private static boolean maySign(TrustAnchor anchor) {
        return anchor.getTrustedCert() == null || anchor.getTrustedCert().getBasicConstraints() >= 0;
    }

    private static RuntimeException refused(List<X509Certificate> path, CertPathValidatorException e) {
        if (e.getReason() == PKIXReason.NO_TRUST_ANCHOR) {
            return unknown(path);
        }
        return Shown.refused(
                alert(e.getReason()), "its path is not good: " + e.getMessage() + ": " + Shown.names(path));
    }

    private static RuntimeException unknown(List<X509Certificate> path) {
        var last = path.get(path.size() - 1).getIssuerX500Principal();
        return Shown.refused(Alert.UNKNOWN_CA, "no anchor for what \"" + last + "\" has issued");
    }

    private static Alert alert(CertPathValidatorException.Reason reason) {
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return Alert.CERTIFICATE_EXPIRED;
        }
        if (reason == BasicReason.INVALID_SIGNATURE) {
            return Alert.BAD_CERTIFICATE;
        }
        if (reason == PKIXReason.NAME_CHAINING || reason == PKIXReason.NOT_CA_CERT) {
            return Alert.UNKNOWN_CA;
        }
        return Alert.CERTIFICATE_UNKNOWN;
    }
}
