package org.lwm2m.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Octets of a file, read a little ahead. It is open only while it is read, so it is looked at each time whether it is
 * still the same: nobody gets a part of one file and a part of another.
 */
final class FileBytes extends Bytes {

    private static final int AHEAD = 1 << 14;

    /** What changes when the file becomes another. */
    private record Mark(long size, FileTime changed, String key) {

        static Mark of(Path file) throws IOException {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Mark(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
        }
    }

    /** What was read last. */
    private record Window(long from, byte[] octets) {

        boolean has(long offset, long size) {
            return offset >= from && offset + size <= from + octets.length;
        }
    }

    /** The file, for all slices of it. */
    private static final class Source {

        final Path file;
        final Mark mark;
        volatile Window last = new Window(0, new byte[0]);

        Source(Path file) throws IOException {
            this.file = file;
            this.mark = Mark.of(file);
        }
    }

    private final Source source;
    private final long offset;
    private final long size;

    private FileBytes(Source source, long offset, long size) {
        this.source = source;
        this.offset = offset;
        this.size = size;
    }

    static FileBytes all(Path file) throws IOException {
        var source = new Source(file);
        return new FileBytes(source, 0, source.mark.size());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Bytes slice(long from, long length) {
        check(from, length, size);
        return new FileBytes(source, offset + from, length);
    }

    @Override
    public ByteBuffer buffer() {
        var window = source.last;
        if (size <= AHEAD && !window.has(offset, size)) {
            window = new Window(offset, read(Math.min(AHEAD, source.mark.size() - offset)));
            source.last = window;
        }
        return size <= AHEAD
                ? ByteBuffer.wrap(window.octets(), (int) (offset - window.from()), (int) size)
                        .slice()
                        .asReadOnlyBuffer()
                : map();
    }

    private ByteBuffer map() {
        return withChannel(channel -> channel.map(FileChannel.MapMode.READ_ONLY, offset, size));
    }

    private byte[] read(long length) {
        return withChannel(channel -> {
            var octets = ByteBuffer.allocate((int) length);
            while (octets.hasRemaining()) {
                if (channel.read(octets, offset + octets.position()) < 0) {
                    throw new EOFException();
                }
            }
            return octets.array();
        });
    }

    private <T> T withChannel(Reading<T> reading) {
        try (var channel = FileChannel.open(source.file)) {
            var octets = reading.of(channel);
            if (!Mark.of(source.file).equals(source.mark)) {
                throw changed(null);
            }
            return octets;
        } catch (NoSuchFileException | EOFException e) {
            throw changed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LwM2mException changed(IOException cause) {
        return new LwM2mException(
                Status.REQUEST_INCOMPLETE,
                source.file.getFileName() + " changed while it was read; try again once it stays the same",
                cause);
    }

    private interface Reading<T> {

        T of(FileChannel channel) throws IOException;
    }
}
