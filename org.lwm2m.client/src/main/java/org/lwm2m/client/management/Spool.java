package org.lwm2m.client.management;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

/**
 * Where large values wait until they are whole: the first of them in memory, then in a temporary file that nobody else
 * sees and that goes with the last reference to what it holds, or with the process.
 */
public final class Spool {

    /** More than any firmware so far, where the system keeps such files. */
    public static final Spool USUAL = new Spool(Path.of(System.getProperty("java.io.tmpdir")), 1 << 30);

    private static final int IN_MEMORY = 1 << 16;

    private final Path folder;
    private final long most;

    /** @param most octets of one value */
    public Spool(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /** The same in another folder. */
    public Spool in(Path other) {
        return new Spool(other, most);
    }

    /** @throws LwM2mException with 4.13 if so much can't be kept */
    Sink open(OptionalLong announced) {
        announced.ifPresent(this::check);
        return new Spooled();
    }

    private void check(long size) {
        var free = folder.toFile().getUsableSpace();
        if (size > most || size > IN_MEMORY && size > free) {
            throw tooLarge(Math.min(most, free));
        }
    }

    private static LwM2mException tooLarge(long most) {
        return new LwM2mException(Status.TOO_LARGE, "at most " + most + " bytes");
    }

    private FileChannel create() throws IOException {
        return FileChannel.open(
                Files.createTempFile(Files.createDirectories(folder), "value-", ".part"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** One value. */
    private final class Spooled implements Sink {

        private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
        private Optional<FileChannel> file = Optional.empty();
        private long size;

        @Override
        public void write(ByteBuffer piece) {
            size += piece.remaining();
            if (size > most) {
                throw tooLarge(most);
            }
            try {
                if (file.isEmpty() && size <= IN_MEMORY) {
                    memory.writeBytes(octets(piece));
                    return;
                } else if (file.isEmpty()) {
                    file = Optional.of(create());
                    put(ByteBuffer.wrap(memory.toByteArray()));
                    memory.reset();
                }
                put(piece);
            } catch (IOException e) {
                throw new LwM2mException(
                        Status.TOO_LARGE, "can't keep " + size + " bytes in " + folder + ": " + e.getMessage(), e);
            }
        }

        @Override
        public Bytes finish() {
            return file.<Bytes>map(channel -> new Kept(channel, 0, size))
                    .orElseGet(() -> Bytes.wrap(memory.toByteArray()));
        }

        @Override
        public void abort() {
            file.ifPresent(channel -> {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private void put(ByteBuffer piece) throws IOException {
            while (piece.hasRemaining()) {
                file.orElseThrow().write(piece);
            }
        }

        private static byte[] octets(ByteBuffer piece) {
            var octets = new byte[piece.remaining()];
            piece.get(octets);
            return octets;
        }
    }

    /** Octets of a file that has no name any more. */
    private static final class Kept extends Bytes {

        private final FileChannel file;
        private final long offset;
        private final long size;

        Kept(FileChannel file, long offset, long size) {
            this.file = file;
            this.offset = offset;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Bytes slice(long from, long length) {
            java.util.Objects.checkFromIndexSize(from, length, size);
            return new Kept(file, offset + from, length);
        }

        @Override
        public ByteBuffer buffer() {
            try {
                if (size > IN_MEMORY) {
                    return file.map(FileChannel.MapMode.READ_ONLY, offset, size);
                }
                var octets = ByteBuffer.allocate((int) size);
                while (octets.hasRemaining() && file.read(octets, offset + octets.position()) >= 0) {
                    // Until all is there.
                }
                return octets.flip().asReadOnlyBuffer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
