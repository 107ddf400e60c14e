package org.lwm2m.security.smartcard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.client.Smartcard;

/** The LwM2M file of a card, as whoever can reach the card leaves it in a file: no file is no card. */
final class FileCard implements Smartcard {

    /** More than any card has: who reads it says so. */
    private static final int LARGEST = 32 * 1024 + 1;

    private final Path file;
    private final Executor reader;
    private int seen; // of what was seen last; owned by the reader

    /** @param reader may wait for the disk */
    FileCard(Path file, Executor reader) {
        this.file = file;
        this.reader = reader;
    }

    @Override
    public CompletionStage<Optional<Bytes>> read() {
        var answer = new CompletableFuture<Optional<Bytes>>();
        reader.execute(() -> {
            try {
                answer.complete(octets().map(Bytes::wrap));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Whether it is another than when this was asked last. Called by the reader alone. */
    boolean changed() throws IOException {
        var before = seen;
        seen = octets().map(Arrays::hashCode).orElse(0);
        return before != seen;
    }

    private Optional<byte[]> octets() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(LARGEST));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
