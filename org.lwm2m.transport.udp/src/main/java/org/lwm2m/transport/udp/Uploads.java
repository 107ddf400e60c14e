package org.lwm2m.transport.udp;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

/** Takes requests whose body comes in blocks (RFC 7959, 2.3). */
final class Uploads {

    /** Where the handler wants a body to go; may throw to refuse it. */
    interface Receiver {

        Optional<Sink> receive();
    }

    private static final Set<Status> BEYOND = Set.of(Status.UNAVAILABLE, Status.TOO_LARGE);

    private final Shared shared;

    Uploads(Shared shared) {
        this.shared = shared;
    }

    /**
     * Takes a block. The body is there with the last one; until then the answer asks for the next.
     *
     * @throws RuntimeException to refuse the request and forget what came of it
     */
    Optional<Bytes> take(Remote remote, Request head, Answer answer, Receiver receiver) {
        var key = BlockKey.ofUpload(head);
        try {
            return add(remote, key, head, answer, receiver);
        } catch (RuntimeException e) {
            remote.uploads.remove(key).ifPresent(Assembly::abort);
            if (e instanceof LwM2mException refusal && BEYOND.contains(refusal.status())) {
                shared.complaints.say(Complaints.Kind.TRANSFER, remote.address, e.getMessage());
            }
            throw e;
        }
    }

    private Optional<Bytes> add(Remote remote, BlockKey key, Request head, Answer answer, Receiver receiver) {
        var block = head.getOptions().getBlock1();
        var upload = block.getNum() == 0
                ? begin(remote, key, head, receiver)
                : remote.uploads.find(key).orElseThrow(() -> incomplete("no such transfer"));
        if (block.isM() && head.getPayloadSize() != block.getSize()) {
            throw new LwM2mException(Status.BAD_REQUEST, "a block is not full");
        } else if (upload.size() != block.getOffset()) {
            throw incomplete("another block than the next");
        }
        upload.add(head.getPayload());
        if (!block.isM()) {
            remote.uploads.remove(key);
            return Optional.of(upload.finish());
        }
        remote.uploads.put(key, upload);
        var more = new Response(ResponseCode.CONTINUE);
        more.getOptions().setBlock1(Math.min(block.getSzx(), szx()), true, block.getNum());
        answer.send(more);
        return Optional.empty();
    }

    private Assembly begin(Remote remote, BlockKey key, Request head, Receiver receiver) {
        remote.uploads.remove(key).ifPresent(Assembly::abort);
        if (remote.uploads.size() >= shared.bounds().peerTransfers()) {
            var stale = remote.uploads.removeIdle(Duration.ofNanos(
                    shared.timing().ackTimeout().toNanos() << shared.timing().maxRetransmit() + 1));
            stale.orElseThrow(() -> new LwM2mException(Status.UNAVAILABLE, "too many transfers at a time"))
                    .abort();
        }
        var announced = head.getOptions().getSize1();
        var upload = new Assembly(shared, receiver.receive());
        if (upload.limited() && announced != null && announced > shared.bounds().body()) {
            throw new LwM2mException(
                    Status.TOO_LARGE, "more than " + shared.bounds().body() + " bytes");
        }
        remote.uploads.put(key, upload);
        return upload;
    }

    private int szx() {
        return org.eclipse.californium.core.coap.BlockOption.size2Szx(shared.settings.block());
    }

    private static LwM2mException incomplete(String why) {
        return new LwM2mException(Status.REQUEST_INCOMPLETE, why + ", begin again");
    }
}
