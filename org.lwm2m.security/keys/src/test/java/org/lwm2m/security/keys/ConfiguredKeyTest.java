package org.lwm2m.security.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Keys;
import org.lwm2m.tls.key.Pem;

class ConfiguredKeyTest {

    @TempDir
    Path folder;

    @Test
    void knowsAClientByItsKey() throws Exception {
        var expected = new Caller(
                new Credentials.PreSharedKey("me", new Secret(Bytes.hex("00ff"))), List.of("urn:dev:1", "urn:dev:2"));
        var endpoints = new String[] {"urn:dev:1", "urn:dev:2"};
        var file = Files.writeString(folder.resolve("key"), "base64:AP8=\n").toString();
        for (var key : List.of(
                Map.<String, Object>of(".key", "00ff"), Map.of(".key", "base64:AP8="), Map.of("key.file", (Object)
                        file))) {
            var properties = new java.util.HashMap<String, Object>(key);
            properties.putAll(Map.of("identity", "me", "endpoint", endpoints, "service.pid", "x"));
            assertEquals(Optional.of(expected), find(properties, new Identity.Psk("me")));
        }
    }

    @Test
    void knowsAClientByItsPublicKeyOrItsCertificate() throws Exception {
        var root = TrialAuthority.root("CN=dev", Instant.now()).certificate();
        var spki = Bytes.wrap(root.getPublicKey().getEncoded());
        var open = write("public.pem", "PUBLIC KEY", spki.array());
        var certificate = write("dev.pem", "CERTIFICATE", root.getEncoded());
        var possessed = Optional.of(new Caller(Credentials.POSSESSION, List.of("dev")));
        assertEquals(
                possessed,
                find(Map.of("security", "rpk", "endpoint", "dev", "key.file", open), new Identity.RawPublicKey(spki)));
        var who = new Identity.Certificate("any", List.of(), Keys.fingerprint(root));
        assertEquals(
                possessed, find(Map.of("security", "x509", "endpoint", "dev", "certificate.file", certificate), who));
        var named = new Identity.Certificate("dev", List.of(), Bytes.EMPTY);
        assertEquals(possessed, find(Map.of("security", "x509", "name", "dev"), named));
    }

    @Test
    void knowsAnOscoreContext() {
        var properties = Map.<String, Object>of(
                "security", "oscore", "endpoint", "dev", "client.id", "01", "server.id", "02", ".key", "00ff");
        var found = find(properties, new Identity.Oscore(Bytes.hex("01"), Bytes.EMPTY));
        assertTrue(found.orElseThrow().credentials() instanceof Credentials.Oscore oscore
                && oscore.secret().equals(new Secret(Bytes.hex("00ff"))));
    }

    @Test
    void knowsNobodyWhereSomethingIsWrong() {
        for (var wrong : List.of(
                Map.<String, Object>of("endpoint", "dev"),
                Map.<String, Object>of("endpoint", "dev", ".key", "rubbish"),
                Map.<String, Object>of("endpoint", "dev", "key.file", folder + "/none"),
                Map.<String, Object>of("endpoint", "dev", ".key", "00", "security", "all"))) {
            assertEquals(Optional.empty(), find(wrong, new Identity.Psk("dev")));
        }
    }

    private static Optional<Caller> find(Map<String, Object> properties, Identity who) {
        return new ConfiguredKey(properties).find(who).toCompletableFuture().join();
    }

    private String write(String name, String label, byte[] der) throws Exception {
        return Files.writeString(folder.resolve(name), new Pem(label, Bytes.wrap(der)).text())
                .toString();
    }
}
