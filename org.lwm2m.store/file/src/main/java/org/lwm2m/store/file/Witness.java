package org.lwm2m.store.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;

/**
 * Sees whether the file is older than it was when it was last written. MVStore goes back to the last state that is
 * whole and says nothing: after a cut, or with a backup in the file's place, numbers would count twice. For one thread.
 */
final class Witness {

    static final String SHELF = "witness";

    private static final String LINEAGE = "lineage";
    private static final String EPOCH = "epoch";

    private final RandomAccessFile file;
    private final long lineage;
    private final long epoch;

    private Witness(RandomAccessFile file, long lineage, long epoch) {
        this.file = file;
        this.lineage = lineage;
        this.epoch = epoch;
    }

    /**
     * Looks, and is the witness from now on.
     *
     * @param rescued whether the file was made of what could be read of another
     * @param complain hears if the file is not what was written last
     */
    static Witness of(MVStore store, Place place, boolean rescued, Consumer<String> complain) throws IOException {
        var shelf = new Shelf(store, SHELF);
        var mark = Mark.read(place.mark());
        var lineage = number(shelf, LINEAGE);
        var epoch =
                Math.max(number(shelf, EPOCH).orElse(0L), mark.map(Mark::epoch).orElse(0L));
        if (!rescued && trusted(store, place, mark, lineage)) {
            return lineage.isPresent() && mark.filter(each -> !each.begins()).isPresent()
                    ? begin(place, new Mark(lineage.get(), store.getCurrentVersion(), epoch))
                    : anew(store, place, epoch);
        }
        complain.accept(
                "%s is not as it was when it was last written: its end is lost, or another file is in its place, or %s is gone. What must never go back, as OSCORE sequence numbers, begins anew (epoch %d); the rest is used as it is"
                        .formatted(place.file(), place.mark().getFileName(), epoch + 1));
        return anew(store, place, epoch + 1);
    }

    /** A file of version 1, or one that was just made, has neither lineage nor mark. */
    private static boolean trusted(MVStore store, Place place, Optional<Mark> mark, Optional<Long> lineage)
            throws IOException {
        if (!place.marked()) {
            return lineage.isEmpty();
        }
        return mark.filter(
                        each -> each.begins() || each.goesWith(lineage) && each.version() <= store.getCurrentVersion())
                .isPresent();
    }

    /** The mark goes first: were we killed in between, it says that nothing was written under it. */
    private static Witness anew(MVStore store, Place place, long epoch) throws IOException {
        var lineage = new SecureRandom().nextLong();
        var witness = begin(place, new Mark(lineage, Mark.NOTHING_YET, epoch));
        var shelf = new Shelf(store, SHELF);
        shelf.put(LINEAGE, octets(lineage));
        shelf.put(EPOCH, octets(epoch));
        store.commit();
        store.sync();
        witness.saw(store.getCurrentVersion());
        return witness;
    }

    private static Witness begin(Place place, Mark mark) throws IOException {
        var witness = new Witness(new RandomAccessFile(place.makeMark().toFile(), "rw"), mark.lineage(), mark.epoch());
        witness.saw(mark.version());
        witness.flush();
        return witness;
    }

    long epoch() {
        return epoch;
    }

    /**
     * The file was written up to this version. Not flushed, as that would double what a state costs: a process that is
     * killed loses none of it, a power failure the last seconds.
     */
    void saw(long version) {
        var mark = new Mark(lineage, version, epoch);
        try {
            file.seek(mark.place());
            file.write(mark.octets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never fails: a mark that lags behind is believed all the same. */
    void close() {
        flush();
        Pages.failure(() -> {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void flush() {
        try {
            file.getFD().sync();
        } catch (IOException notNow) {
            // Then it is on disk when the system likes to.
        }
    }

    private static byte[] octets(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static Optional<Long> number(Shelf shelf, String key) {
        return shelf.get(key).filter(octets -> octets.length == Long.BYTES).map(octets -> ByteBuffer.wrap(octets)
                .getLong());
    }
}
