package org.lwm2m.tls.issue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.lwm2m.tls.key.Der;
import org.lwm2m.tls.key.Keys;

/**
 * What a certificate is to say, before an issuer signs it (RFC 5280, 4.1).
 *
 * @param subject such as {@code CN=urn:dev:1}
 */
public record CertificateDraft(
        X500Principal subject,
        PublicKey key,
        Instant from,
        Instant until,
        Optional<BigInteger> serial,
        Extensions extensions) {

    public CertificateDraft(String subject, PublicKey key, Instant from, Instant until, Extensions extensions) {
        this(new X500Principal(subject), key, from, until, Optional.empty(), extensions);
    }

    /** Signed by itself. */
    public X509Certificate selfSigned(PrivateKey secret) throws GeneralSecurityException {
        return signedBy(subject, secret);
    }

    /** Signed by an authority. */
    public X509Certificate issuedBy(X509Certificate issuer, PrivateKey secret) throws GeneralSecurityException {
        return signedBy(issuer.getSubjectX500Principal(), secret);
    }

    private X509Certificate signedBy(X500Principal issuer, PrivateKey secret) throws GeneralSecurityException {
        var body = Der.sequence(
                Der.of(0xa0, Der.integer(2)),
                Der.integer(serial.orElseGet(() -> new BigInteger(127, new SecureRandom()).setBit(126))),
                Signatures.algorithm(secret),
                issuer.getEncoded(),
                Der.sequence(Times.time(from), Times.time(until)),
                subject.getEncoded(),
                key.getEncoded(),
                Der.of(0xa3, extensions.encoded()));
        var der = Signatures.signed(body, secret);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** A request for a certificate with this subject, key and extensions (PKCS #10, RFC 2986); times don't matter. */
    public byte[] request(KeyPair keys) throws GeneralSecurityException {
        var wanted = Der.sequence(Der.identifier("1.2.840.113549.1.9.14"), Der.set(extensions.encoded()));
        var body = Der.sequence(
                Der.integer(0), subject.getEncoded(), keys.getPublic().getEncoded(), Der.of(0xa0, wanted));
        return Signatures.signed(body, keys.getPrivate());
    }

    /** How what is signed is put together. */
    private static final class Signatures {

        static byte[] signed(byte[] body, PrivateKey secret) throws GeneralSecurityException {
            var signature = Signature.getInstance(Keys.signatureOf(secret));
            signature.initSign(secret);
            signature.update(body);
            return Der.sequence(body, algorithm(secret), Der.bits(signature.sign()));
        }

        static byte[] algorithm(PrivateKey secret) {
            return switch (secret.getAlgorithm()) {
                case "EC" -> Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
                case "RSA" -> Der.sequence(Der.identifier("1.2.840.113549.1.1.11"), Der.of(0x05));
                default -> throw new IllegalArgumentException("can't sign with " + secret.getAlgorithm());
            };
        }
    }
}
