package org.lwm2m.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.client.AccountConfiguration.Wrong;

/**
 * What the configuration of an account says about keys, as resources of /0/0 and /21/0. Files of certificates and public
 * keys become resources as they are: security modes read DER and PEM.
 */
final class KeyMaterial {

    private static final org.lwm2m.api.Path SECURITY = org.lwm2m.api.Path.of(0, 0);
    private static final org.lwm2m.api.Path OSCORE = org.lwm2m.api.Path.of(21, 0);

    /** A chain, at most: what is larger was not meant to be a key. */
    private static final long LARGEST = 1 << 16;

    static final Set<String> KEYS = Set.of(
            "identity",
            "public.file",
            "certificate.file",
            "server.key",
            "server.file",
            ".key",
            ".key.file",
            "matching",
            "sni",
            "certificate.usage",
            "cipher.suites",
            ".oscore.secret",
            "oscore.client.id",
            "oscore.server.id",
            "oscore.aead",
            "oscore.hmac",
            "oscore.salt",
            "oscore.context");

    private final Map<String, Object> properties;
    private final List<Entry> entries = new ArrayList<>();

    private KeyMaterial(Map<String, Object> properties) {
        this.properties = properties;
    }

    /** @throws Wrong if something can't be read; the words tell no key */
    static List<Entry> read(Map<String, Object> properties) {
        var material = new KeyMaterial(properties);
        material.ours();
        material.theirs();
        material.oscore();
        return material.entries;
    }

    private void ours() {
        var shared = text("security").filter("psk"::equals).isPresent();
        text("identity").ifPresent(text -> put(3, new Value.Opaque(Bytes.utf8(text))));
        text("public.file").ifPresent(file -> once("public.file", 3, file("public.file", file)));
        text("certificate.file").ifPresent(file -> once("certificate.file", 3, file("certificate.file", file)));
        text(".key").ifPresent(text -> put(5, new Value.Opaque(octets(".key", text))));
        text(".key.file").ifPresent(name -> {
            var content = file(".key.file", name);
            once(".key.file", 5, shared ? octets(".key.file", content.utf8().strip()) : content);
        });
    }

    private void theirs() {
        text("server.key").ifPresent(text -> put(4, new Value.Opaque(octets("server.key", text))));
        text("server.file").ifPresent(file -> once("server.file", 4, file("server.file", file)));
        text("matching").ifPresent(text -> put(13, new Value.Unsigned(number("matching", text, 3))));
        text("sni").ifPresent(text -> put(14, new Value.Text(text)));
        text("certificate.usage").ifPresent(text -> put(15, new Value.Unsigned(number("certificate.usage", text, 3))));
        text("cipher.suites").ifPresent(this::suites);
    }

    private void oscore() {
        var secret = text(".oscore.secret");
        if (secret.isEmpty()) {
            return;
        }
        put(17, new Value.ObjectLink(OSCORE.object(), OSCORE.instance()));
        entries.add(Entry.of(OSCORE.child(0), new Value.Opaque(octets(".oscore.secret", secret.get()))));
        var octets = Map.of("oscore.client.id", 1, "oscore.server.id", 2, "oscore.salt", 5, "oscore.context", 6);
        octets.forEach((key, resource) -> text(key)
                .ifPresent(text -> entries.add(Entry.of(OSCORE.child(resource), new Value.Opaque(octets(key, text))))));
        Map.of("oscore.aead", 3, "oscore.hmac", 4).forEach((key, resource) -> text(key)
                .ifPresent(text ->
                        entries.add(Entry.of(OSCORE.child(resource), new Value.Int(number(key, text, 0xffff))))));
    }

    /** Numbers of IANA in hexadecimal, such as {@code C0A8,C0AE}: resource 16 has an instance for each. */
    private void suites(String text) {
        var all = text.split("\\s*,\\s*");
        for (var i = 0; i < all.length; i++) {
            if (!all[i].matches("(0x)?[0-9a-fA-F]{1,4}")) {
                throw new Wrong("cipher.suites", "has to be numbers of four hexadecimal digits, such as C0A8,C0AE");
            }
            var number = Integer.parseInt(all[i].replaceFirst("^0x", ""), 16);
            entries.add(Entry.of(SECURITY.child(16).child(i), new Value.Unsigned(number)));
        }
    }

    private void put(int resource, Value value) {
        entries.add(Entry.of(SECURITY.child(resource), value));
    }

    private void once(String key, int resource, Bytes content) {
        if (entries.stream().anyMatch(each -> each.path().equals(SECURITY.child(resource)))) {
            throw new Wrong(key, "says what another key says as well; leave one of them out");
        }
        put(resource, new Value.Opaque(content));
    }

    private Optional<String> text(String key) {
        return AccountConfiguration.text(properties, key);
    }

    private static Bytes file(String key, String name) {
        try {
            var file = Path.of(name);
            if (Files.size(file) > LARGEST) {
                throw new Wrong(key, "is " + name + ", which is too large for a key");
            }
            return Bytes.wrap(Files.readAllBytes(file));
        } catch (InvalidPathException e) {
            throw new Wrong(key, "has to be the name of a file");
        } catch (IOException e) {
            throw new Wrong(
                    key, "is " + name + ", which can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static Bytes octets(String key, String text) {
        try {
            return Bytes.wrap(
                    text.startsWith("base64:")
                            ? Base64.getDecoder().decode(text.substring("base64:".length()))
                            : HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new Wrong(key, "has to be hexadecimal digits, or base64 behind base64:");
        }
    }

    private static int number(String key, String text, int most) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > most) {
            throw new Wrong(key, "has to be 0 to " + most + ", not " + text);
        }
        return Integer.parseInt(text);
    }
}
