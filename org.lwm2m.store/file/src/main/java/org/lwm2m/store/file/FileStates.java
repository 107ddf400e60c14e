package org.lwm2m.store.file;

import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.store.StateStore;

/** Keeps small things by name; each is on disk when {@link #put} returns. */
final class FileStates implements StateStore {

    private final Ledger ledger;
    private final Settings settings;

    /** One file, one epoch: nobody who asks waits for the file. */
    private final long epoch;

    FileStates(Ledger ledger, Settings settings) {
        this.ledger = ledger;
        this.settings = settings;
        this.epoch = ledger.read(Disk::epoch);
    }

    @Override
    public Optional<Bytes> get(String name) {
        return ledger.read(disk -> disk.states.get(name)).map(Bytes::wrap);
    }

    /**
     * @throws IllegalArgumentException if it is larger than {@code value.max.bytes}
     * @throws IllegalStateException if it can't be kept
     */
    @Override
    public void put(String name, Bytes state) {
        if (state.size() > settings.largest()) {
            throw new IllegalArgumentException("%s: can't keep %d bytes, %s of %s is %d"
                    .formatted(name, state.size(), Settings.LARGEST, FileStore.PID, settings.largest()));
        }
        var octets = state.array();
        ledger.now(disk -> {
            if (disk.states.size() >= settings.states() && !disk.states.has(name)) {
                throw new IllegalStateException("%s: not kept, there are %d states already, %s of %s"
                        .formatted(name, settings.states(), Settings.STATES, FileStore.PID));
            }
            return disk.states.put(name, octets);
        });
    }

    /** Is gone from the disk, too, when this returns, or at least never found there again. */
    @Override
    public void remove(String name) {
        ledger.now(disk -> disk.states.remove(name));
    }

    @Override
    public Stream<String> names(String prefix) {
        return ledger.read(disk -> disk.states.keys(prefix)).stream();
    }

    @Override
    public long epoch() {
        return epoch;
    }
}
