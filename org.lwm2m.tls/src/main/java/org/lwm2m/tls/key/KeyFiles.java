package org.lwm2m.tls.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.lwm2m.api.Bytes;

/**
 * Reads keys and certificates from files: PEM, DER, and keystores of Java's, PKCS #12 among them. What can't be read
 * fails with {@link IllegalArgumentException}: which file and why.
 */
public final class KeyFiles {

    private static final long LARGEST = 1 << 20;

    private KeyFiles() {}

    /** A private key with the certificates that go with it, its own first. */
    public record Chain(PrivateKey key, List<X509Certificate> certificates) {

        @Override
        public String toString() {
            return "chain of " + certificates.size();
        }
    }

    /** What a file holds; at most a megabyte. */
    public static Bytes read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(file + " is larger than a megabyte, so it is neither key nor chain");
            }
            return Bytes.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "can't read " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }

    /**
     * All certificates of a file, or of all files of a folder.
     *
     * @param password of a keystore
     */
    public static List<X509Certificate> certificates(Path place, String password) {
        if (!Files.isDirectory(place)) {
            return isKeystore(place) ? trusted(place, password) : named(place, () -> Certificates.read(read(place)));
        }
        var all = new ArrayList<X509Certificate>();
        try (var files = Files.list(place)) {
            files.filter(each -> Files.isRegularFile(each)
                            && !each.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(each -> all.addAll(certificates(each, password)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "can't list " + place + ": " + e.getClass().getSimpleName(), e);
        }
        return all;
    }

    /**
     * A key and its chain: from a keystore, or from a file of each, which may be the same PEM file.
     *
     * @param key not looked at if {@code certificates} is a keystore
     */
    public static Chain chain(Path certificates, Path key, String password) {
        var chain = isKeystore(certificates)
                ? keyEntry(certificates, password)
                : new Chain(
                        named(key, () -> Keys.readPrivate(read(key))),
                        named(certificates, () -> Certificates.read(read(certificates))));
        requirePair(chain.certificates.get(0).getPublicKey(), chain.key, certificates);
        return chain;
    }

    /** @throws IllegalArgumentException if the keys are not one another's other half */
    public static void requirePair(PublicKey open, PrivateKey secret, Path where) {
        if (!Keys.belong(open, secret)) {
            throw new IllegalArgumentException(where + ": the private key does not belong to it");
        }
    }

    /** What a reader makes of a file; what it refuses names the file. */
    public static <T> T named(Path file, java.util.function.Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            var message = e.getMessage();
            throw new IllegalArgumentException(message.contains(file.toString()) ? message : file + ": " + message, e);
        }
    }

    private static boolean isKeystore(Path file) {
        var name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        return List.of(".p12", ".pfx", ".jks", ".keystore").stream().anyMatch(name::endsWith);
    }

    private static List<X509Certificate> trusted(Path file, String password) {
        return open(file, password, store -> {
            var all = new ArrayList<X509Certificate>();
            for (var alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    all.add(certificate);
                }
            }
            return all;
        });
    }

    private static Chain keyEntry(Path file, String password) {
        return open(file, password, store -> {
            for (var alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    var chain = Arrays.stream(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    return new Chain(key, chain);
                }
            }
            throw new IllegalArgumentException(file + " has no private key in it");
        });
    }

    private interface Reader<T> {

        T read(KeyStore store) throws GeneralSecurityException;
    }

    private static <T> T open(Path file, String password, Reader<T> reader) {
        try {
            return reader.read(KeyStore.getInstance(file.toFile(), password.toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "can't open the keystore " + file + ", is its password right? " + e.getMessage(), e);
        }
    }
}
