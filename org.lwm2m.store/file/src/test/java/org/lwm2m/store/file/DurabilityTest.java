package org.lwm2m.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.store.file.value.RegistrationValue;

/** What is there after a stop, and after an end that was none. */
class DurabilityTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("deep/down/store");
    }

    @Test
    void allIsThereAfterAStop() {
        var registration = Samples.registration(1);
        var observe = Samples.observe(1);
        try (var kept = new Kept(file, Migration.KNOWN, NEVER)) {
            kept.registrations().put(registration);
            kept.registrations().put(registration.id(), observe.token(), observe);
            kept.states().put("a", Bytes.hex("01"));
        }
        try (var kept = new Kept(file)) {
            assertEquals(
                    Set.of(registration), kept.registrations().registrations().collect(Collectors.toSet()));
            assertEquals(Map.of(observe.token(), observe), kept.registrations().observations("id1"));
            assertEquals(Optional.of(Bytes.hex("01")), kept.states().get("a"));
        }
    }

    @Test
    void aStateIsThereAfterAKillAsSoonAsPutReturned() {
        for (var round = 1; round < 20; round++) {
            var kept = new Kept(file, Migration.KNOWN, NEVER);
            assertEquals(
                    round == 1 ? Optional.empty() : Optional.of(Bytes.of((byte) (round - 1))),
                    kept.states().get("a"));
            kept.states().put("a", Bytes.of((byte) round));
            kept.states().put("b" + round, Bytes.EMPTY);
            kept.states().remove("b" + round);
            kept.kill();
        }
        try (var kept = new Kept(file)) {
            assertEquals(Set.of("a"), kept.states().names("").collect(Collectors.toSet()));
        }
    }

    @Test
    void aRegistrationIsWrittenBehind() throws Exception {
        var kept = new Kept(file, Migration.KNOWN, NEVER);
        kept.registrations().put(Samples.registration(1));
        kept.registrations().registrations();
        kept.kill();
        var again = new Kept(file, Migration.KNOWN, Duration.ZERO);
        assertEquals(0, again.registrations().registrations().count());
        again.registrations().put(Samples.registration(2));
        // The write is in line behind the change, and this behind the write.
        var written = new CompletableFuture<Void>();
        again.thread.tell(() -> again.thread.next(() -> again.thread.next(() -> written.complete(null))));
        written.get(20, TimeUnit.SECONDS);
        again.kill();
        try (var last = new Kept(file)) {
            assertEquals(1, last.registrations().registrations().count());
        }
    }

    @Test
    void aRenewalIsWrittenApartFromWhatStaysTheSame() {
        var registration = Samples.registration(1);
        try (var kept = new Kept(file)) {
            kept.registrations().put(registration);
            var renewed = Samples.renewed(registration, Duration.ofMinutes(4));
            kept.registrations().put(renewed);
            var same = RegistrationValue.write(registration);
            boolean changed = kept.ledger.read(disk -> disk.registrations.put(registration.id(), same));
            assertFalse(changed);
            assertEquals(Set.of(renewed), kept.registrations().registrations().collect(Collectors.toSet()));
        }
    }

    @Test
    void whatSeveralThreadsPutIsFlushedTogetherAndAllThere() {
        var kept = new Kept(file);
        IntStream.range(0, 400).parallel().forEach(number -> kept.states()
                .put("state " + number, Bytes.utf8("" + number)));
        kept.kill();
        try (var again = new Kept(file)) {
            assertEquals(400, again.states().names("state ").count());
        }
    }

    @Test
    void anInterruptOfACallerDisturbsNobody() {
        try (var kept = new Kept(file)) {
            Thread.currentThread().interrupt();
            kept.states().put("a", Bytes.hex("01"));
            assertTrue(Thread.interrupted(), "it is still interrupted");
            assertEquals(Optional.of(Bytes.hex("01")), kept.states().get("a"));
        }
    }

    @Test
    void whatIsTooMuchIsRefusedWithTheKeyThatSaysSo() {
        try (var kept = new Kept(file)) {
            var large = assertThrows(
                    IllegalArgumentException.class, () -> kept.states().put("big", Bytes.wrap(new byte[1 << 17])));
            assertEquals(
                    "big: can't keep 131072 bytes, value.max.bytes of org.lwm2m.store.file is 65536",
                    large.getMessage());
            var settings = new Settings(file, NEVER, 10, 2);
            var two = new FileStates(kept.ledger, settings);
            two.put("a", Bytes.EMPTY);
            two.put("b", Bytes.EMPTY);
            var third = assertThrows(IllegalStateException.class, () -> two.put("c", Bytes.EMPTY));
            assertTrue(third.getMessage().contains("states.max"), third.getMessage());
            two.put("b", Bytes.hex("02"));
        }
    }

    @Test
    void theFileIsItsOwnersAlone() throws IOException {
        try (var kept = new Kept(file)) {
            kept.states().put("a", Bytes.EMPTY);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (var kept = new Kept(file)) {
            assertTrue(kept.complaints.get(0).endsWith("could be read by others; now by its owner alone"));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aFileThatIsWrittenToForLongStaysSmall() throws IOException {
        try (var kept = new Kept(file)) {
            for (var i = 0; i < 400; i++) {
                kept.states().put("counter " + i % 20, Bytes.utf8("" + i));
            }
        }
        assertTrue(Files.size(file) < 1 << 17, Files.size(file) + " octets");
    }

    @Test
    void nothingThatWasAcknowledgedIsMissingAfterAProcessIsKilled() throws Exception {
        var random = new Random(8);
        for (var round = 0; round < 5; round++) {
            var last = Killed.after(file, 20 + random.nextInt(200));
            try (var kept = new Kept(file)) {
                assertEquals(Set.of(), Set.copyOf(kept.complaints));
                for (var writer = 0; writer < Killed.WRITERS; writer++) {
                    var found = kept.states().get("writer " + writer).map(each -> Integer.parseInt(each.utf8()));
                    assertFalse(
                            found.orElse(-1) < last[writer], "%d: %s after %d".formatted(writer, found, last[writer]));
                }
                kept.registrations()
                        .registrations()
                        .forEach(each -> assertTrue(each.id().startsWith("id")));
            }
        }
    }
}
