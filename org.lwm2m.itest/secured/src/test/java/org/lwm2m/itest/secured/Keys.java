package org.lwm2m.itest.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Matching;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Pem;

/** Fresh keys of a server and of a client, as both have them, and as files for programs. */
final class Keys {

    static final String IDENTITY = "one";
    /** In letters, as some programs take no other. */
    static final String SECRET = "sixteen letters!";

    static final Credentials PSK = new Credentials.PreSharedKey(IDENTITY, new Secret(Bytes.utf8(SECRET)));
    static final String HEX = Bytes.utf8(SECRET).hex();

    final KeyPair server;
    final KeyPair client;
    final TrialAuthority authority;
    final X509Certificate serverCertificate;
    final X509Certificate clientCertificate;
    private final Path folder;

    Keys(Path folder) throws GeneralSecurityException, IOException {
        this.folder = folder;
        server = Printed.keys(TrialAuthority.keyPair());
        client = Printed.keys(TrialAuthority.keyPair());
        authority = TrialAuthority.root("CN=authority", Instant.now());
        var names = List.of("dns:server.example", "ip:127.0.0.1");
        serverCertificate = authority.issue(
                "CN=server.example", server.getPublic(), Instant.now(), new Extensions(false, List.of(), names));
        clientCertificate = authority.issue(
                "CN=urn:dev:1", client.getPublic(), Instant.now(), new Extensions(false, List.of(), List.of()));
        write(
                "authority.pem",
                new Pem("CERTIFICATE", Bytes.wrap(authority.certificate().getEncoded())));
        write("server.pem", new Pem("CERTIFICATE", Bytes.wrap(serverCertificate.getEncoded())));
        write(
                "server.key",
                new Pem("PRIVATE KEY", Bytes.wrap(server.getPrivate().getEncoded())));
        write("server.pub", new Pem("PUBLIC KEY", Bytes.wrap(server.getPublic().getEncoded())));
        write("client.pem", new Pem("CERTIFICATE", Bytes.wrap(clientCertificate.getEncoded())));
        write(
                "client.key",
                new Pem("PRIVATE KEY", Bytes.wrap(client.getPrivate().getEncoded())));
        write("client.pub", new Pem("PUBLIC KEY", Bytes.wrap(client.getPublic().getEncoded())));
    }

    private void write(String name, Pem pem) throws IOException {
        Files.writeString(folder.resolve(name), pem.text());
    }

    /** One of {@code authority.pem}, {@code server.pem}, {@code server.key}, {@code server.pub} and the client's. */
    String file(String name) {
        return folder.resolve(name).toString();
    }

    List<Credentials> ofServer() {
        return List.of(
                new Credentials.RawPublicKey(server.getPublic(), server.getPrivate(), Optional.empty()),
                new Credentials.Certificates(
                        List.of(serverCertificate),
                        server.getPrivate(),
                        Usage.DOMAIN_ISSUED,
                        Matching.EXACT,
                        Bytes.EMPTY,
                        List.of(authority.certificate())));
    }

    /** Expects exactly the server's certificate. */
    Credentials ofClient() throws GeneralSecurityException {
        return new Credentials.Certificates(
                List.of(clientCertificate),
                client.getPrivate(),
                Usage.DOMAIN_ISSUED,
                Matching.EXACT,
                Bytes.wrap(serverCertificate.getEncoded()),
                List.of());
    }

    Identity rawPublicKey() {
        return new Identity.RawPublicKey(Bytes.wrap(client.getPublic().getEncoded()));
    }
}
