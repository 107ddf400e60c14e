package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

/** Takes requests whose body comes in blocks (RFC 7959, 2.3), not too many of one peer and of all. */
final class Uploads {

    private static final Set<Status> BEYOND = Set.of(Status.UNAVAILABLE, Status.TOO_LARGE);

    private final Shared shared;

    Uploads(Shared shared) {
        this.shared = shared;
    }

    /**
     * Takes a block. The body is there with the last one; until then the answer asks for the next, when this one has
     * found its place. A failure refuses the request, and what came of it is forgotten.
     *
     * @param receiver where the handler wants a body to go
     */
    CompletionStage<Optional<Bytes>> take(
            Remote remote, Request head, Answer answer, Supplier<CompletionStage<Optional<Sink>>> receiver) {
        var block = head.getOptions().getBlock1();
        var key = BlockKey.ofUpload(head);
        var before = remote.uploads.find(key);
        if (block.isM() && head.getPayloadSize() != block.getSize()) {
            return refused(remote, before, new LwM2mException(Status.BAD_REQUEST, "a block is not full"));
        } else if (block.getNum() == 0) {
            before.ifPresent(Upload::abort);
            return begin(remote, key, head, answer, receiver);
        } else if (before.isEmpty()) {
            return refused(remote, before, Upload.incomplete("no such transfer"));
        } else if (before.get().repeats(head)) {
            if (before.get().busy()) {
                answer.silence();
            } else {
                answer.send(more(block));
            }
            return CompletableFuture.completedStage(Optional.empty());
        }
        return add(remote, before.get(), head, answer);
    }

    private CompletionStage<Optional<Bytes>> begin(
            Remote remote,
            BlockKey key,
            Request head,
            Answer answer,
            Supplier<CompletionStage<Optional<Sink>>> receiver) {
        var upload = new Upload(remote, key);
        try {
            room(remote.uploads, shared.bounds().peerTransfers());
            room(shared.uploads, shared.bounds().transfers());
        } catch (LwM2mException full) {
            return refused(remote, Optional.empty(), full);
        }
        remote.uploads.put(key, upload);
        shared.uploads.put(upload, upload);
        var whole = new CompletableFuture<Optional<Bytes>>();
        var opened = upload.open(receiver, Optional.ofNullable(head.getOptions().getSize1()));
        remote.endpoint.then(() -> opened, (done, failure) -> {
            var next = failure == null
                    ? add(remote, upload, head, answer)
                    : refused(remote, Optional.of(upload), LwM2mException.cause(failure));
            next.whenComplete((body, refusal) -> {
                if (refusal == null) {
                    whole.complete(body);
                } else {
                    whole.completeExceptionally(refusal);
                }
            });
        });
        return whole;
    }

    private CompletionStage<Optional<Bytes>> add(Remote remote, Upload upload, Request head, Answer answer) {
        CompletionStage<Optional<Bytes>> added;
        try {
            added = upload.add(head);
        } catch (LwM2mException gap) {
            return refused(remote, Optional.of(upload), gap);
        }
        var block = head.getOptions().getBlock1();
        return added.handle((body, failure) -> {
                    if (failure != null) {
                        return refused(remote, Optional.of(upload), LwM2mException.cause(failure));
                    } else if (block.isM()) {
                        answer.send(more(block));
                    }
                    return CompletableFuture.completedStage(body);
                })
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Optional<Bytes>> refused(Remote remote, Optional<Upload> upload, Throwable why) {
        upload.ifPresent(Upload::abort);
        if (why instanceof LwM2mException refusal && BEYOND.contains(refusal.status())) {
            shared.complaints.say(Complaints.Kind.TRANSFER, remote.address, why.getMessage());
        }
        return CompletableFuture.failedStage(why);
    }

    /** One that stands still for longer than its peer would repeat a block makes room. */
    private void room(Transfers<?, Upload> some, int most) {
        if (some.size() >= most) {
            var patience = Duration.ofNanos(
                    shared.timing().ackTimeout().toNanos() << shared.timing().maxRetransmit() + 1);
            some.idle(patience)
                    .orElseThrow(() -> new LwM2mException(Status.UNAVAILABLE, "too many transfers at a time"))
                    .abort();
        }
    }

    private Response more(BlockOption block) {
        var more = new Response(ResponseCode.CONTINUE);
        var preferred = BlockOption.size2Szx(shared.settings.block());
        more.getOptions().setBlock1(Math.min(block.getSzx(), preferred), true, block.getNum());
        return more;
    }
}
