package org.lwm2m.tls.key;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Bytes;

/** Reads certificates: PEM with any number of them (SEC-21), or DER, one after the other. */
public final class Certificates {

    /** A chain on any wire is far smaller, a trust store in a file is not larger. */
    private static final long LARGEST = 1 << 20;

    private Certificates() {}

    /**
     * All in order; blocks of PEM that are no certificates are passed over.
     *
     * @throws IllegalArgumentException if there is none, or one can't be read: which and why
     */
    public static List<X509Certificate> read(Bytes bytes) {
        if (bytes.size() == 0 || bytes.size() > LARGEST) {
            throw new IllegalArgumentException(
                    bytes.size() == 0 ? "nothing there" : bytes + " are too many for certificates");
        }
        var found = Pem.is(bytes) ? ofPem(bytes) : ofDer(bytes.array());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no certificate in it");
        }
        return List.copyOf(found);
    }

    private static List<X509Certificate> ofPem(Bytes bytes) {
        var found = new ArrayList<X509Certificate>();
        for (var block : Pem.all(bytes)) {
            if (block.label().endsWith("CERTIFICATE") && !block.label().contains("REQUEST")) {
                found.add(certificate(found.size() + 1, block.der().array()));
            }
        }
        return found;
    }

    private static List<X509Certificate> ofDer(byte[] bytes) {
        var found = new ArrayList<X509Certificate>();
        var reader = new DerReader(bytes);
        while (reader.more()) {
            found.add(certificate(found.size() + 1, Der.sequence(reader.next(0x30))));
        }
        return found;
    }

    private static X509Certificate certificate(int nth, byte[] der) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("certificate " + nth + " can't be read: " + e.getMessage(), e);
        }
    }
}
