package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.tls.key.Certificates;
import org.lwm2m.tls.key.Keys;

class KeyCommandsTest {

    private static final String KEY = "e129791359950cbb1c8c3c582913b551";

    @TempDir
    Path folder;

    private final Ring ring = new Ring();
    private final KeyCommands commands = new KeyCommands();

    KeyCommandsTest() {
        commands.ring = ring;
    }

    @Test
    void makesAKeyWhereNoneIsGivenAndShowsItOnce() throws CommandFailed {
        var lines = commands.keys("add", "urn:dev:1").lines().toList();
        assertEquals("added urn:dev:1, PSK urn:dev:1", lines.get(0));
        var key = Bytes.hex(lines.get(1).replace("key ", ""));
        assertEquals(16, key.size());
        assertEquals(psk("urn:dev:1", key, "urn:dev:1"), ring.callers.get(new Identity.Psk("urn:dev:1")));
        assertFalse(commands.keys().contains(key.hex()));
        assertEquals(
                "ENDPOINT   IDENTITY\nurn:dev:1  PSK urn:dev:1", commands.keys().strip());
    }

    @Test
    void takesAKeyThatIsGivenAndShowsItNever() throws Exception {
        var shown = commands.keys("add", "urn:dev:1", "identity=me", "key=" + KEY)
                + commands.keys(
                        "add", "urn:dev:2", "psk", "file=" + Files.writeString(folder.resolve("k"), KEY + "\n"));
        assertEquals(psk("me", Bytes.hex(KEY), "urn:dev:1"), ring.callers.get(new Identity.Psk("me")));
        assertEquals(psk("urn:dev:2", Bytes.hex(KEY), "urn:dev:2"), ring.callers.get(new Identity.Psk("urn:dev:2")));
        assertFalse((shown + commands.keys()).contains(KEY));
    }

    @Test
    void takesPublicKeysAndCertificatesThatItMadeItself() throws Exception {
        makes("dev-1", "--self-signed");
        commands.keys("add", "urn:dev:1", "rpk", "file=" + folder.resolve("dev-1/public.pem"));
        commands.keys("add", "urn:dev:1", "x509", "file=" + folder.resolve("dev-1/certificate.pem"));
        commands.keys("add", "dev-2", "x509");
        var certificate = certificate();
        var open =
                new Identity.RawPublicKey(Bytes.wrap(certificate.getPublicKey().getEncoded()));
        var hash = new Identity.Certificate("", List.of(), Keys.fingerprint(certificate));
        var possessed = new Caller(Credentials.POSSESSION, List.of("urn:dev:1"));
        assertEquals(possessed, ring.callers.get(open));
        assertEquals(possessed, ring.callers.get(hash));
        assertTrue(ring.callers.containsKey(new Identity.Certificate("dev-2", List.of(), Bytes.EMPTY)));
        assertEquals(5, commands.keys().lines().count() + 1);
    }

    @Test
    void takesAnOscoreContext() throws CommandFailed {
        commands.keys("add", "urn:dev:1", "oscore", "client=01", "server=02", "key=" + KEY);
        var known = ring.callers.get(new Identity.Oscore(Bytes.hex("01"), Bytes.EMPTY));
        assertTrue(known.credentials() instanceof Credentials.Oscore oscore
                && oscore.sender().equals(Bytes.hex("02"))
                && oscore.secret().equals(new Secret(Bytes.hex(KEY))));
    }

    @Test
    void removesAndSaysIfThereWasNothing() throws CommandFailed {
        commands.keys("add", "urn:dev:1");
        assertTrue(commands.keys("remove", "urn:dev:1").startsWith("removed urn:dev:1"));
        assertTrue(commands.keys().startsWith("no keys"));
        assertThrows(CommandFailed.class, () -> commands.keys("remove", "urn:dev:1"));
    }

    @Test
    void saysWhatIsWrongWithoutTellingTheKey() {
        for (var words : List.of(
                List.of("add"),
                List.of("add", "urn:dev:1", "pks"),
                List.of("add", "urn:dev:1", "colour=red"),
                List.of("add", "urn:dev:1", "key=0" + KEY),
                List.of("add", "urn:dev:1", "rpk", "file=/nowhere"),
                List.of("add", "urn:dev:1", "oscore", "client=01"),
                List.of("forget", "urn:dev:1"))) {
            var wrong = assertThrows(CommandFailed.class, () -> commands.keys(words.toArray(String[]::new)));
            assertFalse(wrong.getMessage().contains(KEY), wrong.getMessage());
        }
        commands.ring = null;
        var missing = assertThrows(CommandFailed.class, () -> commands.keys());
        assertTrue(missing.getMessage().contains("org.lwm2m.security.keys"), missing.getMessage());
    }

