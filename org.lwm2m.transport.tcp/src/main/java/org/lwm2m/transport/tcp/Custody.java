package org.lwm2m.transport.tcp;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Keeps back the answer to who asks whether all before was dealt with (RFC 8323, 5.4.1). Owned by the loop. */
final class Custody {

    /** No longer, as whoever asks does not wait for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Who asks more often at a time does not want to know. */
    private static final int MOST = 256;

    private final Shared shared;
    private final Set<CompletableFuture<Void>> open = new HashSet<>(2);
    private int asking;

    Custody(Shared shared) {
        this.shared = shared;
    }

    /** Something has come that takes a moment; to be run when it is dealt with. */
    Runnable begin() {
        var taken = new CompletableFuture<Void>();
        open.add(taken);
        var timer = shared.loop.after(PATIENCE, () -> end(taken));
        return () -> {
            timer.cancel();
            end(taken);
        };
    }

    private void end(CompletableFuture<Void> taken) {
        open.remove(taken);
        taken.complete(null);
    }

    /** @param all whether to wait for all that has begun */
    void after(boolean all, Runnable then) {
        if (!all || open.isEmpty() || asking >= MOST) {
            then.run();
        } else {
            asking++;
            CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new)).thenRun(() -> {
                asking--;
                then.run();
            });
        }
    }
}
