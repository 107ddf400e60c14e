package org.lwm2m.store.file;

import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;

/** How MVStore is opened: without a thread of its own, and so that nothing stays open if that fails. */
final class Opened {

    private static final int CACHE_MEGABYTES = 4;

    /**
     * How long octets that are no longer needed stay, in milliseconds, so that a file whose end is lost has something
     * to go back to. Short, as each write is flushed.
     */
    private static final int RETENTION = 5_000;

    private Opened() {}

    static MVStore toRead(Path file) {
        return open(file, true, Map.of("cacheSize", 1));
    }

    /** Looks at each block for what may be the last good state. */
    static MVStore toRescue(Path file) {
        return open(file, true, Map.of("cacheSize", 1, "recoveryMode", 1));
    }

    static MVStore toWrite(Path file) {
        var store = open(file, false, Map.of("cacheSize", CACHE_MEGABYTES, "autoCompactFillRate", 50));
        if (store.isReadOnly()) {
            store.closeImmediately();
            throw new IllegalStateException(file + " can't be written");
        }
        store.setRetentionTime(RETENTION);
        return store;
    }

    private static MVStore open(Path file, boolean readOnly, Map<String, Object> configuration) {
        var files = new SingleFileStore(configuration);
        try {
            files.open(file.toString(), readOnly, null);
            return new MVStore.Builder()
                    .adoptFileStore(files)
                    .autoCommitDisabled()
                    .compress()
                    .open();
        } catch (RuntimeException | Error e) {
            Pages.failure(files::close).ifPresent(why -> e.addSuppressed(new IllegalStateException(why)));
            throw e;
        }
    }
}
