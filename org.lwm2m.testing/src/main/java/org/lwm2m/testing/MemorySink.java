package org.lwm2m.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

/** Keeps what it gets, and holds whoever writes to the rules: one at a time, and one end. */
public final class MemorySink implements Sink {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int pieces;
    private boolean finished;
    private boolean aborted;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final long most;

    public MemorySink() {
        this(Long.MAX_VALUE);
    }

    /** @param most octets that it takes; more it refuses with 4.13 */
    public MemorySink(long most) {
        this.most = most;
    }

    @Override
    public synchronized void write(ByteBuffer piece) {
        check();
        if (kept.size() + piece.remaining() > most) {
            throw new LwM2mException(Status.TOO_LARGE, "at most " + most + " bytes");
        }
        var bytes = new byte[piece.remaining()];
        piece.get(bytes);
        kept.writeBytes(bytes);
        pieces++;
    }

    @Override
    public synchronized Bytes finish() {
        check();
        finished = true;
        end.complete(null);
        return Bytes.wrap(kept.toByteArray());
    }

    @Override
    public synchronized void abort() {
        check();
        aborted = true;
        end.complete(null);
    }

    /** Completes when it is finished or aborted. */
    public CompletionStage<Void> end() {
        return end;
    }

    public synchronized int pieces() {
        return pieces;
    }

    public synchronized boolean finished() {
        return finished;
    }

    public synchronized boolean aborted() {
        return aborted;
    }

    private void check() {
        if (finished || aborted) {
            throw new IllegalStateException("used after its end");
        }
    }
}
