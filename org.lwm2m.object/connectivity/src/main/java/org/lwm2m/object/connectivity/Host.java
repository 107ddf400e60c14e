package org.lwm2m.object.connectivity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The machine as its kernel shows it: small files under a root, and the addresses of its interfaces.
 *
 * @param root where {@code sys} and {@code proc} are
 * @param addresses of an interface, by its name
 */
record Host(Path root, Function<String, List<InetAddress>> addresses) {

    private static final int LONGEST = 1024 * 1024;

    static Host ofThisMachine() {
        return new Host(Path.of("/"), Host::addressesHere);
    }

    /** What a file says, less the space at its end; empty if it says nothing or can't be read. */
    Optional<String> text(String file) {
        try (var in = Files.newInputStream(root.resolve(file))) {
            var text = new String(in.readNBytes(LONGEST), UTF_8).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The lines of a file, each as its words; none if it can't be read. */
    Stream<List<String>> words(String file) {
        return text(file).stream()
                .flatMap(String::lines)
                .map(line -> List.of(line.strip().split("\\s+")));
    }

    /** The names in a folder, sorted; none if there is no such folder. */
    List<String> names(String folder) {
        try (var files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    private static List<InetAddress> addressesHere(String name) {
        try {
            var found = NetworkInterface.getByName(name);
            return found == null
                    ? List.of()
                    : found.inetAddresses().map(Host::plain).toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** Without the interface's name, which means nothing to a server. */
    private static InetAddress plain(InetAddress address) {
        try {
            return address instanceof Inet6Address ? InetAddress.getByAddress(address.getAddress()) : address;
        } catch (IOException e) {
            return address;
        }
    }
}
