package org.lwm2m.transport.tcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.MessageProtection;

/** What protects messages one by one, if it is there; one that is being replaced is waited for. */
final class Protection {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Loop loop;
    private final List<CompletableFuture<MessageProtection>> waiting = new ArrayList<>(); // guarded by this
    private boolean known; // guarded by this: there was one
    private Optional<MessageProtection> current = Optional.empty(); // guarded by this

    Protection(Loop loop) {
        this.loop = loop;
    }

    void came(MessageProtection next) {
        List<CompletableFuture<MessageProtection>> all;
        synchronized (this) {
            known = true;
            current = Optional.of(next);
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(each -> each.complete(next));
    }

    synchronized void left(MessageProtection gone) {
        current = current.filter(each -> each != gone);
    }

    /** For strangers: where there never was one, none is waited for. Fails with 4.02 (RFC 8613, 8.2). */
    CompletionStage<MessageProtection> ifKnown() {
        var unsupported = new LwM2mException(Status.BAD_OPTION, "OSCORE is not supported");
        synchronized (this) {
            if (!known) {
                return CompletableFuture.failedStage(unsupported);
            }
        }
        return soon().exceptionallyCompose(none -> CompletableFuture.failedStage(unsupported));
    }

    /** Fails with 5.03 if none comes in time. */
    CompletionStage<MessageProtection> soon() {
        var stage = new CompletableFuture<MessageProtection>();
        synchronized (this) {
            if (current.isPresent()) {
                return CompletableFuture.completedStage(current.get());
            }
            waiting.add(stage);
        }
        loop.execute(() -> loop.after(PATIENCE, () -> {
            synchronized (this) {
                waiting.remove(stage);
            }
            stage.completeExceptionally(new LwM2mException(
                    Status.UNAVAILABLE, "no OSCORE here: install the bundle that protects messages"));
        }));
        return stage;
    }
}
