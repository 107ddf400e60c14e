package org.lwm2m.object.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The machine as its kernel shows it: small files under a root, and a clock.
 *
 * @param root where {@code sys}, {@code proc} and {@code etc} are
 * @param storage a folder where the gateway keeps its data
 */
record Host(Path root, Path storage, InstantSource time, Supplier<ZoneId> zone) {

    private static final int LONGEST = 64 * 1024;

    static Host ofThisMachine() {
        return new Host(Path.of("/"), Path.of("").toAbsolutePath(), InstantSource.system(), ZoneId::systemDefault);
    }

    /** What a file says, less the NUL and space at its end; empty if it says nothing or can't be read. */
    Optional<String> text(String file) {
        try (var in = Files.newInputStream(root.resolve(file))) {
            var text =
                    new String(in.readNBytes(LONGEST), UTF_8).replace('\0', ' ').strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The number that a file holds. */
    Optional<Long> number(String file) {
        return text(file).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::valueOf);
    }

    /** The value of the first line of this key, as in {@code NAME="Debian"} or {@code Serial : 0123}. */
    Optional<String> field(String file, String separator, String key) {
        return text(file).stream()
                .flatMap(String::lines)
                .map(line -> line.split(separator, 2))
                .filter(pair -> pair.length == 2 && pair[0].strip().equals(key))
                .map(pair -> pair[1].strip().replaceAll("^([\"'])(.*)\\1$", "$2"))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The names in a folder, sorted; none if there is no such folder. */
    List<String> names(String folder) {
        try (var files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
