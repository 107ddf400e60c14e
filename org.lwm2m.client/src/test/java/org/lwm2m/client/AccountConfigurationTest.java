package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;

/** What a configuration of an account means, and what is said about one that is wrong. */
class AccountConfigurationTest {

    private static final Map<String, Object> LEAST = Map.of("uri", "coap://192.0.2.7:5683");

    private static Map<String, Object> with(String key, Object value) {
        var properties = new HashMap<String, Object>(LEAST);
        properties.put(key, value);
        return properties;
    }

    private static Map<Path, Value> values(Map<String, Object> properties) {
        return AccountConfiguration.read(properties).entries().stream()
                .collect(Collectors.toMap(Entry::path, Entry::value));
    }

    @Test
    void aUriIsEnough() {
        var values = values(LEAST);
        assertEquals(new Value.Text("coap://192.0.2.7:5683"), values.get(Path.of(0, 0, 0)));
        assertEquals(new Value.Int(3), values.get(Path.of(0, 0, 2)));
        assertEquals(new Value.Int(1), values.get(Path.of(0, 0, 10)));
        assertEquals(new Value.Int(1), values.get(Path.of(1, 0, 0)));
        assertEquals(Version.V1_2, AccountConfiguration.read(LEAST).settings().version());
    }

    @ParameterizedTest
    @CsvSource({
        "lifetime.seconds, 60, 1", "pmin.seconds, 2, 2", "pmax.seconds, 3, 3", "disable.seconds, 5, 5",
        "store.notifications, false, 6", "binding, UQ, 7", "priority, 4, 13", "initial.delay.seconds, 6, 14",
        "failure.block, true, 15", "retry.count, 8, 17", "retry.seconds, 9, 18", "sequence.delay.seconds, 10, 19",
        "sequence.count, 11, 20", "bootstrap.on.failure, false, 16", "mute.send, false, 23",
                "confirm.notifications, true, 26"
    })
    void eachKeyIsAResource(String key, String text, int resource) {
        var value = values(with(key, text)).get(Path.of(1, 0, resource));
        var expected = text.equals("true") ? "true|value=1" : text;
        assertTrue(value.toString().matches(".*(" + expected + ").*"), () -> key + " is " + value);
        assertFalse(values(LEAST).containsKey(Path.of(1, 0, resource)), "left out without it");
    }

    @Test
    void aBootstrapAccountIsInstancesOfZeroOnly() {
        var properties = with("bootstrap", "true");
        properties.putAll(Map.of("hold.off.seconds", 30, "account.timeout.seconds", "60", "lifetime.seconds", 5));
        var values = values(properties);
        assertEquals(new Value.Flag(true), values.get(Path.of(0, 0, 1)));
        assertEquals(new Value.Int(30), values.get(Path.of(0, 0, 11)));
        assertEquals(new Value.Int(60), values.get(Path.of(0, 0, 12)));
        assertFalse(values.containsKey(Path.of(0, 0, 10)));
        assertFalse(values.keySet().stream().anyMatch(each -> each.object() == 1));
    }

    @Test
    void aUriHasAPortThatThereIs() {
        var wrong = assertThrows(
                AccountConfiguration.Wrong.class,
                () -> AccountConfiguration.read(with("uri", "coap://192.0.2.7:99999")));
        assertTrue(wrong.getMessage().startsWith("uri has to be"), wrong.getMessage());
    }

    @Test
    void valuesMayHaveTheirTypes() {
        assertEquals(new Value.Int(60), values(with("lifetime.seconds", 60L)).get(Path.of(1, 0, 1)));
        assertEquals(
                new Value.Flag(false),
                values(with("store.notifications", false)).get(Path.of(1, 0, 6)));
    }

