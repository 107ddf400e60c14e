package org.lwm2m.transport.tcp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.LwM2mException;

/** Octets to one peer and from it, in their order; in the clear or not. Owned by the loop. */
interface Pipe {

    /** Who uses it; told on the loop. */
    interface User {

        /** The peer is there, and this is who it proved to be. */
        void opened(Proof proof);

        /** More has come; the buffer is used again afterwards. */
        void received(ByteBuffer octets);

        /** All that waited has gone out. */
        void drained();

        /** It is over, and {@link Pipe#close} was not called; once. */
        void ended(LwM2mException why);
    }

    void start(User user);

    /** Where we are, once it is open. */
    InetSocketAddress local();

    InetSocketAddress peer();

    void send(byte[] octets);

    /** How much waits to go out. */
    long unsent();

    /** Since when nothing of what waits has gone out, by the loop's clock. */
    long waitingSince();

    /** Takes nothing more from the peer until it is told to: it has to wait. */
    void pause(boolean paused);

    /** Ends it when what waits has gone out, or after a moment; complete when all is said. */
    CompletableFuture<Void> close();
}
