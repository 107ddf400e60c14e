package org.lwm2m.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far the file was written, as the small file beside it says: what the file itself can't know once its end is lost.
 *
 * @param lineage which file: a number that each has by chance, and anew after each doubt
 * @param version the last that was written, or one before it
 * @param epoch how often there was a doubt
 */
record Mark(long lineage, long version, long epoch) {

    private static final int FIELDS = 3 * Long.BYTES;
    private static final int SLOT = FIELDS + Long.BYTES;

    /** Two, written in turn: one that was being written when the power failed leaves the other. */
    static final int SLOTS = 2;

    /** The version under which nothing was written yet. */
    static final long NOTHING_YET = 0;

    boolean begins() {
        return version == NOTHING_YET;
    }

    boolean goesWith(Optional<Long> file) {
        return file.filter(each -> each == lineage).isPresent();
    }

    /** The later of its two; empty if there is none that is whole. */
    static Optional<Mark> read(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) > SLOTS * SLOT) {
            return Optional.empty();
        }
        var octets = ByteBuffer.wrap(Arrays.copyOf(Files.readAllBytes(file), SLOTS * SLOT));
        Optional<Mark> latest = Optional.empty();
        for (var slot = 0; slot < SLOTS; slot++) {
            var mark = new Mark(octets.getLong(), octets.getLong(), octets.getLong());
            if (octets.getLong() == mark.checksum()
                    && latest.filter(each -> !mark.after(each)).isEmpty()) {
                latest = Optional.of(mark);
            }
        }
        return latest;
    }

    private boolean after(Mark other) {
        return epoch > other.epoch || epoch == other.epoch && version > other.version;
    }

    /** Where in the file it belongs. */
    long place() {
        return Math.floorMod(version, SLOTS) * (long) SLOT;
    }

    byte[] octets() {
        return fields(SLOT).putLong(checksum()).array();
    }

    private ByteBuffer fields(int size) {
        return ByteBuffer.allocate(size).putLong(lineage).putLong(version).putLong(epoch);
    }

    /** Never that of octets that are all zero. */
    private long checksum() {
        var checksum = new CRC32C();
        checksum.update(fields(FIELDS).flip());
        return 1L << Integer.SIZE | checksum.getValue();
    }
}
