package org.lwm2m.transport.udp;

import java.net.URI;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Listener;

/** A socket that takes calls, as engines see it. */
record UdpListener(Endpoint endpoint) implements Listener {

    @Override
    public URI local() {
        return endpoint.uri(endpoint.local());
    }

    @Override
    public Connection resume(URI address, Identity identity) {
        return new UdpConnection(endpoint, Addresses.literal(address), address, identity);
    }

    @Override
    public void review() {
        endpoint.review();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
