package org.lwm2m.tls.issue;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An authority for trials and tests: its key lives as long as it does, and it asks nobody who they are. */
public final class TrialAuthority {

    private static final Duration YEAR = Duration.ofDays(365);

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TrialAuthority(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** One that answers to nobody; good from a day ago for ten years. */
    public static TrialAuthority root(String name, Instant now) throws GeneralSecurityException {
        var keys = keyPair();
        var draft = new CertificateDraft(
                name,
                keys.getPublic(),
                now.minus(Duration.ofDays(1)),
                now.plus(YEAR.multipliedBy(10)),
                new Extensions(true, List.of(), List.of()));
        return new TrialAuthority(keys, draft.selfSigned(keys.getPrivate()));
    }

    /** One that this one vouches for. */
    public TrialAuthority below(String name, Instant from, Instant until) throws GeneralSecurityException {
        var its = keyPair();
        var draft =
                new CertificateDraft(name, its.getPublic(), from, until, new Extensions(true, List.of(), List.of()));
        return new TrialAuthority(its, issue(draft));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509Certificate issue(CertificateDraft draft) throws GeneralSecurityException {
        return draft.issuedBy(certificate, keys.getPrivate());
    }

    /** For a server or a client; good from a day ago for a year. */
    public X509Certificate issue(String name, PublicKey key, Instant now, Extensions extensions)
            throws GeneralSecurityException {
        return issue(new CertificateDraft(name, key, now.minus(Duration.ofDays(1)), now.plus(YEAR), extensions));
    }

    /** A fresh key on secp256r1, the curve that everybody has (Transport 1.2, 5.2.8). */
    public static KeyPair keyPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
