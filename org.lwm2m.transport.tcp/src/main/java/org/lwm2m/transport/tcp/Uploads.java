package org.lwm2m.transport.tcp;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
            Link link, Request head, Consumer<Response> answer, Supplier<CompletionStage<Optional<Sink>>> receiver) {
        var block = head.getOptions().getBlock1();
        var key = BlockKey.ofUpload(head);
        var before = link.uploads.find(key);
        if (block.isM() && !full(block, head.getPayloadSize())) {
            return refused(link, before, new LwM2mException(Status.BAD_REQUEST, "a block is not full"));
        } else if (block.getNum() == 0) {
            before.ifPresent(Upload::abort);
            return begin(link, key, head, answer, receiver);
        } else if (before.isEmpty()) {
            return refused(link, before, Upload.incomplete("no such transfer"));
        }
        return add(link, before.get(), head, answer);
    }

    private CompletionStage<Optional<Bytes>> begin(
            Link link,
            BlockKey key,
            Request head,
            Consumer<Response> answer,
            Supplier<CompletionStage<Optional<Sink>>> receiver) {
        var upload = new Upload(link, key);
        try {
            room(link.uploads, shared.bounds().peerTransfers());
            room(shared.uploads, shared.bounds().transfers());
        } catch (LwM2mException full) {
            return refused(link, Optional.empty(), full);
        }
        link.uploads.put(key, upload);
        shared.uploads.put(upload, upload);
        var whole = new CompletableFuture<Optional<Bytes>>();
        var opened = upload.open(receiver, Optional.ofNullable(head.getOptions().getSize1()));
        link.endpoint.then(() -> opened, (done, failure) -> {
            var next = failure == null
                    ? add(link, upload, head, answer)
                    : refused(link, Optional.of(upload), LwM2mException.cause(failure));
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

    private CompletionStage<Optional<Bytes>> add(Link link, Upload upload, Request head, Consumer<Response> answer) {
        CompletionStage<Optional<Bytes>> added;
        try {
            added = upload.add(head);
        } catch (LwM2mException gap) {
            return refused(link, Optional.of(upload), gap);
        }
        var block = head.getOptions().getBlock1();
        return added.handle((body, failure) -> {
                    if (failure != null) {
                        return refused(link, Optional.of(upload), LwM2mException.cause(failure));
                    } else if (block.isM()) {
                        answer.accept(more(block));
                    }
                    return CompletableFuture.completedStage(body);
                })
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Optional<Bytes>> refused(Link link, Optional<Upload> upload, Throwable why) {
        upload.ifPresent(Upload::abort);
        if (why instanceof LwM2mException refusal && BEYOND.contains(refusal.status())) {
            shared.complaints.say(Complaints.Kind.TRANSFER, link.peer(), why.getMessage());
        }
        return CompletableFuture.failedStage(why);
    }

    /** RFC 8323, 6: with BERT there may be several blocks in one message. */
    private static boolean full(BlockOption block, int octets) {
        return block.isBERT() ? octets > 0 && octets % block.getSize() == 0 : octets == block.getSize();
    }

    /** One that stands still for longer than a message may take makes room. */
    private void room(Transfers<?, Upload> some, int most) {
        if (some.size() >= most) {
            some.idle(shared.timing().stall())
                    .orElseThrow(() -> new LwM2mException(Status.UNAVAILABLE, "too many transfers at a time"))
                    .abort();
        }
    }

    private static Response more(BlockOption block) {
        var more = new Response(ResponseCode.CONTINUE);
        more.getOptions().setBlock1(block.getSzx(), true, block.getNum());
        return more;
    }
}
