package org.lwm2m.tls.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.lwm2m.api.Bytes;

/**
 * Reads public keys (SubjectPublicKeyInfo, RFC 7250) and private keys (OneAsymmetricKey or PKCS #8, RFC 5958; SEC 1, RFC
 * 5915), in DER or PEM. What can't be read fails with {@link IllegalArgumentException}, which tells nothing of the key.
 */
public final class Keys {

    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final byte[] EC = Der.identifier("1.2.840.10045.2.1");
    private static final long LARGEST = 1 << 16;

    private Keys() {}

    /** @throws IllegalArgumentException also if it is too weak: a curve of less than 255 bits, RSA of less than 2048 */
    public static PublicKey readPublic(Bytes bytes) {
        var der = block(bytes, "PUBLIC KEY");
        for (var algorithm : ALGORITHMS) {
            try {
                var key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
                requireStrong(key);
                return key;
            } catch (GeneralSecurityException e) {
                // Of another algorithm, or of none.
            }
        }
        throw new IllegalArgumentException("not a public key as SubjectPublicKeyInfo, of EC or RSA");
    }

    /** @throws IllegalArgumentException also if it is too weak */
    public static PrivateKey readPrivate(Bytes bytes) {
        var der = block(bytes, "PRIVATE KEY");
        var key = privateKey(new PKCS8EncodedKeySpec(version(der) == 1 && isSec1(der) ? wrapped(der) : der));
        requireStrong(key);
        return key;
    }

    /** Whether one is the other's other half: what the private key signs, the public one verifies. */
    public static boolean belong(PublicKey open, PrivateKey secret) {
        try {
            var signature = Signature.getInstance(signatureOf(secret));
            var words = Der.identifier("1.2.840.10045.2.1");
            signature.initSign(secret);
            signature.update(words);
            var signed = signature.sign();
            signature.initVerify(open);
            signature.update(words);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The SHA-256 of a certificate, by which a caller's is told from others. */
    public static Bytes fingerprint(X509Certificate certificate) {
        try {
            return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it has no encoding", e);
        }
    }

    /** The name of the signature algorithm that goes with a key, with SHA-256 where it takes a hash. */
    public static String signatureOf(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }

    /**
     * Core and Transport 1.2, 5.2.8: curves of less than 255 bits must not be used.
     *
     * @throws IllegalArgumentException if it is too weak
     */
    public static void requireStrong(java.security.Key key) {
        if (key instanceof ECKey ec && ec.getParams().getOrder().bitLength() < 255) {
            throw new IllegalArgumentException("a curve of "
                    + ec.getParams().getOrder().bitLength() + " bits; at least 255 are needed, such as secp256r1 has");
        }
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < 2048) {
            throw new IllegalArgumentException(
                    "an RSA key of " + rsa.getModulus().bitLength() + " bits; at least 2048 are needed");
        }
    }

    private static PrivateKey privateKey(KeySpec spec) {
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                // Of another algorithm, or of none.
            }
        }
        throw new IllegalArgumentException("not a private key as PKCS #8 (OneAsymmetricKey), of EC or RSA");
    }

    /** A SEC 1 key in the shell of PKCS #8; the curve that it names moves outside. */
    private static byte[] wrapped(byte[] sec1) {
        var fields = new DerReader(new DerReader(sec1).next(0x30));
        fields.next(0x02);
        fields.next(0x04);
        var curve = fields.optional(0xa0).orElseThrow(() -> new IllegalArgumentException("a key without its curve"));
        return Der.sequence(Der.integer(0), Der.sequence(EC, curve), Der.octets(sec1));
    }

    private static int version(byte[] der) {
        var version = new DerReader(new DerReader(der).next(0x30)).next(0x02);
        return version.length == 1 ? version[0] : -1;
    }

    /** Version 1 is SEC 1 or OneAsymmetricKey with its public key: what follows tells. */
    private static boolean isSec1(byte[] der) {
        var fields = new DerReader(new DerReader(der).next(0x30));
        fields.next(0x02);
        return fields.optional(0x04).isPresent();
    }

    private static byte[] block(Bytes bytes, String label) {
        if (bytes.size() == 0 || bytes.size() > LARGEST) {
            throw new IllegalArgumentException(bytes.size() == 0 ? "nothing there" : bytes + " are too many for a key");
        }
        if (!Pem.is(bytes)) {
            return bytes.array();
        }
        return Pem.all(bytes).stream()
                .filter(each -> each.label().endsWith(label))
                .findFirst()
                .map(Keys::unlocked)
                .orElseThrow(() -> new IllegalArgumentException("no " + label + " in the PEM file"));
    }

    private static byte[] unlocked(Pem block) {
        if (block.label().startsWith("ENCRYPTED")) {
            throw new IllegalArgumentException("the key is under a password; take that off, or use a Java keystore");
        }
        return block.der().array();
    }
}
