package org.lwm2m.bootstrap.plan;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.lwm2m.api.Bytes;
import org.lwm2m.tls.key.KeyFiles;

/**
 * Octets that a plan names: as they stand there, or what a file has, perhaps another file for each client.
 *
 * @param key where it is said
 * @param text hexadecimal digits, or base64 behind {@code base64:}; or the name of a file
 * @param folder what names of files are relative to; empty if the text says it all
 * @param form what is made of the octets, and complains of what they are not
 */
record Material(String key, String text, Optional<Path> folder, UnaryOperator<Bytes> form) {

    /** Whether it is another one for each client, so that it can't be checked before. */
    boolean open() {
        return text.contains(Lines.ENDPOINT);
    }

    /** @throws IllegalArgumentException with words that tell nothing of the octets */
    Bytes of(String endpoint) {
        try {
            return form.apply(folder.isPresent() ? file(endpoint) : octets(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " " + e.getMessage(), e);
        }
    }

    /** Hexadecimal digits, or base64 behind {@code base64:}. */
    static Bytes octets(String text) {
        try {
            var bare = text.strip();
            return Bytes.wrap(
                    bare.startsWith("base64:")
                            ? Base64.getDecoder().decode(bare.substring("base64:".length()))
                            : HexFormat.of().parseHex(bare));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has to be hexadecimal digits, or base64 behind base64:", e);
        }
    }

    /** Where it is said, and nothing of it. */
    @Override
    public String toString() {
        return key;
    }

    private Bytes file(String endpoint) {
        var name = text.replace(Lines.ENDPOINT, fileName(endpoint));
        try {
            return KeyFiles.read(folder.orElseThrow().resolve(name));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("names no file: " + name, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("can't be read: " + e.getMessage(), e);
        }
    }

    /** The name of an endpoint as part of a file name: it comes from outside, and must lead nowhere else. */
    static String fileName(String endpoint) {
        var name = new StringBuilder();
        for (var octet : endpoint.getBytes(StandardCharsets.UTF_8)) {
            var letter = (char) (octet & 0xff);
            var plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || "-_:+@".indexOf(letter) >= 0);
            name.append(plain || letter == '.' && name.length() > 0 ? letter : "%%%02X".formatted((int) letter));
        }
        return name.toString();
    }
}
