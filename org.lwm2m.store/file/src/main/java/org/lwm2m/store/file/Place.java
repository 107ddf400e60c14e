package org.lwm2m.store.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where the file is: made for its owner alone, put aside under another name, never overwritten. */
final class Place {

    /** Of those that were damaged, how many stay for somebody to look at. */
    private static final int KEPT = 5;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final InstantSource time;

    Place(Path file, InstantSource time) {
        this.file = file;
        this.time = time;
    }

    Path file() {
        return file;
    }

    /** Where a file is put together that is to take this one's place. */
    Path next() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** The small file beside it, which says how far it was written. */
    Path mark() {
        return file.resolveSibling(file.getFileName() + ".mark");
    }

    boolean marked() throws IOException {
        return Files.exists(mark()) && Files.size(mark()) > 0;
    }

    /** That file, made if it is not there. */
    Path makeMark() throws IOException {
        return Files.exists(mark()) ? mark() : make(mark());
    }

    /** Whether there is anything in it. */
    boolean filled() throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    /** Goes on with what was interrupted: a file that was put together is whole once the one before was put aside. */
    void settle() throws IOException {
        folders();
        if (Files.exists(next()) && !Files.exists(file)) {
            Files.move(next(), file, ATOMIC_MOVE);
        }
        Files.deleteIfExists(next());
    }

    /** An empty file that nobody else can read, where that can be said. */
    static Path make(Path file) throws IOException {
        Files.createFile(file, ownerOnly(file, "rw-------"));
        sync(file.getParent());
        return file;
    }

    /** Takes it from all others. Whether they had it. */
    boolean close() throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        var wanted = PosixFilePermissions.fromString("rw-------");
        if (view == null || wanted.containsAll(view.readAttributes().permissions())) {
            return false;
        }
        view.setPermissions(wanted);
        return true;
    }

    /** Gives the file a name with a word and the time behind it. */
    Path aside(String why) throws IOException {
        var aside = Files.move(file, free(why), ATOMIC_MOVE);
        sync(file.getParent());
        return aside;
    }

    /** A second one with a word and the time behind its name. */
    Path copy(String why) throws IOException {
        var copy = free(why);
        try (var to = Files.newOutputStream(copy)) {
            Files.copy(file, to);
        }
        return copy;
    }

    /** What was put together is the file from now on. */
    void replace() throws IOException {
        Files.move(next(), file, ATOMIC_MOVE);
        sync(file.getParent());
    }

    /** Deletes the oldest of those that were put aside with a word, so that they don't fill the disk. */
    void prune(String why) throws IOException {
        var beginning = file.getFileName() + "." + why + "-";
        try (var siblings = Files.list(file.getParent())) {
            var old = siblings.filter(each -> each.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
            for (var each : old.subList(0, Math.max(0, old.size() - KEPT))) {
                Files.delete(each);
            }
        }
    }

    /** An empty file under a name that nothing had. */
    private Path free(String why) throws IOException {
        var name = file.getFileName() + "." + why + "-" + STAMP.format(time.instant());
        for (var again = 1; ; again++) {
            try {
                return make(file.resolveSibling(again == 1 ? name : name + "-" + again));
            } catch (FileAlreadyExistsException taken) {
                // Several in one second get a number.
            }
        }
    }

    private void folders() throws IOException {
        var parent = file.getParent();
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent, ownerOnly(parent, "rwx------"));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** That a file is there is on disk, too. Not every system can say so. */
    private static void sync(Path folder) {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Then the name is written when the system likes to.
        }
    }
}
