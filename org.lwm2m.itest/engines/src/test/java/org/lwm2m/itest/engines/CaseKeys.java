package org.lwm2m.itest.engines;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;

/** What protects a client's calls in the cases of the OMA test specification, on both sides. */
enum CaseKeys {
    /** 106 over TCP. */
    NOSEC(3),
    /** 2 and 402, over TCP 404. */
    CERTIFICATE(2),
    /** 405, over TCP. */
    OSCORE(3),
    /** 1 and 401, over TCP 406. */
    PSK(0);

    private final int mode;
    private final Issued server = new Issued("CN=server");
    private final Issued client = new Issued("CN=urn:dev:wired");

    CaseKeys(int mode) {
        this.mode = mode;
    }

    /** A key pair with a certificate of an authority of its own. */
    private static final class Issued {

        final KeyPair key;
        final X509Certificate certificate;
        final X509Certificate authority;

        Issued(String name) {
            try {
                key = TrialAuthority.keyPair();
                var root = TrialAuthority.root("CN=authority of " + name, Instant.now());
                authority = root.certificate();
                certificate =
                        root.issue(name, key.getPublic(), Instant.now(), new Extensions(false, List.of(), List.of()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        Bytes der() {
            try {
                return Bytes.wrap(certificate.getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    String here() {
        return (mode == 3 ? "coap" : "coaps") + "://127.0.0.1:0";
    }

    String overTcp() {
        return here().replace(":/", "+tcp:/");
    }

    /** The Security object's instance of a server. */
    List<Entry> account(String uri, boolean bootstrap, String identity) {
        var path = Path.of(0, 0);
        var account = new ArrayList<>(List.of(
                Entry.of(path.child(0), new Value.Text(uri)),
                Entry.of(path.child(1), new Value.Flag(bootstrap)),
                Entry.of(path.child(2), new Value.Int(mode))));
        if (this == PSK) {
            account.add(Entry.of(path.child(3), new Value.Opaque(Bytes.utf8(identity))));
            account.add(Entry.of(path.child(5), new Value.Opaque(secret(identity))));
        } else if (this == CERTIFICATE) {
            account.add(Entry.of(path.child(3), new Value.Opaque(client.der())));
            account.add(Entry.of(path.child(4), new Value.Opaque(server.der())));
            var key = Bytes.wrap(client.key.getPrivate().getEncoded());
            account.add(Entry.of(path.child(5), new Value.Opaque(key)));
        } else if (this == OSCORE) {
            account.add(Entry.of(path.child(17), new Value.ObjectLink(21, bootstrap ? 0 : 1)));
        }
        return account;
    }

    /** The instance of the OSCORE object that the account links, if it does. */
    List<Entry> context(int instance, String identity) {
        var path = Path.of(21, instance);
        return this == OSCORE
                ? List.of(
                        Entry.of(path.child(0), new Value.Opaque(secret(identity))),
                        Entry.of(path.child(1), new Value.Opaque(sender(identity))),
                        Entry.of(path.child(2), new Value.Opaque(Bytes.utf8(identity))))
                : List.of();
    }

    private static Bytes sender(String identity) {
        return Bytes.utf8("c" + identity);
    }

    Identity identity(String identity) {
        return switch (this) {
            case NOSEC -> new Identity.None("127.0.0.1");
            case PSK -> new Identity.Psk(identity);
            case OSCORE -> new Identity.Oscore(sender(identity), Bytes.EMPTY);
            case CERTIFICATE ->
                new Identity.Certificate(
                        "urn:dev:wired", List.of(), org.lwm2m.tls.key.Keys.fingerprint(client.certificate));
        };
    }

    CredentialStore store(String identity, String endpoint) {
        var proof =
                switch (this) {
                    case NOSEC -> Credentials.NONE;
                    case PSK -> new Credentials.PreSharedKey(identity, new Secret(secret(identity)));
                    case CERTIFICATE -> Credentials.POSSESSION;
                    case OSCORE ->
                        new Credentials.Oscore(
                                new Secret(secret(identity)),
                                Bytes.EMPTY,
                                Bytes.utf8(identity),
                                sender(identity),
                                Bytes.EMPTY,
                                10,
                                5,
                                Credentials.NONE);
                };
        return new CredentialStore() {

            @Override
            public CompletionStage<Optional<Caller>> find(Identity claimed) {
                return CompletableFuture.completedFuture(Optional.of(claimed)
                        .filter(identity(identity)::equals)
                        .map(known -> new Caller(proof, List.of(endpoint))));
            }

            @Override
            public List<Credentials> own() {
                return CaseKeys.this == CERTIFICATE
                        ? List.of(new Credentials.Certificates(
                                List.of(server.certificate),
                                server.key.getPrivate(),
                                Credentials.Usage.DOMAIN_ISSUED,
                                Credentials.Matching.EXACT,
                                Bytes.EMPTY,
                                List.of(client.authority)))
                        : List.of();
            }
        };
    }

    private static Bytes secret(String identity) {
        return Bytes.utf8((identity + "................").substring(0, 16));
    }
}
