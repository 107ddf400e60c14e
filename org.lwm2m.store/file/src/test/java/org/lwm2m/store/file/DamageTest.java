package org.lwm2m.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;

/** Files that are cut, changed, of another version or of another program. */
class DamageTest {

    private static final int REGISTRATIONS = 300;
    private static final int STATES = 20;
    private static final int ROUNDS = 40;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("store");
    }

    @Test
    void aFileCutAnywhereIsOpenedAndKeepsWhatCanBeRead() throws IOException {
        var whole = filled();
        var all = 0;
        var places = new Random(5);
        for (var round = 0; round < ROUNDS; round++) {
            var cut = round < 10 ? round : places.nextInt(whole.length);
            Files.write(file, Arrays.copyOf(whole, cut));
            all += opensWithTruthOnly("cut at " + cut);
            clear();
        }
        assertTrue(all > 800, "of all cuts only " + all + " entries");
    }

    @Test
    void aFileWithOctetsTurnedOverIsOpenedAndKeepsWhatCanBeRead() throws IOException {
        var whole = filled();
        var all = 0;
        var places = new Random(6);
        for (var round = 0; round < ROUNDS; round++) {
            var changed = whole.clone();
            for (var i = 0; i <= round % 8; i++) {
                changed[places.nextInt(changed.length)] ^= (byte) (1 + places.nextInt(255));
            }
            Files.write(file, changed);
            all += opensWithTruthOnly("round " + round);
            clear();
        }
        assertTrue(all > ROUNDS * REGISTRATIONS / 2, "of all only " + all + " entries");
    }

    @Test
    void oneValueThatIsNotAsItWasWrittenIsNamedAndTheRestStarts() throws IOException {
        try (var kept = new Kept(file)) {
            kept.states().put("bundle/good", Bytes.utf8("good"));
            kept.states().put("bundle/bad", Bytes.utf8("a value to find again"));
        }
        var octets = Files.readAllBytes(file);
        change(octets, "a value to find again", "a value to lose again");
        Files.write(file, octets);
        try (var kept = new Kept(file)) {
            assertEquals(Optional.of(Bytes.utf8("good")), kept.states().get("bundle/good"));
            assertEquals(Optional.empty(), kept.states().get("bundle/bad"));
            assertTrue(kept.complaints.get(0).contains("is damaged"), kept.complaints.get(0));
            assertTrue(kept.complaints.get(1).endsWith("states bundle/bad"), kept.complaints.get(1));
            assertEquals(1, kept.states().epoch());
        }
        assertArrayEquals(octets, Files.readAllBytes(folder.resolve("store.damaged-20260102T120000Z")));
        try (var again = new Kept(file)) {
            assertEquals(List.of(), again.complaints);
            assertEquals(Optional.of(Bytes.utf8("good")), again.states().get("bundle/good"));
        }
    }

    @Test
    void whatIsNoStoreAtAllIsPutAside() throws IOException {
        Files.writeString(file, "listen = coap://127.0.0.1\n".repeat(1000));
        try (var kept = new Kept(file)) {
            kept.states().put("a", Bytes.EMPTY);
            assertTrue(
                    kept.complaints.stream().anyMatch(each -> each.contains("damaged-20260102T120000Z; 0 entries")),
                    kept.complaints.toString());
        }
        assertEquals(List.of("store", "store.damaged-20260102T120000Z"), names());
    }

    @Test
    void aNewerVersionIsRefusedAndPutAsideUntouched() throws IOException {
        var later = new Migration(List.of(each -> {}, each -> {}));
        try (var kept = new Kept(file, later, Duration.ZERO)) {
            kept.states().put("a", Bytes.utf8("of version 3"));
        }
        var octets = Files.readAllBytes(file);
        try (var kept = new Kept(file)) {
            assertEquals(Optional.empty(), kept.states().get("a"));
            var line = kept.complaints.get(0);
            assertTrue(line.contains("is of version 3, and this bundle knows versions up to 2"), line);
        }
        var aside = folder.resolve("store.newer-20260102T120000Z");
        assertArrayEquals(octets, Files.readAllBytes(aside));
        Files.move(aside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (var kept = new Kept(file, later, Duration.ZERO)) {
            assertEquals(Optional.of(Bytes.utf8("of version 3")), kept.states().get("a"));
        }
    }

    @Test
    void anOlderVersionIsBroughtToTheNewestAndStaysBesideAsItWas() throws IOException {
        try (var kept = new Kept(file)) {
            kept.states().put("a", Bytes.utf8("one"));
        }
        var octets = Files.readAllBytes(file);
        var later = new Migration(List.of(
                store -> new Shelf(store, Disk.STATES).put("never", new byte[] {2}),
                store -> new Shelf(store, Disk.STATES).put("c", new byte[] {3})));
        try (var kept = new Kept(file, later, Duration.ZERO)) {
            assertEquals(Optional.of(Bytes.utf8("one")), kept.states().get("a"));
            assertEquals(List.of("a", "c"), kept.states().names("").sorted().toList());
            assertTrue(kept.complaints.get(0).contains("from version 2 to 3"), kept.complaints.get(0));
        }
        assertArrayEquals(octets, Files.readAllBytes(folder.resolve("store.version2-20260102T120000Z")));
        try (var again = new Kept(file, later, Duration.ZERO)) {
            assertEquals(List.of(), again.complaints);
        }
    }

    @Test
    void aMigrationThatFailsChangesNothing() throws IOException {
        try (var kept = new Kept(file)) {
            kept.states().put("a", Bytes.utf8("one"));
        }
        Consumer<MVStore> half = store -> {
            new Shelf(store, Disk.STATES).put("a", new byte[0]);
            throw new IllegalStateException("half way");
        };
        assertThrows(
                IllegalStateException.class,
                () -> new Kept(file, new Migration(List.of(each -> {}, half)), Duration.ZERO).close());
        try (var kept = new Kept(file)) {
            assertEquals(Optional.of(Bytes.utf8("one")), kept.states().get("a"));
        }
    }

    @Test
    void aFileOfAnotherProgramIsLeftAlone() throws IOException {
        try (var other = new MVStore.Builder().fileName(file.toString()).open()) {
            other.openMap("theirs").put("a", "b");
        }
        var octets = Files.readAllBytes(file);
        var refused = assertThrows(IllegalStateException.class, () -> new Kept(file).close());
        assertTrue(refused.getMessage().contains("is of another program"), refused.getMessage());
        assertArrayEquals(octets, Files.readAllBytes(file));
        assertEquals(List.of("store"), names());
    }

    @Test
    void aFileThatIsInUseIsLeftAlone() throws IOException {
        try (var first = new Kept(file)) {
            first.states().put("a", Bytes.utf8("one"));
            var refused = assertThrows(IllegalStateException.class, () -> new Kept(file).close());
            assertTrue(refused.getMessage().contains("is used by another"), refused.getMessage());
            first.states().put("b", Bytes.utf8("two"));
        }
        assertEquals(List.of("store"), names());
    }

    @Test
    void damagedFilesDoNotFillTheDisk() throws IOException {
        for (var i = 0; i < 9; i++) {
            Files.writeString(file, "no store, number " + i);
            new Kept(file).close();
        }
        assertEquals(
                5, names().stream().filter(each -> each.contains("damaged")).count());
    }

    @Test
    void beingKilledWhileAFileIsRescuedLosesNothing() throws IOException {
        filled();
        Files.move(file, folder.resolve("store.new"));
        try (var kept = new Kept(file)) {
            assertEquals(REGISTRATIONS, kept.registrations().registrations().count());
        }
        Files.writeString(folder.resolve("store.new"), "half of it");
        try (var kept = new Kept(file)) {
            assertEquals(REGISTRATIONS, kept.registrations().registrations().count());
        }
        assertEquals(List.of("store"), names());
    }

    /** A file that has been written to for a while, and was never closed. */
    private byte[] filled() throws IOException {
        var kept = new Kept(file);
        for (var i = 0; i < REGISTRATIONS; i++) {
            kept.registrations().put(Samples.registration(i));
            kept.registrations().put("id" + i, Samples.observe(i).token(), Samples.observe(i));
            if (i % (REGISTRATIONS / STATES) == 0) {
                kept.states().put("state " + i, Bytes.utf8("state " + i));
            }
        }
        kept.states().put("last", Bytes.utf8("last"));
        kept.kill();
        return Files.readAllBytes(file);
    }

    /** Nothing is there that was never put there; how many registrations and states there are. */
    private int opensWithTruthOnly(String what) {
        try (var kept = new Kept(file)) {
            var registrations = kept.registrations().registrations().toList();
            for (var each : registrations) {
                var number = Integer.parseInt(each.id().substring(2));
                assertEquals(Samples.registration(number).endpoint(), each.endpoint(), what);
                kept.registrations()
                        .observations(each.id())
                        .forEach((token, observe) -> assertEquals(Samples.observe(number), observe, what));
            }
            var states = kept.states().names("").toList();
            for (var name : states) {
                assertEquals(Optional.of(Bytes.utf8(name)), kept.states().get(name), what);
            }
            kept.states().put("works", Bytes.utf8("works"));
            assertEquals(List.of(), kept.failures, what);
            return registrations.size() + states.size();
        }
    }

    private void clear() throws IOException {
        for (var name : names()) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder.resolve("store.mark"));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> !each.endsWith(".mark"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static void change(byte[] octets, String from, String to) {
        var at = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(from);
        assertTrue(at >= 0);
        System.arraycopy(to.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0, octets, at, to.length());
    }
}
