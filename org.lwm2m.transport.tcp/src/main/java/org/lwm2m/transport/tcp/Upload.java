package org.lwm2m.transport.tcp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.Request;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

/** One body of a peer's on its way in, block after block (RFC 7959, 2.3). Owned by the loop. */
final class Upload {

    private final Link link;
    private final BlockKey key;
    private final Shared shared;
    private Optional<Assembly> assembly = Optional.empty();
    private boolean busy;
    private boolean over;

    Upload(Link link, BlockKey key) {
        this.link = link;
        this.key = key;
        this.shared = link.endpoint.shared();
    }

    /** Asks where the octets go. The peer waits meanwhile, but not for ever. */
    CompletionStage<Void> open(Supplier<CompletionStage<Optional<Sink>>> receiver, Optional<Integer> announced) {
        busy = true;
        var opened = new CompletableFuture<Void>();
        var timer = shared.loop.after(shared.timing().answer(), () -> {
            abort();
            opened.completeExceptionally(new LwM2mException(Status.UNAVAILABLE, "no place for it in time"));
        });
        link.endpoint.then(receiver, (sink, failure) -> {
            timer.cancel();
            busy = false;
            if (failure != null) {
                opened.completeExceptionally(failure);
            } else if (over) {
                new Assembly(shared, sink).abort();
                opened.completeExceptionally(incomplete("this transfer was begun anew or broke off"));
            } else {
                assembly = Optional.of(new Assembly(shared, sink));
                check(announced, opened);
            }
        });
        return opened;
    }

    /** Takes a block; the body is there with the last. */
    CompletionStage<Optional<Bytes>> add(Request head) {
        var block = head.getOptions().getBlock1();
        var into = assembly.orElseThrow(() -> incomplete("no such transfer"));
        if (busy || into.size() != block.getOffset()) {
            throw incomplete("another block than the next");
        }
        busy = true;
        var added = into.add(head.getPayload());
        if (block.isM()) {
            var taken = new CompletableFuture<Optional<Bytes>>();
            link.endpoint.then(() -> added, (done, failure) -> {
                busy = false;
                moved();
                end(taken, Optional.empty(), failure);
            });
            return taken;
        }
        return finish(into, added);
    }

    /** No more will come of it, or nobody waits for it. */
    void abort() {
        forget();
        assembly.ifPresent(Assembly::abort);
    }

    private CompletionStage<Optional<Bytes>> finish(Assembly into, CompletionStage<Void> added) {
        var whole = new CompletableFuture<Optional<Bytes>>();
        link.endpoint.then(() -> added, (done, failure) -> {
            if (failure != null || over) {
                end(whole, Optional.empty(), failure);
                return;
            }
            forget();
            link.endpoint.then(into::finish, (bytes, refusal) -> end(whole, Optional.ofNullable(bytes), refusal));
        });
        return whole;
    }

    private void check(Optional<Integer> announced, CompletableFuture<Void> opened) {
        var most = shared.bounds().body();
        if (assembly.orElseThrow().limited()
                && announced.filter(size -> size > most).isPresent()) {
            opened.completeExceptionally(new LwM2mException(Status.TOO_LARGE, "more than " + most + " bytes"));
        } else {
            opened.complete(null);
        }
    }

    private <T> void end(CompletableFuture<T> stage, T value, Throwable failure) {
        if (failure != null) {
            stage.completeExceptionally(failure);
        } else if (value.equals(Optional.empty()) && over) {
            stage.completeExceptionally(incomplete("this transfer was begun anew or broke off"));
        } else {
            stage.complete(value);
        }
    }

    private void moved() {
        if (!over) {
            link.uploads.put(key, this);
            shared.uploads.put(this, this);
        }
    }

    private void forget() {
        over = true;
        link.uploads.remove(key, this);
        shared.uploads.remove(this, this);
    }

    static LwM2mException incomplete(String why) {
        return new LwM2mException(Status.REQUEST_INCOMPLETE, why + ", begin again");
    }
}
