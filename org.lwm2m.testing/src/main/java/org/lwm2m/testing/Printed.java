package org.lwm2m.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import org.lwm2m.api.Bytes;

/**
 * What was printed in the tests of one module, and the keys that they used: the build ends with a look for these in that
 * (SEC-17). In files below {@code target}, one for each JVM.
 */
public final class Printed {

    private static final Path LINES = Path.of("target", "printed");
    private static final Path KEYS = Path.of("target", "used-keys");

    private Printed() {}

    /** Something that the system has printed, a line or more. */
    public static void line(String text) {
        append(LINES, text);
    }

    /** A key that must not turn up in it, if it is long enough not to do so by chance. */
    public static Bytes key(String name, Bytes key) {
        if (key.size() >= 8) {
            append(KEYS, name.replaceAll("\\s", "_") + " " + key.hex());
        }
        return key;
    }

    /** Likewise a private key: the number that it is, and each half, as lines of PEM end anywhere. */
    public static KeyPair keys(KeyPair pair) {
        if (pair.getPrivate() instanceof ECPrivateKey secret) {
            var number = octets(secret.getS());
            key("a private key", Bytes.wrap(number));
            key("half of a private key", Bytes.wrap(Arrays.copyOf(number, number.length / 2)));
            key(
                    "the other half of a private key",
                    Bytes.wrap(Arrays.copyOfRange(number, number.length / 2, number.length)));
        }
        return pair;
    }

    private static byte[] octets(BigInteger number) {
        var octets = number.toByteArray();
        return octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
    }

    private static void append(Path folder, String line) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(ProcessHandle.current().pid() + ".txt");
            synchronized (Printed.class) {
                Files.writeString(file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
