package org.lwm2m.security.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.testing.Printed;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Pem;

class ServerCertificatesTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"cn,dev-1", "san,urn:dev:1 dev.example.com", "both,dev-1 urn:dev:1 dev.example.com", "none,", "all,"})
    void letsACertificateRegisterTheNamesThatItHas(String names, String expected) {
        var store = new ServerCertificates(Settings.none().with(names));
        var who = new Identity.Certificate("dev-1", List.of("urn:dev:1", "dev.example.com"), Bytes.hex("00"));
        var endpoints = expected == null ? List.<Caller>of() : List.of(caller(expected.split(" ")));
        assertEquals(endpoints, find(store, who));
    }

    @Test
    void knowsNobodyWhoseCertificateNamesNobody() {
        var store = new ServerCertificates(Settings.none());
        assertEquals(List.of(), find(store, new Identity.Certificate("", List.of("urn:dev:1"), Bytes.hex("00"))));
        assertEquals(List.of(), find(store, new Identity.Psk("dev-1")));
        assertEquals(List.of(), store.own());
    }

    @Test
    void showsAChainFromFilesAndFromAKeystore() throws Exception {
        var root = TrialAuthority.root("CN=Root", NOW);
        var keys = Printed.keys(TrialAuthority.keyPair());
        var leaf = root.issue(
                "CN=server", keys.getPublic(), NOW, new Extensions(false, List.of(Extensions.SERVER), List.of()));
        var chain = pem("CERTIFICATE", leaf.getEncoded())
                + pem("CERTIFICATE", root.certificate().getEncoded());
        var secret = pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        var one = write("server.pem", secret + chain);
        var keystore = keystore(keys, leaf, root.certificate());
        for (var settings : List.of(
                server(one, "", one),
                server(write("chain.pem", chain), write("key.pem", secret), one),
                server(keystore, "", keystore))) {
            var own = (Credentials.Certificates)
                    new ServerCertificates(settings).own().get(0);
            assertEquals(List.of(leaf, root.certificate()), own.chain());
            assertEquals(true, own.anchors().contains(leaf));
        }
    }

    @Test
    void showsNoneWhereSomethingIsWrong() throws Exception {
        var keys = Printed.keys(TrialAuthority.keyPair());
        var root = TrialAuthority.root("CN=Root", NOW);
        var chain = write("chain.pem", pem("CERTIFICATE", root.certificate().getEncoded()));
        var other = write("key.pem", pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        assertEquals(List.of(), new ServerCertificates(server(chain, other, "")).own());
        assertEquals(List.of(), new ServerCertificates(server(folder + "/none.p12", "", "")).own());
        assertEquals(List.of(), new ServerCertificates(server(chain, folder + "/none", "")).own());
    }

    private static List<Caller> find(ServerCertificates store, Identity who) {
        return store.find(who).toCompletableFuture().join().stream().toList();
    }

    private static Caller caller(String... endpoints) {
        return new Caller(Credentials.POSSESSION, List.of(endpoints));
    }

    private static Settings server(String certificate, String key, String trust) {
        return new Settings(new String[0], certificate, key, new String[] {trust}, "cn");
    }

    private String keystore(KeyPair keys, X509Certificate... chain) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), "changeit".toCharArray(), (Certificate[]) chain);
        var file = folder.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file.toString();
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String pem(String label, byte[] der) {
        return new Pem(label, Bytes.wrap(der)).text();
    }
}
