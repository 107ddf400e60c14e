package org.lwm2m.transport.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

/**
 * Puts a body together that comes in blocks: in somebody's sink, or in memory up to a limit. Owned by the loop; a sink is
 * called elsewhere, one call after the other, as it may have to wait.
 */
final class Assembly {

    private final Shared shared;
    private final Optional<Sink> sink;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
    private CompletableFuture<?> called = CompletableFuture.completedFuture(null);
    private long size;
    private boolean over;

    Assembly(Shared shared, Optional<Sink> sink) {
        this.shared = shared;
        this.sink = sink;
    }

    /** With the pieces that are still being taken. */
    long size() {
        return size;
    }

    /** Whether there is a limit to what this takes. */
    boolean limited() {
        return sink.isEmpty();
    }

    /** Completes when the piece is taken; fails with 4.13 or 5.03 if it is too much, or as the sink does. */
    CompletableFuture<Void> add(byte[] piece) {
        if (sink.isPresent()) {
            size += piece.length;
            return call(() -> {
                sink.get().write(ByteBuffer.wrap(piece).asReadOnlyBuffer());
                return null;
            });
        }
        try {
            keep(piece);
            return CompletableFuture.completedFuture(null);
        } catch (LwM2mException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    private void keep(byte[] piece) {
        if (size + piece.length > shared.bounds().body()) {
            throw new LwM2mException(
                    Status.TOO_LARGE, "more than " + shared.bounds().body() + " bytes");
        }
        shared.reserve(piece.length);
        size += piece.length;
        memory.writeBytes(piece);
    }

    CompletableFuture<Bytes> finish() {
        release();
        return sink.isPresent()
                ? call(() -> Objects.requireNonNull(sink.get().finish(), "what the sink ended in"))
                : CompletableFuture.completedFuture(Bytes.wrap(memory.toByteArray()));
    }

    void abort() {
        if (!over) {
            release();
            sink.ifPresent(each -> call(() -> {
                each.abort();
                return null;
            }));
        }
    }

    /** After the call before, whether that failed or not. */
    private <T> CompletableFuture<T> call(Supplier<T> next) {
        var result = called.handleAsync((before, failure) -> next.get(), shared.waiters);
        called = result;
        return result;
    }

    private void release() {
        over = true;
        if (sink.isEmpty()) {
            shared.release((int) size);
        }
    }
}
