package org.lwm2m.security.keys;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lwm2m.api.Bytes;
import org.lwm2m.tls.key.Keys;

/**
 * What is said of one caller, by name; each name may be said several times. What is wrong fails with {@link
 * IllegalArgumentException}, which names the field and tells no value.
 */
record Fields(Map<String, List<String>> values) {

    /** Stands for any endpoint name. */
    static final String ANY = "*";

    private static final Map<String, Set<String>> NAMES = Map.of(
            "psk", Set.of("endpoint", "identity", "key"),
            "rpk", Set.of("endpoint", "key"),
            "x509", Set.of("endpoint", "fingerprint", "name"),
            "oscore", Set.of("endpoint", "client.id", "server.id", "secret", "salt", "context", "aead", "hmac"));

    private static final Map<String, Function<Fields, Known>> KINDS =
            Map.of("psk", Known::psk, "rpk", Known::rpk, "x509", Known::x509, "oscore", Known::oscore);

    /** @param kind {@code psk}, {@code rpk}, {@code x509} or {@code oscore} */
    Known known(String kind) {
        if (!KINDS.containsKey(kind)) {
            throw new IllegalArgumentException("of a kind that is none of psk, rpk, x509, oscore");
        }
        for (var name : values.keySet()) {
            if (!NAMES.get(kind).contains(name)) {
                throw new IllegalArgumentException(kind + " has no " + name);
            }
        }
        return KINDS.get(kind).apply(this);
    }

    Optional<String> first(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(each -> !each.isEmpty())
                .findFirst();
    }

    /** The one value there may be. */
    Optional<String> text(String name) {
        if (values.getOrDefault(name, List.of()).size() > 1) {
            throw new IllegalArgumentException(name + " is there twice");
        }
        return first(name);
    }

    /** The names to register; empty for any; absent if nothing is said. */
    Optional<List<String>> endpoints() {
        var said = values.getOrDefault("endpoint", List.of()).stream()
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        return said.isEmpty() ? Optional.empty() : Optional.of(said.contains(ANY) ? List.of() : said);
    }

    List<String> endpoints(String otherwise) {
        return endpoints().orElse(List.of(otherwise));
    }

    Optional<Integer> number(String name) {
        return text(name).map(each -> {
            if (!each.matches("-?\\d{1,6}")) {
                throw new IllegalArgumentException(name + " is no number");
            }
            return Integer.valueOf(each);
        });
    }

    /** Hexadecimal digits, or base64 behind {@code base64:}. */
    Optional<Bytes> octets(String name) {
        return text(name).map(each -> octets(name, each));
    }

    /** SubjectPublicKeyInfo, as the identity of a caller has it. */
    Optional<Bytes> publicKey(String name) {
        return octets(name).map(each -> {
            try {
                return Bytes.wrap(Keys.readPublic(each).getEncoded());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " is " + e.getMessage());
            }
        });
    }

    static Bytes octets(String name, String text) {
        try {
            return Bytes.wrap(
                    text.startsWith("base64:")
                            ? Base64.getDecoder().decode(text.substring("base64:".length()))
                            : HexFormat.of().parseHex(text.startsWith("hex:") ? text.substring(4) : text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " has to be hexadecimal digits, or base64 behind base64:");
        }
    }
}
