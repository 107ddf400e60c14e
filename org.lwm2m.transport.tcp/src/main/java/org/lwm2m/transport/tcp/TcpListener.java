package org.lwm2m.transport.tcp;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Listener;

/** A socket that takes calls, as engines see it. */
record TcpListener(Endpoint endpoint, Door door) implements Listener {

    @Override
    public URI local() {
        return endpoint.uri(door.local());
    }

    @Override
    public Connection resume(URI address, Identity identity) {
        return new TcpConnection(endpoint, Addresses.literal(address), address, identity);
    }

    @Override
    public void review() {
        endpoint.review();
    }

    @Override
    public void close() {
        shut();
    }

    /** Complete when its place is free. */
    CompletableFuture<Void> shut() {
        endpoint.shared().loop.execute(door::close);
        return endpoint.close();
    }
}
