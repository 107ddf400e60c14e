package org.lwm2m.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Opens the file, whatever it looks like. It is looked through before it is changed: one that is damaged is put aside,
 * and what can be read of it goes into a new one; one of a newer version is put aside as it is.
 */
final class Opening {

    /** Of what is lost, how much is named; the rest is counted. */
    private static final int NAMED = 20;

    private final Place place;
    private final Migration migration;
    private final Consumer<String> complain;

    /** @param complain takes a line of what is wrong and what comes of it */
    Opening(Place place, Migration migration, Consumer<String> complain) {
        this.place = place;
        this.migration = migration;
        this.complain = complain;
    }

    /** What was found: a version, none if it can't be read; what is damaged, in words; whether it is somebody else's. */
    private record Look(Optional<Integer> version, List<String> damage, boolean foreign) {}

    /** @throws RuntimeException if it can't be opened now; nothing of it is changed then */
    Disk open() throws IOException {
        place.settle();
        var rescued = false;
        if (place.filled()) {
            if (!Files.isReadable(place.file()) || !Files.isWritable(place.file())) {
                throw new IllegalStateException(place.file() + " is not ours to read and write");
            }
            var look = look();
            if (look.foreign) {
                throw new IllegalStateException(
                        place.file() + " is of another program; it is left alone. Name another file");
            }
            close();
            rescued = prepare(look);
        }
        if (!place.filled()) {
            Files.deleteIfExists(place.file());
            Place.make(place.file());
        }
        close();
        return disk(place.file(), rescued);
    }

    private void close() throws IOException {
        if (place.close()) {
            complain.accept(place.file() + " could be read by others; now by its owner alone");
        }
    }

    private Disk disk(Path file, boolean rescued) throws IOException {
        var store = Opened.toWrite(file);
        try {
            migration.run(store);
            return new Disk(store, Witness.of(store, place, rescued, complain));
        } catch (IOException | RuntimeException | Error e) {
            store.closeImmediately();
            throw e;
        }
    }

    /** Whether it was damaged. */
    private boolean prepare(Look look) throws IOException {
        var version = look.version.orElse(0);
        if (version > migration.newest()) {
            complain.accept(
                    "%s is of version %d, and this bundle knows versions up to %d. It is put aside as %s, and an empty one begun; to use it, install the newer bundle and give it its name back"
                            .formatted(place.file(), version, migration.newest(), place.aside("newer")));
        } else if (!look.damage.isEmpty()) {
            rescue(look);
            return true;
        } else if (version > 0 && version < migration.newest()) {
            complain.accept("%s is brought from version %d to %d; as it was it stays as %s"
                    .formatted(place.file(), version, migration.newest(), place.copy("version" + version)));
        }
        return false;
    }

    private Look look() {
        try (var store = Opened.toRead(place.file())) {
            return look(store);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT) {
                return new Look(Optional.of(Integer.MAX_VALUE), List.of(), false);
            } else if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new IllegalStateException(place.file() + " is used by another process", e);
            }
            return new Look(Optional.empty(), List.of(e.getMessage()), false);
        } catch (RuntimeException | Error e) {
            return new Look(Optional.empty(), List.of(e.toString()), false);
        }
    }

    private static Look look(MVStore store) {
        var version = store.getStoreVersion();
        var names = store.getMapNames();
        var damage = new ArrayList<String>();
        if (version > 0) {
            names.forEach(name -> Pages.walk(store, name, (key, value) -> {}, damage::add));
        }
        return new Look(Optional.of(version), damage, version == 0 && !names.isEmpty());
    }

    /** What can be read is put together in a file of its own first, so that being killed meanwhile loses nothing. */
    private void rescue(Look look) throws IOException {
        var lost = new ArrayList<String>();
        var kept = 0L;
        var next = Opened.toWrite(Place.make(place.next()));
        try {
            copyTo(next, lost::add);
            kept = next.getMapNames().stream()
                    .mapToLong(name -> Shelf.map(next, name).sizeAsLong())
                    .sum();
            next.setStoreVersion(look.version.filter(version -> version > 0).orElse(migration.newest()));
            next.commit();
            next.sync();
        } finally {
            next.close();
        }
        var aside = place.aside("damaged");
        place.replace();
        place.prune("damaged");
        complain.accept("%s is damaged: %s. It is put aside as %s; %d entries of it could be read and are there again"
                .formatted(place.file(), look.damage.get(0), aside, kept));
        lost.stream().limit(NAMED).forEach(each -> complain.accept("lost with " + aside + ": " + each));
        if (lost.size() > NAMED) {
            complain.accept("lost with %s: %d more".formatted(aside, lost.size() - NAMED));
        }
    }

    private void copyTo(MVStore next, Consumer<String> lost) {
        Pages.failure(() -> copy(Opened.toRead(place.file()), next, lost))
                .flatMap(again -> Pages.failure(() -> copy(Opened.toRescue(place.file()), next, lost)))
                .ifPresent(why -> lost.accept("all, as it can't be opened: " + why));
    }

    private static void copy(MVStore from, MVStore next, Consumer<String> lost) {
        try (from) {
            for (var name : from.getMapNames()) {
                var to = Shelf.map(next, name);
                Pages.walk(from, name, to::put, lost);
            }
        }
    }
}
