package org.lwm2m.bootstrap.plan;

import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.tls.key.Certificates;
import org.lwm2m.tls.key.Keys;

/** Keys and certificates as the Security object has them, of whatever form a file has. */
final class KeyForms {

    private static final int LONGEST_KEY = 1024;

    private KeyForms() {}

    /** A pre-shared key: octets, or a file of their digits. */
    static Bytes shared(Bytes bytes) {
        if (bytes.size() == 0 || bytes.size() > LONGEST_KEY) {
            throw new IllegalArgumentException("has to have 1 to " + LONGEST_KEY + " octets");
        }
        return bytes;
    }

    /** A file of a key that is no more than octets is text. */
    static Bytes digits(Bytes file) {
        return shared(Material.octets(file.utf8()));
    }

    static Bytes publicKey(Bytes bytes) {
        return named(() -> Bytes.wrap(Keys.readPublic(bytes).getEncoded()));
    }

    static Bytes privateKey(Bytes bytes) {
        return named(() -> Bytes.wrap(Keys.readPrivate(bytes).getEncoded()));
    }

    /** DER, of a chain one after the other. */
    static Bytes certificates(Bytes bytes) {
        return named(() -> {
            var der = new ByteArrayOutputStream();
            for (var each : Certificates.read(bytes)) {
                try {
                    der.writeBytes(each.getEncoded());
                } catch (CertificateEncodingException e) {
                    throw new IllegalArgumentException("a certificate that can't be encoded", e);
                }
            }
            return Bytes.wrap(der.toByteArray());
        });
    }

    /** The server's certificate or, for some, its public key. */
    static Bytes certificateOrKey(Bytes bytes) {
        try {
            return certificates(bytes);
        } catch (IllegalArgumentException e) {
            return publicKey(bytes);
        }
    }

    private static Bytes named(Supplier<Bytes> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no good: " + e.getMessage(), e);
        }
    }
}
