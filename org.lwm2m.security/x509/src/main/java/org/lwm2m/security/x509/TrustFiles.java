package org.lwm2m.security.x509;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.tls.key.KeyFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a key of the configuration names; what can't be read is named in the log with the key, and left out. */
final class TrustFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TrustFiles.class);

    private TrustFiles() {}

    static List<X509Certificate> certificates(String key, String[] places, String password) {
        var all = new ArrayList<X509Certificate>();
        for (var place : places) {
            for (var one : place.split(",")) {
                if (!one.isBlank()) {
                    all.addAll(certificates(key, one.strip(), password));
                }
            }
        }
        return List.copyOf(all);
    }

    private static List<X509Certificate> certificates(String key, String place, String password) {
        try {
            return KeyFiles.certificates(Path.of(place), password);
        } catch (InvalidPathException e) {
            LOG.error("{}: {}: no file name: {}", CertificateConfiguration.PID, key, e.getReason());
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}: {}; nothing of it is trusted", CertificateConfiguration.PID, key, e.getMessage());
        }
        return List.of();
    }
}
