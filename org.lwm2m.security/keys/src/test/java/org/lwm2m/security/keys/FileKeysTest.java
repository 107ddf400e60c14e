package org.lwm2m.security.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.api.security.Secret;

class FileKeysTest {

    private static final Caller POSSESSED = new Caller(Credentials.POSSESSION, List.of("urn:dev:2"));

    @TempDir
    Path folder;

    private int changes;

    @Test
    void letsInAndForgetsWhileItRunsAndRemembersAfterwards() throws IOException {
        var keys = keys();
        keys.look();
        assertEquals(Optional.empty(), find(keys, new Identity.Psk("one")));
        keys.put(Map.of(new Identity.Psk("one"), psk("one", "00ff", "urn:dev:1")));
        assertEquals(Optional.of(psk("one", "00ff", "urn:dev:1")), find(keys, new Identity.Psk("one")));
        keys.put(Map.of(new Identity.Psk("one"), psk("one", "01", "urn:dev:1", "urn:dev:2")));
        assertEquals(Optional.of(psk("one", "01", "urn:dev:1", "urn:dev:2")), find(keys, new Identity.Psk("one")));

        var again = keys();
        again.look();
        assertEquals(
                List.of(new KeyRing.Key(new Identity.Psk("one"), List.of("urn:dev:1", "urn:dev:2"))), again.keys());
        assertEquals(1, again.remove("urn:dev:1"));
        assertEquals(Optional.of(psk("one", "01", "urn:dev:2")), find(again, new Identity.Psk("one")));
        assertEquals(1, again.remove("urn:dev:2"));
        assertEquals(0, again.remove("urn:dev:2"));
        assertEquals(List.of(), again.keys());
        assertEquals(Optional.empty(), find(again, new Identity.Psk("one")));
    }

    @Test
    void forgetsOneIdentityOfAnEndpointAndKeepsTheOthers() throws IOException {
        var keys = keys();
        keys.look();
        keys.put(Map.of(
                new Identity.Psk("one"), psk("one", "00", "urn:dev:1"),
                new Identity.Psk("two"), psk("two", "01", "urn:dev:1")));

        assertTrue(keys.forget(new Identity.Psk("one")));

        assertFalse(keys.forget(new Identity.Psk("one")));
        assertEquals(Optional.empty(), find(keys, new Identity.Psk("one")));
        assertEquals(Optional.of(psk("two", "01", "urn:dev:1")), find(keys, new Identity.Psk("two")));
    }

    @Test
    void tellsOfEachChangeOnce() throws IOException {
        var keys = keys();
        keys.look();
        keys.put(Map.of(new Identity.Psk("one"), psk("one", "00", "a")));
        keys.look();
        keys.look();
        assertEquals(1, changes);
        keys.remove("nobody");
        assertEquals(1, changes);
        keys.remove("a");
        assertEquals(2, changes);
    }

    @Test
    void takesUpWhatOthersWroteOnceItIsWhole() throws IOException {
        var keys = keys();
        keys.look();
        write("psk endpoint=a key=00\npsk endpoint=b key=01\n");
        keys.look();
        assertEquals(Optional.empty(), find(keys, new Identity.Psk("a")));
        keys.look();
        assertTrue(find(keys, new Identity.Psk("a")).isPresent());
        Files.delete(file());
        keys.look();
        assertTrue(find(keys, new Identity.Psk("a")).isPresent());
        keys.look();
        assertEquals(List.of(), keys.keys());
        assertEquals(2, changes);
    }

    @Test
    void passesOverADamagedLineAndKeepsItAndComments() throws IOException {
        write("# mine\npsk endpoint=a key=00\npsk endpoint=b key=broken\npsk endpoint=a key=02\n");
        var keys = keys();
        keys.look();
        assertEquals(Optional.of(psk("a", "00", "a")), find(keys, new Identity.Psk("a")));
        assertEquals(1, keys.keys().size());
        keys.put(Map.of(new Identity.Psk("c"), psk("c", "03", "c")));
        var lines = Files.readAllLines(file());
        assertEquals(List.of("# mine", "psk endpoint=a key=00", "psk endpoint=b key=broken"), lines.subList(0, 3));
        assertEquals(5, lines.size());
    }

