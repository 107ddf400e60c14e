package org.lwm2m.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.bench.load.Names;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Pem;

/** A folder of configuration that lets our server know the clients of some waves by their keys, and has a certificate. */
final class SecuredConf {

    /** The file of the server's certificate. */
    static final String CERTIFICATE = "server.pem";

    private static final int WAVES = 30;
    private static final int CLIENTS = Integer.getInteger("bench.clients", 1_000);

    private SecuredConf() {}

    static void write(Path folder) throws IOException {
        var keys = new StringBuilder();
        for (var wave = 1; wave <= WAVES; wave++) {
            for (var i = 0; i < CLIENTS; i++) {
                keys.append("psk endpoint=%s key=%s%n"
                        .formatted(Names.of(wave, i), Bytes.wrap(Names.key()).hex()));
            }
        }
        var file = Files.writeString(folder.resolve("keys"), keys);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        conf(folder, "org.lwm2m.security.keys", Map.of("file", file));
        try {
            var authority = TrialAuthority.root("CN=bench", Instant.now());
            var pair = TrialAuthority.keyPair();
            var certificate = authority.issue(
                    "CN=bench", pair.getPublic(), Instant.now(), new Extensions(false, List.of(), List.of()));
            var trusted = write(folder, "authority.pem", authority.certificate());
            var own = write(folder, CERTIFICATE, certificate);
            var secret = write(folder, pair);
            conf(
                    folder,
                    "org.lwm2m.security.x509",
                    Map.of("server.certificate", own, "server.key", secret, "server.trust", trusted));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    static void conf(Path folder, String pid, Map<String, ?> values) {
        var lines = new StringBuilder();
        values.forEach(
                (key, value) -> lines.append(key).append(" = ").append(value).append('\n'));
        try {
            Files.writeString(folder.resolve(pid + ".cfg"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path folder, String name, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        var pem = new Pem("CERTIFICATE", Bytes.wrap(certificate.getEncoded()));
        return Files.writeString(folder.resolve(name), pem.text());
    }

    private static Path write(Path folder, KeyPair pair) throws IOException {
        var pem = new Pem("PRIVATE KEY", Bytes.wrap(pair.getPrivate().getEncoded()));
        return Files.writeString(folder.resolve("server.key"), pem.text());
    }
}
