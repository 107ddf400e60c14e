package org.lwm2m.transport.tcp;

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

    /** The block of {@code length} octets that begins at {@code offset}, a multiple of its unit. */
    BlockOption at(long offset, int length, int szx) {
        var unit = BlockOption.szx2Size(szx);
        return new BlockOption(szx, offset + length < body.size(), (int) (offset / unit));
    }

    /** The octets of that block. */
    byte[] piece(long offset, int length) {
        var size = (int) Math.min(length, body.size() - offset);
        if (offset < from || offset + size > from + ahead.length) {
            ahead = body.slice(offset, Math.min(Math.max(AHEAD, size), body.size() - offset))
                    .array();
            from = offset;
        }
        var at = (int) (offset - from);
        return Arrays.copyOfRange(ahead, at, at + size);
    }
}
