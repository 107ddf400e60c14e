package org.lwm2m.security.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A file of secrets: read whole, replaced whole or not at all, and nobody's but its owner's. Not for several threads. */
final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final long LARGEST = 256L << 20;

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    /** What tells one state of the file from another without reading it. */
    record Stamp(long size, FileTime modified, String key) {}

    /** Absent if there is no such file. */
    Optional<Stamp> stamp() throws IOException {
        try {
            var now = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Stamp(now.size(), now.lastModifiedTime(), Objects.toString(now.fileKey())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Its lines; none if there is no such file. */
    List<String> lines() throws IOException {
        try {
            if (Files.size(path) > LARGEST) {
                throw new IOException("larger than " + (LARGEST >> 20) + " MiB");
            }
            return Files.readAllLines(path, UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (CharacterCodingException e) {
            throw new IOException("it is no UTF-8");
        }
    }

    /** Puts these in its place at once: who reads sees the old lines or the new ones, also after a power failure. */
    void replace(List<String> lines) throws IOException {
        var folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var target = Files.isSymbolicLink(path) ? path.toRealPath() : path;
        var next = Files.createTempFile(target.toAbsolutePath().getParent(), ".keys", ".tmp");
        try {
            var posix = posix(
                    target.getParent() == null
                            ? folder
                            : target.toAbsolutePath().getParent());
            if (posix) {
                Files.setPosixFilePermissions(
                        next, Files.exists(target) ? Files.getPosixFilePermissions(target) : OWNER_ONLY);
            }
            write(next, String.join("\n", lines) + "\n");
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Whether others than its owner may read or write it, as far as the file system knows. */
    boolean isOpenToOthers() throws IOException {
        if (!Files.exists(path) || !posix(path)) {
            return false;
        }
        return Files.getPosixFilePermissions(path).stream()
                .anyMatch(each -> each.name().startsWith("GROUP") || each.name().startsWith("OTHERS"));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static void write(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static boolean posix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
