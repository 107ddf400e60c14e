package org.lwm2m.transport.udp;

import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MessageCallback;

/** Hears that a message could not go out: its session is not there any more. */
record Unsent(Endpoint endpoint, EndpointContext to) implements MessageCallback {

    @Override
    public void onConnecting() {
        // It goes out later.
    }

    @Override
    public void onDtlsRetransmission(int flight) {
        // It goes out later.
    }

    @Override
    public void onContextEstablished(EndpointContext context) {
        // It goes out now.
    }

    @Override
    public void onSent() {
        // As it should.
    }

    @Override
    public void onError(Throwable error) {
        endpoint.shared().loop.execute(() -> endpoint.peers().unsent(to));
    }
}
