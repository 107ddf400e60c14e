package org.lwm2m.model.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.model.ObjectDefinition;

class ModelFolderTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final ObjectDefinition LAMP = Definitions.of(33000, "1.0", "Lamp");
    private static final ObjectDefinition FAN = Definitions.of(33001, "1.0", "Fan");

    @TempDir
    Path folder;

    private final CompletableFuture<String> read = new CompletableFuture<>();
    private final RecordedLog log = new RecordedLog(line -> {
        if (line.startsWith("info Read ")) {
            read.complete(line);
        }
    });
    private final Catalogue catalogue = new Catalogue(log.logger());
    private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);
    private final List<ModelFolder> opened = new ArrayList<>();
    private Instant now = LONG_AGO.plusSeconds(3600);
    private int changes;

    @AfterEach
    void stop() {
        opened.forEach(ModelFolder::close);
        background.shutdownNow();
    }

    @Test
    void readsWhatIsThereBeforeItGoesOn() throws IOException {
        write("lamp.xml", Ddf.xml(LAMP));
        write("more/vendors/fan.XML", Ddf.xml(FAN));
        write("notes.txt", "Not for us");
        write(".hidden.xml", "Not for us");
        write(".git/fan.xml", "Not for us");
        open(folder);
        assertEquals(List.of(LAMP, FAN), catalogue.all());
        assertEquals(List.of("info Read 2 definitions from 2 files of " + folder), log.lines);
    }

    @Test
    void seesFilesComeAndChangeAndGo() throws IOException {
        var models = open(folder);
        write("a.xml", Ddf.xml(LAMP));
        models.scan();
        assertEquals(List.of(LAMP), catalogue.all());
        write("a.xml", Ddf.xml(FAN));
        write("b.xml", Ddf.xml(LAMP));
        models.scan();
        assertEquals(List.of(LAMP, FAN), catalogue.all());
        Files.delete(folder.resolve("a.xml"));
        models.scan();
        assertEquals(List.of(LAMP), catalogue.all());
    }

    @Test
    @Timeout(20)
    void seesThemByItselfWithinASecondOrTwo() throws Exception {
        open(folder);
        write("lamp.xml", Ddf.xml(LAMP));
        read.get(10, TimeUnit.SECONDS);
        background.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertEquals(List.of(LAMP), catalogue.all());
    }

    @Test
    void namesABrokenFileInOneLineAndReadsTheOthersAndItWhenItIsFixed() throws IOException {
        write("fan.xml", Ddf.xml(FAN));
        var broken = write("lamp.xml", Ddf.xml(LAMP).replace("<Type>Float", "<Type>Double"));
        var models = open(folder);
        models.scan();
        models.scan();
        assertEquals(List.of(FAN), catalogue.all());
        assertEquals(
                List.of("warn Ignoring " + broken + " until it changes: line 14, column 7: "
                        + "Type of Item 5700 is \"Double\", not one that LwM2M has"),
                log.warnings());
        write("lamp.xml", Ddf.xml(LAMP));
        models.scan();
        assertEquals(List.of(LAMP, FAN), catalogue.all());
        write("lamp.xml", "<LWM2M>");
        models.scan();
        assertEquals(List.of(FAN), catalogue.all());
    }

    @Test
    void leavesAFileAloneThatIsBeingWritten() throws IOException {
        var file = write("lamp.xml", "<LWM2M><Obj");
        Files.setLastModifiedTime(file, FileTime.from(now.minusMillis(50)));
        var models = open(folder);
        models.scan();
        assertEquals(List.of(), log.lines);
        Files.writeString(file, Ddf.xml(LAMP));
        Files.setLastModifiedTime(file, FileTime.from(now));
        now = now.plusSeconds(1);
        models.scan();
        assertEquals(List.of(LAMP), catalogue.all());
    }

    @Test
    void readsFilesOfATimeToComeAsClocksMayBeWrong() throws IOException {
        now = Instant.EPOCH;
        write("lamp.xml", Ddf.xml(LAMP));
        open(folder);
        assertEquals(List.of(LAMP), catalogue.all());
    }

    @Test
    void waitsForAFolderThatIsNotThereYet() throws IOException {
        var later = folder.resolve("later");
        var models = open(later);
        assertEquals(List.of(), log.lines);
        write("later/lamp.xml", Ddf.xml(LAMP));
        models.scan();
        assertEquals(List.of(LAMP), catalogue.all());
        Files.delete(later.resolve("lamp.xml"));
        Files.delete(later);
        models.scan();
        assertEquals(List.of(), catalogue.all());
    }

    @Test
    void saysOnceThatAFileIsNoFolder() throws IOException {
        var file = write("lamp.xml", Ddf.xml(LAMP));
        var models = open(file);
        models.scan();
        assertEquals(
                List.of("warn org.lwm2m.model.registry: folder: no definitions are read from " + file
                        + ": it is no folder"),
                log.lines);
    }

    @Test
    void takesItsDefinitionsAlongWhenItIsClosed() throws IOException {
        write("lamp.xml", Ddf.xml(LAMP));
        var models = open(folder);
        models.close();
        assertEquals(List.of(), catalogue.all());
        models.scan();
        assertEquals(List.of(), catalogue.all());
        assertTrue(background.shutdownNow().isEmpty(), "nothing is left to be run");
    }

    private ModelFolder open(Path path) {
        InstantSource time = () -> now;
        background.setRemoveOnCancelPolicy(true);
        var models = new ModelFolder(path, catalogue, background, time, log.logger());
        opened.add(models);
        return models;
    }

    /** Writes with a time of its own, so that no change is too small to be seen. */
    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusSeconds(++changes)));
    }
}
