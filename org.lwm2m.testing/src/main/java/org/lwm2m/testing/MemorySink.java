package org.lwm2m.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Sink;

/** Keeps what it gets, and holds whoever writes to the rules: one at a time, and one end. */
public final class MemorySink implements Sink {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int pieces;
    private boolean finished;
    private boolean aborted;

    @Override
    public synchronized void write(ByteBuffer piece) {
        check();
        var bytes = new byte[piece.remaining()];
        piece.get(bytes);
        kept.writeBytes(bytes);
        pieces++;
    }

    @Override
    public synchronized Bytes finish() {
        check();
        finished = true;
        return Bytes.wrap(kept.toByteArray());
    }

    @Override
    public synchronized void abort() {
        check();
        aborted = true;
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
