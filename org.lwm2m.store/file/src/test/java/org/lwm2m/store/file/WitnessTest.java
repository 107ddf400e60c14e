package org.lwm2m.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.store.file.value.Observes;
import org.lwm2m.store.file.value.RegistrationValue;
import org.lwm2m.store.file.value.ValueWriter;

/** Whether a file that went back is told from one that did not. */
class WitnessTest {

    private static final int STEP = 300;

    @TempDir
    private Path folder;

    private Path file;
    private Path mark;

    @BeforeEach
    void name() {
        file = folder.resolve("store");
        mark = folder.resolve("store.mark");
    }

    @Test
    void endsOfAllKindsRaiseNoDoubt() {
        for (var round = 0; round < 30; round++) {
            var kept = new Kept(file);
            assertEquals(0, kept.states().epoch());
            assertEquals(List.of(), kept.complaints);
            for (var i = 0; i < round % 5; i++) {
                kept.states().put("counter", Bytes.utf8(round + " " + i));
            }
            if (round % 2 == 0) {
                kept.kill();
            } else {
                kept.close();
            }
        }
    }

    /** Every few hundred octets: nothing that went back is taken for what was written last. */
    @Test
    void aFileCutAnywhereIsDoubtedOrHasAll() throws IOException {
        var last = counted();
        var whole = Files.readAllBytes(file);
        var marked = Files.readAllBytes(mark);
        var back = 0;
        for (var cut = 0; cut < whole.length; cut += STEP) {
            clear();
            Files.write(file, Arrays.copyOf(whole, cut));
            Files.write(mark, marked);
            try (var kept = new Kept(file)) {
                var found = kept.states().get("counter");
                if (!found.equals(Optional.of(last))) {
                    back++;
                    assertEquals(1, kept.states().epoch(), "cut at " + cut + ", found " + found);
                    assertTrue(
                            kept.complaints.stream().anyMatch(each -> each.contains("begins anew (epoch 1)")),
                            kept.complaints.toString());
                }
                kept.states().put("works", Bytes.EMPTY);
            }
            try (var again = new Kept(file)) {
                assertTrue(again.states().epoch() < 2, "one doubt is told once");
                assertEquals(List.of(), again.complaints);
            }
        }
        assertTrue(back > 10, back + " cuts had it go back");
    }

    @Test
    void aBackupInItsPlaceIsDoubtedEachTime() throws IOException {
        counted();
        var backup = Files.readAllBytes(file);
        for (var epoch = 1; epoch < 4; epoch++) {
            try (var kept = new Kept(file)) {
                kept.states().put("counter", Bytes.utf8("later"));
            }
            Files.write(file, backup);
            try (var kept = new Kept(file)) {
                assertEquals(epoch, kept.states().epoch());
            }
        }
    }

    @Test
    void withoutItsMarkOrWithADamagedOneItIsDoubted() throws IOException {
        counted();
        Files.delete(mark);
        try (var kept = new Kept(file)) {
            assertEquals(1, kept.states().epoch());
        }
        Files.write(mark, new byte[64]);
        try (var kept = new Kept(file)) {
            assertEquals(2, kept.states().epoch());
        }
        Files.delete(file);
        try (var kept = new Kept(file)) {
            assertEquals(3, kept.states().epoch(), "the mark of a file that is gone");
        }
    }

    @Test
    void aMarkThatIsHalfWrittenHasAnotherBesideIt() throws IOException {
        counted();
        var octets = Files.readAllBytes(mark);
        for (var slot = 0; slot < Mark.SLOTS; slot++) {
            var torn = octets.clone();
            torn[slot * torn.length / Mark.SLOTS + 9] ^= 1;
            Files.write(mark, torn);
            try (var kept = new Kept(file)) {
                assertEquals(0, kept.states().epoch());
            }
            Files.write(mark, octets);
        }
    }

    /** As if the process was killed between any two of the things that a first opening writes. */
    @Test
    void beingKilledWhileItBeginsRaisesNoDoubt() throws IOException {
        var store = Opened.toWrite(Place.make(file));
        Migration.KNOWN.run(store);
        store.close();
        var bare = Files.readAllBytes(file);
        new Kept(file).close();
        var begun = new Mark(7, Mark.NOTHING_YET, 0).octets();
        for (var octets : List.of(new byte[0], begun)) {
            Files.write(file, bare);
            Files.write(mark, octets);
            try (var kept = new Kept(file)) {
                assertEquals(0, kept.states().epoch());
            }
        }
    }

    @Test
    void aFileOfVersionOneIsTakenOverWithoutADoubt() throws IOException {
        versionOne();
        try (var kept = new Kept(file)) {
            assertEquals(1, kept.complaints.size());
            assertTrue(kept.complaints.get(0).contains("is brought from version 1 to 2"), kept.complaints.get(0));
            assertEquals(0, kept.states().epoch());
            assertEquals(Optional.of(Bytes.utf8("one")), kept.states().get("a"));
            assertEquals(
                    List.of(Samples.registration(7)),
                    kept.registrations().registrations().toList());
            assertEquals(
                    List.of(Samples.observe(7)),
                    List.copyOf(kept.registrations().observations("id7").values()));
        }
        Files.delete(mark);
        try (var kept = new Kept(file)) {
            assertEquals(1, kept.states().epoch(), "now it has a mark");
        }
    }

    /** The layout as it was: four shelves, each value with its checksum, and nothing beside the file. */
    private void versionOne() throws IOException {
        var registration = Samples.registration(7);
        var observe = Samples.observe(7);
        var store = Opened.toWrite(Place.make(file));
        store.setStoreVersion(1);
        new Shelf(store, "registrations").put("id7", RegistrationValue.write(registration));
        new Shelf(store, "renewals")
                .put("id7", new ValueWriter().instant(registration.updated()).octets());
        var value = new ValueWriter();
        Observes.write(value, observe);
        new Shelf(store, "observations").put(FileRegistrations.key("id7", observe.token()), value.octets());
        new Shelf(store, "states").put("a", "one".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        store.commit();
        store.close();
    }

    /** A file that was written to often, and killed; what was counted last. */
    private Bytes counted() {
        var kept = new Kept(file, Migration.KNOWN, Duration.ofDays(1));
        var last = Bytes.EMPTY;
        for (var i = 0; i < 40; i++) {
            last = Bytes.utf8("number " + i);
            kept.states().put("counter", last);
        }
        kept.kill();
        return last;
    }

    private void clear() throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.list(folder)) {
            files.forEach(all::add);
        }
        for (var each : all) {
            Files.delete(each);
        }
    }
}
