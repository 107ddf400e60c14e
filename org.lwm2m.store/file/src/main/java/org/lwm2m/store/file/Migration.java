package org.lwm2m.store.file;

import java.util.List;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;

/**
 * The versions of the file, and how an older one becomes the newest: step by step, written all at once at the end.
 *
 * @param steps the first makes version 2 of version 1, and so on
 */
record Migration(List<Consumer<MVStore>> steps) {

    /**
     * Version 2 has a {@link Witness}: what changed is that there is a shelf more, which its first opening fills, and
     * that a file of this version without its mark is doubted.
     */
    static final Migration KNOWN = new Migration(List.of(store -> {}));

    int newest() {
        return 1 + steps.size();
    }

    /** Makes the newest of any older one; a new file is of the newest at once. */
    void run(MVStore store) {
        var version = store.getStoreVersion();
        for (var step = Math.max(version, 1); version > 0 && step < newest(); step++) {
            steps.get(step - 1).accept(store);
        }
        if (version != newest()) {
            store.setStoreVersion(newest());
            store.commit();
            store.sync();
        }
    }
}
