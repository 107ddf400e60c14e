package org.lwm2m.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;

/** Tells one configuration of an account from another, and nothing of what is in it. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(List<Entry> entries) {
        var text = entries.stream()
                .map(each -> each.path() + "=" + text(each.value()))
                .sorted()
                .collect(Collectors.joining("\n"));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(Value value) {
        return value instanceof Value.Opaque opaque
                ? HexFormat.of().formatHex(opaque.value().array())
                : value.toString();
    }
}
