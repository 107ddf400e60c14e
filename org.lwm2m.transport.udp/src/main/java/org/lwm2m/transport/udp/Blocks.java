package org.lwm2m.transport.udp;

import java.util.Arrays;
import org.eclipse.californium.core.coap.BlockOption;
import org.lwm2m.api.Bytes;

/** A body cut in blocks: any of them, of any size, as often as needed. Reads a large one a little ahead. */
final class Blocks {

    private static final int AHEAD = 1 << 14;

    private final Bytes body;
    private byte[] ahead = {};
    private long from;

    Blocks(Bytes body) {
        this.body = body;
    }

    /** The block that begins at {@code offset}, which is a multiple of its size. */
    BlockOption at(long offset, int szx) {
        var size = 16 << szx;
        return new BlockOption(szx, offset + size < body.size(), (int) (offset / size));
    }

    /** The octets of that block. */
    byte[] piece(long offset, int szx) {
        var size = (int) Math.min(16 << szx, body.size() - offset);
        if (offset < from || offset + size > from + ahead.length) {
            ahead = body.slice(offset, Math.min(AHEAD, body.size() - offset)).array();
            from = offset;
        }
        var at = (int) (offset - from);
        return Arrays.copyOfRange(ahead, at, at + size);
    }
}