    @Test
    void aCertificateIsMadeOnceAndItsKeyIsItsOwners() throws Exception {
        makes("dev-1", "--self-signed", "dns=a.example.com", "ip=192.0.2.1", "days=10");
        var certificate = certificate();
        assertEquals("CN=dev-1", certificate.getSubjectX500Principal().getName());
        assertEquals(2, certificate.getSubjectAlternativeNames().size());
        assertEquals(
                Instant.parse("2031-05-14T12:00:00Z"), certificate.getNotAfter().toInstant());
        var key = folder.resolve("dev-1/key.pem");
        assertEquals(
                "[OWNER_READ, OWNER_WRITE]", new java.util.TreeSet<>(Files.getPosixFilePermissions(key)).toString());
        assertTrue(Keys.belong(certificate.getPublicKey(), Keys.readPrivate(Bytes.of(key))));
        assertThrows(CommandFailed.class, () -> makes("dev-1", "--self-signed"));
        assertTrue(Keys.belong(certificate.getPublicKey(), Keys.readPrivate(Bytes.of(key))));
    }

    @Test
    void aRequestIsMadeForAnAuthority() throws Exception {
        makes("dev=1, O=x");
        var text = Files.readString(folder.resolve("dev=1, O=x/request.pem"));
        assertTrue(text.startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"), text);
        assertThrows(CommandFailed.class, () -> makes("a", "email=b"));
        assertThrows(CommandFailed.class, () -> makes("a", "days=0"));
        assertThrows(CommandFailed.class, () -> makes("a", "ip=a.example.com"));
    }

    @Test
    void sessionsAreListedWithWhoTheyAreWith() throws CommandFailed {
        var sessions = new SessionCommands();
        assertEquals("no sessions", sessions.sessions());
        sessions.transports = List.of(new Talking());
        var line = sessions.sessions().lines().toList().get(1);
        assertTrue(line.startsWith("coaps://192.0.2.9:5000  coaps://192.0.2.1:5684  PSK me"), line);
        assertTrue(line.contains("DTLS 1.2"), line);
        assertEquals("no sessions", sessions.sessions("somebody"));
    }

    private void makes(String name, String... more) throws CommandFailed {
        var words = new java.util.ArrayList<>(List.of(name, folder.resolve(name).toString()));
        words.addAll(List.of(more));
        var clock = Clock.fixed(Instant.parse("2031-05-04T12:00:00Z"), ZoneOffset.UTC);
        new CertificateCommands(clock).certificate(words.toArray(String[]::new));
    }

    private X509Certificate certificate() throws Exception {
        return Certificates.read(Bytes.of(folder.resolve("dev-1/certificate.pem")))
                .get(0);
    }

    private static Caller psk(String identity, Bytes key, String endpoint) {
        return new Caller(new Credentials.PreSharedKey(identity, new Secret(key)), List.of(endpoint));
    }

    private static final class Ring implements KeyRing {

        final Map<Identity, Caller> callers = new HashMap<>();

        @Override
        public List<Key> keys() {
            return callers.entrySet().stream()
                    .map(each -> new Key(each.getKey(), each.getValue().endpoints()))
                    .toList();
        }

        @Override
        public void put(Map<Identity, Caller> more) {
            callers.putAll(more);
        }

        @Override
        public int remove(String endpoint) {
            var before = callers.size();
            callers.values().removeIf(each -> each.endpoints().contains(endpoint));
            return before - callers.size();
        }

        @Override
        public boolean forget(Identity identity) {
            return callers.remove(identity) != null;
        }
    }

    private static final class Talking implements Transport {

        @Override
        public CompletionStage<Connection> connect(Peer peer, Handler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Session> sessions() {
            return List.of(new Session(
                    URI.create("coaps://192.0.2.1:5684"),
                    URI.create("coaps://192.0.2.9:5000"),
                    new Identity.Psk("me"),
                    "DTLS 1.2 TLS_PSK_WITH_AES_128_CCM_8, CID",
                    Instant.now()));
        }
    }
}
