package org.lwm2m.store.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is to be written, and when: registrations behind, states before their caller goes on, those of several callers
 * at once. All but the entrances runs on the file's thread.
 */
final class Ledger {

    private final FileThread thread;
    private final Disk disk;
    private final Duration delay;
    private final Consumer<RuntimeException> failed;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean due;
    private boolean broken;
    private boolean worked;

    /** @param failed hears once that nothing can be read or written any more */
    Ledger(FileThread thread, Disk disk, Duration delay, Consumer<RuntimeException> failed) {
        this.thread = thread;
        this.disk = disk;
        this.delay = delay;
        this.failed = failed;
    }

    <T> T read(Function<Disk, T> reading) {
        return thread.ask(() -> use(reading));
    }

    /** Changes something that is on disk some time later. */
    void soon(Predicate<Disk> change) {
        thread.tell(() -> {
            if (!broken && use(change::test) && !due) {
                due = true;
                thread.after(delay, this::write);
            }
        });
    }

    /**
     * Changes something that is on disk when this returns.
     *
     * @throws IllegalStateException if it is not
     */
    void now(Predicate<Disk> change) {
        if (thread.isThis()) {
            use(disk -> change.test(disk) && written(disk));
            return;
        }
        var written = new CompletableFuture<Void>();
        thread.ask(() -> {
            if (!use(change::test)) {
                written.complete(null);
            } else if (waiting.add(written) && waiting.size() == 1) {
                // After the changes of all who came meanwhile: then one write is for all of them.
                thread.next(this::write);
            }
            return null;
        });
        try {
            written.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("not kept: " + e.getCause().getMessage(), e);
        }
    }

    /** Whether anything was ever written. */
    boolean worked() {
        return worked;
    }

    /**
     * Writes all that there is, and ends.
     *
     * @throws RuntimeException if it can't be written
     */
    void close() {
        if (!broken) {
            write();
        }
        if (!broken) {
            end(new IllegalStateException("the store is closed"));
            disk.close();
        }
    }

    private void write() {
        due = false;
        if (broken) {
            return;
        }
        try {
            worked |= use(Ledger::written);
            waiting.forEach(each -> each.complete(null));
            waiting.clear();
        } catch (IllegalStateException e) {
            // Told where it was found; those who wait are told there, too.
        }
    }

    private static boolean written(Disk disk) {
        disk.write();
        return true;
    }

    private <T> T use(Function<Disk, T> access) {
        if (broken) {
            throw new IllegalStateException("the store's file fails");
        }
        try {
            return access.apply(disk);
        } catch (IllegalStateException refused) {
            throw refused;
        } catch (RuntimeException e) {
            // Whatever it is: a page that is not what it was makes MVStore throw all sorts.
            end(e);
            disk.abandon();
            failed.accept(e);
            throw new IllegalStateException("the store's file fails: " + e.getMessage(), e);
        }
    }

    private void end(RuntimeException why) {
        broken = true;
        waiting.forEach(each -> each.completeExceptionally(why));
        waiting.clear();
    }
}
