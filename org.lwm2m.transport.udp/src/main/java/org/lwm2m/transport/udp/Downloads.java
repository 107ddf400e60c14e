package org.lwm2m.transport.udp;

import java.util.function.Supplier;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.coap.CoapMessage;

/** Answers with bodies larger than a datagram: the first block, and the rest as the peer asks (RFC 7959, 2.4). */
final class Downloads {

    private final Shared shared;

    Downloads(Shared shared) {
        this.shared = shared;
    }

    /** The block of {@code whole} that {@code request} asks for; the others are kept for later requests. */
    Response begin(Remote remote, Request request, Supplier<BlockKey> key, CoapMessage<Response> whole) {
        var asked = request.getOptions().getBlock2();
        var szx = szx(asked);
        var offset = asked == null ? 0 : asked.getOffset();
        var head = whole.head();
        if (head.isError() || whole.body().size() <= 16 << szx && offset == 0) {
            head.setPayload(whole.body()
                    .slice(0, Math.min(whole.body().size(), 16 << szx))
                    .array());
            return head;
        }
        return keep(remote, key.get(), whole, offset, szx);
    }

    /** The first block of a notification. */
    Response notify(Remote remote, BlockKey key, CoapMessage<Response> whole) {
        if (whole.body().size() <= shared.settings.block()) {
            whole.head().setPayload(whole.body().array());
            return whole.head();
        }
        return keep(remote, key, whole, 0, szx(null));
    }

    /** A later block of a body that was begun, or null if we do not have it. */
    Response next(Remote remote, Request request, BlockKey key) {
        var asked = request.getOptions().getBlock2();
        return remote.downloads
                .last(key::continues)
                .map(begun -> cut(remote, begun, remote.downloads.find(begun).orElseThrow(), asked))
                .orElse(null);
    }

    private Response cut(Remote remote, BlockKey key, Download download, BlockOption asked) {
        return cut(remote, key, download, asked.getOffset(), szx(asked));
    }

    private Response keep(Remote remote, BlockKey key, CoapMessage<Response> whole, int offset, int szx) {
        while (remote.downloads.size() >= shared.bounds().peerTransfers()) {
            remote.downloads.removeIdle(java.time.Duration.ZERO);
        }
        return cut(remote, key, new Download(whole), offset, szx);
    }

    private Response cut(Remote remote, BlockKey key, Download download, int offset, int szx) {
        if (offset > 0 && offset >= download.size()) {
            throw new LwM2mException(Status.BAD_REQUEST, "there is no such block");
        }
        var block = download.block(offset, szx);
        if (block.isM()) {
            remote.downloads.put(key, download);
        } else {
            remote.downloads.remove(key, download);
        }
        return download.message(block);
    }

    private int szx(BlockOption asked) {
        var preferred = BlockOption.size2Szx(shared.settings.block());
        return asked == null ? preferred : Math.min(preferred, asked.getSzx());
    }
}
