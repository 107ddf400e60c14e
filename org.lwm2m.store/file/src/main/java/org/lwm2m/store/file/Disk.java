package org.lwm2m.store.file;

import org.h2.mvstore.MVStore;

/** The open file: four shelves, and when they are written. For one thread. */
final class Disk {

    static final String REGISTRATIONS = "registrations";
    static final String RENEWALS = "renewals";
    static final String OBSERVATIONS = "observations";
    static final String STATES = "states";

    /** Of what is written, how much has to be live before it is written anew together; how often that is looked at. */
    private static final int FILL_PERCENT = 50;

    private static final int COMPACT_BYTES = 4 << 20;
    private static final int COMPACT_EACH = 64;
    private static final int COMPACT_MILLIS = 100;

    final Shelf registrations;
    final Shelf renewals;
    final Shelf observations;
    final Shelf states;
    private final MVStore store;
    private final Witness witness;
    private int writes;

    Disk(MVStore store, Witness witness) {
        this.store = store;
        this.witness = witness;
        registrations = new Shelf(store, REGISTRATIONS);
        renewals = new Shelf(store, RENEWALS);
        observations = new Shelf(store, OBSERVATIONS);
        states = new Shelf(store, STATES);
    }

    /** How often this file was not what was written last. */
    long epoch() {
        return witness.epoch();
    }

    /** All that changed is on disk when this returns. */
    void write() {
        if (store.hasUnsavedChanges()) {
            store.commit();
            store.sync();
            witness.saw(store.getCurrentVersion());
            if (++writes % COMPACT_EACH == 0) {
                store.compact(FILL_PERCENT, COMPACT_BYTES);
            }
        }
    }

    /** Writes all, and makes the file smaller if that is quickly done. */
    void close() {
        write();
        store.close(writes > 0 ? COMPACT_MILLIS : 0);
        witness.close();
    }

    /** Leaves the file as it was last written. */
    void abandon() {
        store.closeImmediately();
        witness.close();
    }
}
