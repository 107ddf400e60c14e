package org.lwm2m.client.management;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;

/**
 * An object's sink while a transport fills it, which can be stopped from elsewhere. The object sees the end of it once,
 * and never during a call.
 */
final class Inflow implements Sink {

    private enum State {
        IDLE,
        BUSY,
        OVER
    }

    private final Sink sink;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private State state = State.IDLE; // guarded by this
    private Optional<LwM2mException> stopped = Optional.empty(); // guarded by this

    Inflow(Sink sink) {
        this.sink = sink;
    }

    /** Completes on any thread when the object has heard of the end. */
    CompletionStage<Void> ended() {
        return ended;
    }

    /** Takes no more, and says why: at once, or after the call that is under way. */
    void stop(LwM2mException why) {
        synchronized (this) {
            stopped = stopped.or(() -> Optional.of(why));
            if (state != State.IDLE) {
                return;
            }
            state = State.OVER;
        }
        abandon();
    }

    @Override
    public void write(java.nio.ByteBuffer piece) {
        enter();
        try {
            sink.write(piece);
        } finally {
            leave();
        }
        synchronized (this) {
            stopped.ifPresent(why -> {
                throw why;
            });
        }
    }

    @Override
    public Bytes finish() {
        enter();
        try {
            return sink.finish();
        } finally {
            synchronized (this) {
                state = State.OVER;
            }
            ended.complete(null);
        }
    }

    @Override
    public void abort() {
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            state = State.OVER;
        }
        abandon();
    }

    private synchronized void enter() {
        stopped.ifPresent(why -> {
            throw why;
        });
        state = State.BUSY;
    }

    private void leave() {
        synchronized (this) {
            if (stopped.isEmpty()) {
                state = State.IDLE;
                return;
            }
            state = State.OVER;
        }
        abandon();
    }

    private void abandon() {
        try {
            sink.abort();
        } finally {
            ended.complete(null);
        }
    }
}
