package org.lwm2m.transport.udp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

/** Puts a body together that comes in blocks: in somebody's sink, or in memory up to a limit. */
final class Assembly {

    private final Shared shared;
    private final Optional<Sink> sink;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
    private long size;
    private boolean over;

    Assembly(Shared shared, Optional<Sink> sink) {
        this.shared = shared;
        this.sink = sink;
    }

    long size() {
        return size;
    }

    /** Whether there is a limit to what this takes. */
    boolean limited() {
        return sink.isEmpty();
    }

    /** @throws LwM2mException with 4.13 or 5.03 if that is too much; other exceptions are the sink's */
    void add(byte[] piece) {
        if (sink.isPresent()) {
            sink.get().write(ByteBuffer.wrap(piece).asReadOnlyBuffer());
        } else {
            if (size + piece.length > shared.bounds().body()) {
                throw new LwM2mException(
                        Status.TOO_LARGE, "more than " + shared.bounds().body() + " bytes");
            }
            shared.reserve(piece.length);
            memory.writeBytes(piece);
        }
        size += piece.length;
    }

    Bytes finish() {
        release();
        return sink.map(Sink::finish).orElseGet(() -> Bytes.wrap(memory.toByteArray()));
    }

    void abort() {
        if (!over) {
            release();
            sink.ifPresent(Sink::abort);
        }
    }

    private void release() {
        over = true;
        if (sink.isEmpty()) {
            shared.release((int) size);
        }
    }
}
