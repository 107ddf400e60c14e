package org.lwm2m.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Keeps what comes in a file, under another name until all of it is there. */
final class FileSink implements Sink {

    private final Path file;
    private final Path part;
    private final FileChannel channel;

    FileSink(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.part = Files.createTempFile(this.file.getParent(), file.getFileName() + "-", ".part");
        this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
    }

    @Override
    public void write(ByteBuffer piece) {
        try {
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
        } catch (IOException e) {
            throw new LwM2mException(Status.TOO_LARGE, "can't write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Bytes finish() {
        try {
            channel.close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return Bytes.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void abort() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
