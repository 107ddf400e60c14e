package org.lwm2m.model.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;

/**
 * Reads as many files as a public registry has: made ones always, and the real ones where they lie beside the project.
 */
class PublicRegistryTest {

    private static final int FILES = 400;
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final DdfReader reader = new DdfReader();

    @Test
    void hundredsOfFilesReadInWellUnderASecond(@TempDir Path folder) throws Exception {
        var versions = Version.values();
        var written = new ArrayList<ObjectDefinition>();
        for (var i = 0; i < FILES; i++) {
            var version = i % 2 == 0 ? "1.0" : "1." + i;
            var object = i % 8 < 2
                    ? Definitions.full(i / 2, version, versions[i % versions.length])
                    : Definitions.of(i / 2, version, "Object " + i);
            written.add(object);
            Files.writeString(folder.resolve("%05d.xml".formatted(i)), Ddf.xml(object));
        }
        assertEquals(written, timed("made", folder));
    }

    @Test
    void everyFileOfTheRegistryReadsWhereItIsAtHand() throws Exception {
        var folder = registry();
        if (!Files.isDirectory(folder)) {
            System.out.println("The public registry is not at hand: only made files were read");
            return;
        }
        var read = timed("registry", folder);
        assertTrue(read.size() > 700, () -> "only " + read.size());
        var versions = new HashSet<String>();
        read.forEach(each -> versions.add(each.id() + " " + each.version()));
        assertTrue(versions.size() > 400, () -> "only " + versions.size());
    }

    private List<ObjectDefinition> timed(String what, Path folder) throws Exception {
        var files = new ArrayList<>(FolderListing.of(folder).files().keySet());
        files.sort(null);
        var read = List.<ObjectDefinition>of();
        var took = new ArrayList<Duration>();
        // Of the processor, since others may keep it busy while we test.
        var cpu = ManagementFactory.getThreadMXBean();
        for (var time = 0; time < 3; time++) {
            var begin = cpu.getCurrentThreadCpuTime();
            read = readAll(files);
            took.add(Duration.ofNanos(cpu.getCurrentThreadCpuTime() - begin));
        }
        System.out.printf("%s: %d files read in %s%n", what, files.size(), took);
        assertTrue(Collections.min(took).compareTo(A_SECOND) < 0, () -> files.size() + " files took " + took);
        return read;
    }

    private List<ObjectDefinition> readAll(List<Path> files) throws IOException, BrokenDefinition {
        var read = new ArrayList<ObjectDefinition>();
        for (var file : files) {
            try (var in = Files.newInputStream(file)) {
                read.addAll(reader.read(in));
            } catch (BrokenDefinition e) {
                throw new BrokenDefinition(file + ": " + e.getMessage());
            }
        }
        return read;
    }

    /** Beside the root of the project, which is the uppermost folder with a pom. */
    private static Path registry() {
        var root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data").resolve("lwm2m-registry");
    }
}