    @Test
    void isItsOwnersFileAndLeavesNoOther() throws IOException {
        var keys = keys();
        keys.put(Map.of(new Identity.Psk("one"), psk("one", "00", "a")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertFalse(new KeyFile(file()).isOpenToOthers());
        try (var files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList());
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(new KeyFile(file()).isOpenToOthers());
    }

    @Test
    void changesNothingWhereItCanNotWrite() throws IOException {
        Files.writeString(folder.resolve("keys"), "a file in place of the folder");
        var keys = keys();
        keys.look();
        var failure = assertThrows(
                LwM2mException.class, () -> keys.put(Map.of(new Identity.Psk("one"), psk("one", "00", "a"))));
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertEquals(Optional.empty(), find(keys, new Identity.Psk("one")));
        assertEquals(0, changes);
    }

    @Test
    void refusesWhatWouldNotBeReadBack() {
        var keys = keys();
        var noKey = new Identity.RawPublicKey(Bytes.hex("00"));
        assertThrows(LwM2mException.class, () -> keys.put(Map.of(noKey, POSSESSED)));
        assertFalse(Files.exists(file()));
    }

    @Test
    void knowsACertificateByItsHashBeforeItsName() throws IOException {
        var hash = "ab".repeat(32);
        write("x509 endpoint=a name=dev\nx509 endpoint=b fingerprint=" + hash + "\n");
        var keys = keys();
        keys.look();
        assertEquals(List.of("b"), endpoints(keys, certificate("dev", hash)));
        assertEquals(List.of("a"), endpoints(keys, certificate("dev", "00")));
        assertEquals(Optional.empty(), find(keys, certificate("other", "00")));
        assertEquals(Optional.empty(), find(keys, certificate("", "00")));
    }

    @Test
    void findsAnOscoreContextWithoutItsIdOnlyIfThereIsOne() throws IOException {
        write("oscore endpoint=a client.id=01 server.id=02 secret=00 context=aa\n"
                + "oscore endpoint=b client.id=03 server.id=02 secret=00 context=aa\n"
                + "oscore endpoint=c client.id=03 server.id=02 secret=00 context=bb\n");
        var keys = keys();
        keys.look();
        assertEquals(List.of("a"), endpoints(keys, oscore("01", "aa")));
        assertEquals(List.of("a"), endpoints(keys, oscore("01", "")));
        assertEquals(List.of("c"), endpoints(keys, oscore("03", "bb")));
        assertEquals(Optional.empty(), find(keys, oscore("03", "")));
        assertEquals(Optional.empty(), find(keys, oscore("01", "bb")));
    }

    @Test
    void holdsAHundredThousandClients() throws IOException {
        var keys = keys();
        var many = IntStream.range(0, 100_000)
                .mapToObj(i -> "dev-" + i)
                .collect(Collectors.toMap(name -> (Identity) new Identity.Psk(name), name -> psk(name, "0011", name)));
        keys.put(many);
        assertEquals(100_000, keys.keys().size());
        assertTrue(find(keys, new Identity.Psk("dev-99999")).isPresent());
        assertEquals(1, keys.remove("dev-5"));
        assertEquals(99_999, keys.keys().size());
    }

    private FileKeys keys() {
        return new FileKeys("test", new KeyFile(file()), () -> changes++);
    }

    private Path file() {
        return folder.resolve("keys/clients.keys");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> endpoints(FileKeys keys, Identity who) {
        return find(keys, who).orElseThrow().endpoints();
    }

    private static Optional<Caller> find(FileKeys keys, Identity who) {
        return keys.find(who).toCompletableFuture().getNow(Optional.empty());
    }

    private static Identity certificate(String name, String hash) {
        return new Identity.Certificate(name, List.of("ignored"), Bytes.hex(hash));
    }

    private static Identity oscore(String sender, String context) {
        return new Identity.Oscore(Bytes.hex(sender), Bytes.hex(context));
    }

    private static Caller psk(String identity, String key, String... endpoints) {
        return new Caller(new Credentials.PreSharedKey(identity, new Secret(Bytes.hex(key))), List.of(endpoints));
    }
}
