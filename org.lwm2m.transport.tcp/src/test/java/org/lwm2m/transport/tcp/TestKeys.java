package org.lwm2m.transport.tcp;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Matching;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.api.security.Identity;
import org.lwm2m.testing.TransportKeys;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;

/** Fresh keys and certificates for a server and a client, as both have them. */
final class TestKeys {

    private static final Extensions NO_EXTENSIONS = new Extensions(false, List.of(), List.of());

    final KeyPair server;
    final KeyPair client;
    final TrialAuthority authority;
    final X509Certificate serverCertificate;
    final X509Certificate clientCertificate;

    TestKeys() {
        try {
            server = TrialAuthority.keyPair();
            client = TrialAuthority.keyPair();
            authority = TrialAuthority.root("CN=" + UUID.randomUUID(), Instant.now());
            serverCertificate = authority.issue("CN=server", server.getPublic(), Instant.now(), NO_EXTENSIONS);
            clientCertificate = authority.issue("CN=urn:dev:1", client.getPublic(), Instant.now(), NO_EXTENSIONS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another certificate for the client's key. */
    X509Certificate certificate(String name, Instant now) {
        try {
            return authority.issue(name, client.getPublic(), now, NO_EXTENSIONS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Credentials.RawPublicKey clientKey() {
        return new Credentials.RawPublicKey(client.getPublic(), client.getPrivate(), Optional.of(server.getPublic()));
    }

    Credentials.RawPublicKey serverKey() {
        return new Credentials.RawPublicKey(server.getPublic(), server.getPrivate(), Optional.empty());
    }

    Identity clientKeyIdentity() {
        return new Identity.RawPublicKey(Bytes.wrap(client.getPublic().getEncoded()));
    }

    /** Expects exactly the server's certificate. */
    Credentials.Certificates clientChain() {
        return chain(clientCertificate, Usage.DOMAIN_ISSUED, serverCertificate, List.of());
    }

    Credentials.Certificates serverChain() {
        return new Credentials.Certificates(
                List.of(serverCertificate),
                server.getPrivate(),
                Usage.DOMAIN_ISSUED,
                Matching.EXACT,
                Bytes.EMPTY,
                List.of(authority.certificate()));
    }

    Credentials.Certificates chain(
            X509Certificate ours, Usage usage, X509Certificate expected, List<X509Certificate> anchors) {
        try {
            return new Credentials.Certificates(
                    List.of(ours),
                    client.getPrivate(),
                    usage,
                    Matching.EXACT,
                    Bytes.wrap(expected.getEncoded()),
                    anchors);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TransportKeys certificates() {
        return new TransportKeys(
                clientChain(), Identity.Certificate.class::isInstance, Credentials.POSSESSION, List.of(serverChain()));
    }
}
