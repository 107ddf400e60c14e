package org.lwm2m.transport.udp;

import org.eclipse.californium.core.coap.BlockOption;
import org.lwm2m.api.Bytes;

/** A body cut in blocks: any of them, of any size, as often as needed. */
record Blocks(Bytes body) {

    /** The block that begins at {@code offset}, which is a multiple of its size. */
    BlockOption at(long offset, int szx) {
        var size = 16 << szx;
        return new BlockOption(szx, offset + size < body.size(), (int) (offset / size));
    }

    /** The octets of that block. */
    byte[] piece(long offset, int szx) {
        return body.slice(offset, Math.min(16 << szx, body.size() - offset)).array();
    }
}