    @Test
    void keysAreBytes() {
        assertEquals(
                new Value.Opaque(Bytes.utf8("me")),
                values(with("identity", "me")).get(Path.of(0, 0, 3)));
        assertEquals(
                new Value.Opaque(Bytes.hex("00ff")),
                values(with(".key", "00FF")).get(Path.of(0, 0, 5)));
        assertEquals(
                Optional.of(URI.create("coap://192.0.2.9:1")),
                AccountConfiguration.read(with("local", "coap://192.0.2.9:1"))
                        .settings()
                        .local());
    }

    @Test
    void keysAndCertificatesMayBeInFiles(@TempDir java.nio.file.Path folder) throws Exception {
        var text = java.nio.file.Files.writeString(folder.resolve("key"), "base64:AP8=\n")
                .toString();
        var psk = new HashMap<>(with(".key.file", text));
        psk.put("security", "psk");
        assertEquals(new Value.Opaque(Bytes.hex("00ff")), values(psk).get(Path.of(0, 0, 5)));
        var x509 = new HashMap<>(psk);
        x509.putAll(Map.of("security", "x509", "certificate.file", text, "server.file", text));
        var values = values(x509);
        for (var resource : new int[] {3, 4, 5}) {
            assertEquals(new Value.Opaque(Bytes.utf8("base64:AP8=\n")), values.get(Path.of(0, 0, resource)));
        }
        x509.put("server.key", "00");
        var wrong = assertThrows(AccountConfiguration.Wrong.class, () -> values(x509));
        assertTrue(wrong.getMessage().startsWith("server.file "), wrong::getMessage);
    }

    @Test
    void whatIsExpectedOfAServerIsInTheSecurityObject() {
        assertEquals(
                new Value.Unsigned(2), values(with("certificate.usage", "2")).get(Path.of(0, 0, 15)));
        assertEquals(new Value.Unsigned(1), values(with("matching", 1)).get(Path.of(0, 0, 13)));
        assertEquals(
                new Value.Text("a.example.com"),
                values(with("sni", "a.example.com")).get(Path.of(0, 0, 14)));
        var suites = values(with("cipher.suites", "C0A8, 0xc0ae"));
        assertEquals(new Value.Unsigned(0xc0a8), suites.get(Path.parse("/0/0/16/0")));
        assertEquals(new Value.Unsigned(0xc0ae), suites.get(Path.parse("/0/0/16/1")));
    }

    @ParameterizedTest
    @CsvSource({
        "uri, 192.0.2.7",
        "uri, coap:",
        "uri, a b",
        "server.id, 0",
        "server.id, 65535",
        "server.id, one",
        "binding, X",
        "lifetime.seconds, 9999999999",
        "security, none",
        "version, 2.0",
        "lifetime.seconds, 1h",
        "lifetime.seconds, -1",
        "store.notifications, yes",
        ".key, secret",
        ".key, base64:!secret",
        ".key.file, /nowhere/secret",
        "server.key, xyz",
        "server.file, /nowhere",
        "certificate.file, /nowhere",
        "certificate.usage, 4",
        "matching, -1",
        "cipher.suites, AES",
        ".oscore.secret, words",
        "local, 5683"
    })
    void aValueThatIsWrongIsNamedWithItsKey(String key, String text) {
        var wrong = assertThrows(AccountConfiguration.Wrong.class, () -> values(with(key, text)));
        assertTrue(wrong.getMessage().startsWith(key + " "), wrong::getMessage);
        var secret = key.startsWith(".") && !key.endsWith(".file");
        assertFalse(secret && wrong.getMessage().contains(text), "a secret is not told");
    }

    @Test
    void aUriHasToBeThere() {
        var wrong = assertThrows(AccountConfiguration.Wrong.class, () -> values(Map.of("lifetime.seconds", "60")));
        assertTrue(wrong.getMessage().startsWith("uri "), wrong::getMessage);
    }

    @Test
    void aTypingErrorIsFound() {
        var keys =
                Set.of("uri", ".key", "lifetime.second", "service.pid", "felix.fileinstall.filename", "component.id");
        assertEquals(Set.of("lifetime.second"), AccountConfiguration.unknown(keys));
    }
}
