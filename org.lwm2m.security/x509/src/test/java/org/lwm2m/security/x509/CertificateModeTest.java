package org.lwm2m.security.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Matching;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.testing.Printed;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.SecurityModeContract;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Pem;

class CertificateModeTest extends SecurityModeContract {

    private static final String SERVER = "coaps://server.example.com";
    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    private final TrialAuthority root = TrialAuthority.root("CN=Root", NOW);
    private final KeyPair keys = Printed.keys(TrialAuthority.keyPair());
    private final X509Certificate ours =
            root.issue("CN=dev", keys.getPublic(), NOW, new Extensions(false, List.of(Extensions.CLIENT), List.of()));
    private final Bytes own = Bytes.wrap(ours.getEncoded());
    private final Bytes secret = Bytes.wrap(keys.getPrivate().getEncoded());
    private final Bytes anchor = Bytes.wrap(root.certificate().getEncoded());

    CertificateModeTest() throws GeneralSecurityException {}

    @BeforeEach
    void keepsATrustStore() throws Exception {
        Files.write(folder.resolve("root.der"), anchor.array());
        Files.writeString(folder.resolve("root.pem"), pem(anchor));
    }

    @Override
    protected SecurityMode mode() {
        return new CertificateMode(Settings.trusting(folder));
    }

    @Override
    protected List<SecurityAccount> sufficient() {
        return List.of(
                account(own, anchor, secret),
                account(Bytes.utf8(pem(own) + pem(anchor)), Bytes.utf8(pem(anchor)), secret, number(15, 0)),
                account(own, Bytes.wrap(root.certificate().getPublicKey().getEncoded()), secret, number(15, 2)),
                account(own, Bytes.wrap(new byte[32]), secret, number(13, 1)),
                account(own, Bytes.wrap(new byte[48]), secret, number(13, 2)),
                account(own, Bytes.wrap(new byte[64]), secret, number(13, 3), number(15, 1)));
    }

    @Override
    protected List<SecurityAccount> insufficient() {
        return List.of(
                account(Bytes.EMPTY, anchor, secret),
                account(own, Bytes.EMPTY, secret),
                account(own, anchor, Bytes.EMPTY),
                account(Bytes.utf8("rubbish"), anchor, secret),
                account(own, Bytes.utf8("rubbish"), secret),
                account(own, anchor, Bytes.utf8("rubbish")),
                account(anchor, anchor, secret),
                account(own, anchor, secret, number(13, 1)),
                account(own, anchor, secret, number(13, 4)),
                account(own, anchor, secret, number(15, 4)));
    }

    @Test
    void namesTheResourceThatIsWrong() {
        var named = List.of(3, 4, 5, 3, 4, 5, 5, 4, 13, 15);
        for (var i = 0; i < named.size(); i++) {
            var words = refusal(mode(), insufficient().get(i));
            assertTrue(words.contains("resource " + named.get(i) + " "), words);
        }
    }

    @Test
    void refusesACertificateThatIsForServersOnly() throws GeneralSecurityException {
        var wrong = root.issue(
                "CN=dev", keys.getPublic(), NOW, new Extensions(false, List.of(Extensions.SERVER), List.of()));
        var words = refusal(mode(), account(Bytes.wrap(wrong.getEncoded()), anchor, secret));
        assertTrue(words.contains("resource 3 ") && words.contains("extended key usage"), words);
    }

    @Test
    @Proves("SEC-21")
    void readsAChainInPem() {
        var made = made(mode(), sufficient().get(1));
        assertEquals(List.of(ours, root.certificate()), made.chain());
        assertEquals(Usage.CA_CONSTRAINT, made.usage());
        assertEquals(anchor, made.expected());
        assertEquals(2, made.anchors().size());
    }

    @Test
    void takesADomainIssuedCertificateForTheDefault() {
        var made = made(mode(), sufficient().get(0));
        assertEquals(Usage.DOMAIN_ISSUED, made.usage());
        assertEquals(Matching.EXACT, made.matching());
        assertEquals(List.of(), made.anchors());
    }

    @Test
    void needsATrustStoreForUsages0And1() {
        var without = new CertificateMode(Settings.trusting(folder.resolve("none")));
        for (var usage : List.of(0, 1)) {
            var words = refusal(without, account(own, anchor, secret, number(15, usage)));
            assertTrue(words.contains("resource 15 ") && words.contains("trust"), words);
        }
        made(without, account(own, anchor, secret, number(15, 2)));
    }

    private static Credentials.Certificates made(SecurityMode mode, SecurityAccount account) {
        var made = mode.credentials(account, Credentials.NONE).toCompletableFuture();
        return (Credentials.Certificates) made.join();
    }

    private static String refusal(SecurityMode mode, SecurityAccount account) {
        var asked = mode.credentials(account, Credentials.NONE).toCompletableFuture();
        return assertThrows(CompletionException.class, asked::join).getCause().getMessage();
    }

    private static Entry number(int resource, int value) {
        return Entry.of(org.lwm2m.api.Path.of(0, 0, resource), new Value.Unsigned(value));
    }

    private static String pem(Bytes der) {
        return new Pem("CERTIFICATE", der).text();
    }

    private static SecurityAccount account(Bytes own, Bytes server, Bytes key, Entry... more) {
        return new SecurityAccount(URI.create(SERVER), own, server, new Secret(key), List.of(more));
    }
}
