package org.lwm2m.server.management;

import java.nio.ByteBuffer;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.message.Downlink;

/** Octets on their way to a client, that tell when more of them are fetched: then those before have arrived. */
final class Outflow extends Bytes {

    /** What a transport sends at once says nothing about a peer. */
    private static final int SMALL = 1024;

    private final Bytes bytes;
    private final Runnable moved;
    private volatile long furthest;

    private Outflow(Bytes bytes, Runnable moved) {
        this.bytes = bytes;
        this.moved = moved;
    }

    /** The same request, its content watched if it is large. */
    static Downlink of(Downlink request, Runnable moved) {
        if (request instanceof Downlink.Write write) {
            return new Downlink.Write(write.path(), of(write.content(), moved), write.mode());
        } else if (request instanceof Downlink.Create create) {
            return new Downlink.Create(create.path(), of(create.content(), moved));
        } else if (request instanceof Downlink.WriteComposite write) {
            return new Downlink.WriteComposite(of(write.content(), moved));
        }
        return request;
    }

    private static Content of(Content content, Runnable moved) {
        return content.bytes().size() > SMALL
                ? new Content(content.format(), new Outflow(content.bytes(), moved))
                : content;
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public Bytes slice(long offset, long size) {
        if (offset > furthest) {
            furthest = offset;
            moved.run();
        }
        return bytes.slice(offset, size);
    }

    @Override
    public ByteBuffer buffer() {
        return bytes.buffer();
    }
}
