package org.lwm2m.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.mvstore.MVStoreException;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;

/** The store without the framework, on a file of a test. */
final class Kept implements AutoCloseable {

    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));

    final List<String> complaints = new CopyOnWriteArrayList<>();
    final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    final FileThread thread = new FileThread("org.lwm2m.store.file-test");
    final Disk disk;
    final Ledger ledger;
    private final Settings settings;

    Kept(Path file) {
        this(file, Migration.KNOWN, Duration.ofMinutes(1));
    }

    Kept(Path file, Migration migration, Duration delay) {
        settings = new Settings(file, delay, 1 << 16, 100_000);
        try {
            disk = thread.ask(() -> open(file, migration));
        } catch (RuntimeException e) {
            thread.close();
            throw e;
        }
        ledger = new Ledger(thread, disk, delay, failures::add);
    }

    RegistrationStore registrations() {
        return new FileRegistrations(ledger);
    }

    StateStore states() {
        return new FileStates(ledger, settings);
    }

    /** Leaves the file as a process does that is killed. */
    void kill() {
        thread.ask(() -> {
            disk.abandon();
            return null;
        });
        thread.close();
    }

    @Override
    public void close() {
        try {
            thread.ask(() -> {
                ledger.close();
                return null;
            });
        } catch (MVStoreException killed) {
            // Then there is nothing to write.
        }
        thread.close();
    }

    private Disk open(Path file, Migration migration) {
        try {
            return new Opening(new Place(file, NOON), migration, complaints::add).open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
