package org.lwm2m.itest.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.CertificateDraft;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Pem;

/** Files of keys and certificates, good and bad ones, of an authority that is trusted and of one that is not. */
final class Pki {

    /** The common name of each server, whatever else is wrong with it. */
    static final String SERVER = "lwm2m.example.com";

    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final Instant now = Instant.now();
    private final TrialAuthority trusted = TrialAuthority.root("CN=trusted", now);
    private final TrialAuthority stranger = TrialAuthority.root("CN=stranger", now);

    private Pki(Path folder) throws GeneralSecurityException {
        this.folder = folder;
    }

    static Path make(Path folder) throws GeneralSecurityException, IOException {
        new Pki(Files.createDirectories(folder)).make();
        return folder;
    }

    private void make() throws GeneralSecurityException, IOException {
        pem("trusted.pem", "CERTIFICATE", trusted.certificate().getEncoded());
        pem("stranger.pem", "CERTIFICATE", stranger.certificate().getEncoded());
        all("server", SERVER, Extensions.SERVER, Extensions.CLIENT);
        issue("server-named", trusted, "other.example.com", Extensions.SERVER, 1);
        for (var endpoint : List.of("gateway", "another", "x509-1", "x509-2", "rpk-1", "rpk-2")) {
            all(endpoint, endpoint, Extensions.CLIENT, Extensions.SERVER);
        }
    }

    /** One that is good, and those that have something wrong. */
    private void all(String name, String subject, String purpose, String other)
            throws GeneralSecurityException, IOException {
        issue(name, trusted, subject, purpose, 1);
        issue(name + "-expired", trusted, subject, purpose, -1);
        issue(name + "-early", trusted, subject, purpose, 2);
        issue(name + "-stranger", stranger, subject, purpose, 1);
        issue(name + "-purpose", trusted, subject, other, 1);
    }

    /** @param days until when it is good; it is so from two days before */
    private void issue(String name, TrialAuthority authority, String subject, String purpose, int days)
            throws GeneralSecurityException, IOException {
        var keys = Printed.keys(TrialAuthority.keyPair());
        var until = now.plus(DAY.multipliedBy(days == 2 ? 30 : days));
        var from = days == 2 ? now.plus(DAY) : now.minus(DAY.multipliedBy(2));
        var extensions = new Extensions(false, List.of(purpose), List.of("dns:" + subject));
        write(
                name,
                keys,
                authority.issue(new CertificateDraft("CN=" + subject, keys.getPublic(), from, until, extensions)));
    }

    private void write(String name, KeyPair keys, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        pem(name + ".pem", "CERTIFICATE", certificate.getEncoded());
        pem(name + ".key", "PRIVATE KEY", keys.getPrivate().getEncoded());
        pem(name + ".public", "PUBLIC KEY", keys.getPublic().getEncoded());
    }

    private void pem(String file, String label, byte[] der) throws IOException {
        Files.writeString(folder.resolve(file), new Pem(label, Bytes.wrap(der)).text());
    }
}
