package org.lwm2m.transport.tcp;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.coap.CoapMessage;

/** An answer that goes out in blocks: any of them, of any size, as often as asked. */
final class Download {

    private static final int HASHED = 1 << 16;

    private final CoapMessage<Response> whole;
    private final Blocks blocks;
    private final byte[] etag;
    private int room;
    private boolean begun;

    Download(CoapMessage<Response> whole) {
        this.whole = whole;
        this.blocks = new Blocks(whole.body());
        this.etag = etag();
    }

    /** How many octets a message of it may have. */
    int room(Link link) {
        return room == 0 ? room = Downloads.room(link, whole.head()) : room;
    }

    long size() {
        return whole.body().size();
    }

    BlockOption block(long offset, int length, int szx) {
        return blocks.at(offset, length, szx);
    }

    /** The message of one block of up to {@code length} octets; only the first can be a notification. */
    Response message(BlockOption block, int length) {
        var message = new Response(whole.head().getCode());
        message.setOptions(whole.head().getOptions());
        message.getOptions().setBlock2(block).addETag(etag);
        if (begun) {
            message.getOptions().removeObserve();
        } else {
            message.getOptions().setSize2((int) Math.min(size(), Integer.MAX_VALUE));
        }
        begun = true;
        message.setPayload(blocks.piece(block.getOffset(), length));
        return message;
    }

    /** Tells this body from another at the same place, also after a restart (RFC 7959, 2.4). */
    private byte[] etag() {
        var crc = new CRC32();
        var hashed = Math.min(HASHED, size());
        crc.update(whole.body().slice(0, hashed).buffer());
        crc.update(whole.body().slice(size() - hashed, hashed).buffer());
        return ByteBuffer.allocate(8).putLong(size() << 32 | crc.getValue()).array();
    }
}
