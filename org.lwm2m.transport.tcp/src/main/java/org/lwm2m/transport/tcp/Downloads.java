package org.lwm2m.transport.tcp;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.coap.CoapMessage;

/** Answers with bodies larger than a message: the first block, and the rest as the peer asks (RFC 7959, 2.4). */
final class Downloads {

    private final Shared shared;

    Downloads(Shared shared) {
        this.shared = shared;
    }

    /** The block of {@code whole} that {@code request} asks for; the others are kept for later requests. */
    Response begin(Link link, Request request, Supplier<BlockKey> key, CoapMessage<Response> whole) {
        var asked = request.getOptions().getBlock2();
        var head = whole.head();
        var size = whole.body().size();
        var room = room(link, head);
        var length = asked == null || asked.isBERT() ? room : asked.getSize();
        if (head.isError() || size <= Math.min(room, length) && (asked == null || asked.getNum() == 0)) {
            head.setPayload(
                    whole.body().slice(0, Math.max(0, Math.min(size, room))).array());
            return head;
        }
        var offset = asked == null ? 0 : asked.getOffset();
        return keep(link, key.get(), whole, offset, szx(link, asked, room));
    }

    /** The first block of a notification. */
    Response notify(Link link, BlockKey key, CoapMessage<Response> whole) {
        var room = room(link, whole.head());
        if (whole.body().size() <= room) {
            whole.head().setPayload(whole.body().array());
            return whole.head();
        }
        return keep(link, key, whole, 0, link.capacity.szx(room));
    }

    /** A later block of a body that was begun, or null if we do not have it. */
    Response next(Link link, Request request, BlockKey key) {
        var asked = request.getOptions().getBlock2();
        return link.downloads
                .last(key::continues)
                .map(begun -> cut(link, begun, link.downloads.find(begun).orElseThrow(), asked))
                .orElse(null);
    }

    private Response cut(Link link, BlockKey key, Download download, BlockOption asked) {
        return cut(link, key, download, asked.getOffset(), szx(link, asked, download.room(link)));
    }

    private Response keep(Link link, BlockKey key, CoapMessage<Response> whole, int offset, int szx) {
        if (!link.capacity.blockwise()) {
            // RFC 8323, 5.3.2: it can take neither so much at once nor piece by piece.
            throw new LwM2mException(
                    Status.TOO_LARGE, "too large for one message, and the peer has no block-wise transfer");
        }
        while (link.downloads.size() >= shared.bounds().peerTransfers()) {
            link.downloads.removeIdle(Duration.ZERO);
        }
        return cut(link, key, new Download(whole), offset, szx);
    }

    private static Response cut(Link link, BlockKey key, Download download, int offset, int szx) {
        if (offset > 0 && offset >= download.size()) {
            throw new LwM2mException(Status.BAD_REQUEST, "there is no such block");
        }
        var length = Capacity.length(szx, download.room(link));
        var block = download.block(offset, length, szx);
        if (block.isM()) {
            link.downloads.put(key, download);
        } else {
            link.downloads.remove(key, download);
        }
        return download.message(block, length);
    }

    private static int szx(Link link, BlockOption asked, int room) {
        return asked == null ? link.capacity.szx(room) : Math.min(link.capacity.szx(room), asked.getSzx());
    }

    static int room(Link link, Response head) {
        return link.capacity.room(Messages.write(head).size());
    }
}
