package org.lwm2m.conf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of configuration files, read again where they changed. It need not be there. Not for several threads.
 * <p>
 * A file that can't be read is named once, and counts as it was before.
 */
final class Folder {

    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

    /** More than a person writes, and less than would hurt. */
    private static final long LARGEST = 1 << 20;

    private final Path path;
    private final Map<Path, Seen> files = new HashMap<>();

    Folder(Path path) {
        this.path = path;
    }

    /** What the files say now. */
    Map<Target, Settings> read() {
        var now = list();
        files.keySet().retainAll(now);
        var found = new HashMap<Target, Settings>();
        for (var file : now) {
            var target = Target.of(file.getFileName().toString());
            target.flatMap(each -> look(file)).ifPresent(settings -> found.put(target.get(), settings));
        }
        return found;
    }

    private List<Path> list() {
        var found = new ArrayList<Path>();
        if (Files.isDirectory(path)) {
            try (var listed = Files.newDirectoryStream(path, "*.cfg")) {
                listed.forEach(found::add);
            } catch (IOException | java.nio.file.DirectoryIteratorException e) {
                LOG.warn("Can't list the configuration folder {}: {}", path, e.toString());
                return List.copyOf(files.keySet());
            }
        }
        return found;
    }

    private Optional<Settings> look(Path file) {
        var before = Optional.ofNullable(files.get(file));
        try {
            var stamp = Stamp.of(file);
            if (before.isEmpty() || !before.get().stamp.equals(stamp)) {
                files.put(file, new Seen(stamp, read(file, stamp, before)));
            }
        } catch (IOException e) {
            LOG.debug("{} went while it was looked at", file, e);
            files.remove(file);
        }
        return Optional.ofNullable(files.get(file)).flatMap(Seen::settings);
    }

    private static Optional<Settings> read(Path file, Stamp stamp, Optional<Seen> before) {
        try {
            if (stamp.size > LARGEST) {
                throw new IllegalArgumentException(stamp.size + " bytes are too many for a configuration");
            }
            try (var reader = Files.newBufferedReader(file, UTF_8)) {
                return Optional.of(Settings.read(reader));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("Can't read {}: {}. It counts as before; mend it and save it again", file, e.toString());
            return before.flatMap(Seen::settings);
        }
    }

    private record Seen(Stamp stamp, Optional<Settings> settings) {}

    /** Tells whether a file is another one than before, or changed. */
    private record Stamp(long modified, long size, String key) {

        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        }
    }
}
