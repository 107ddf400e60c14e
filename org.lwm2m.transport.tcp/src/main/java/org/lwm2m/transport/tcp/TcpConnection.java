package org.lwm2m.transport.tcp;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Sink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Features;

/**
 * The way to a peer, as long as it is connected from this address. Remembers nothing, so it costs nothing.
 *
 * @param address the same as {@code peer}; who makes this often has it at hand, and it is dear to make
 */
record TcpConnection(Endpoint endpoint, InetSocketAddress peer, URI address, Identity identity) implements Connection {

    private static final Features FEATURES = features(Features.coap(Binding.T));

    @Override
    public Optional<URI> local() {
        return endpoint.local();
    }

    @Override
    public Features features() {
        return FEATURES;
    }

    @Override
    public CompletionStage<Response> send(Request request) {
        return endpoint.send(this, request, Optional.empty());
    }

    @Override
    public CompletionStage<Response> send(Request request, Sink body) {
        return endpoint.send(this, request, Optional.of(body));
    }

    @Override
    public CompletionStage<Void> tell(Request request) {
        return endpoint.tell(this, request);
    }

    @Override
    public void close() {
        endpoint.hangUp(this);
    }

    private static Features features(Features coap) {
        // 2^20 blocks of 1024 octets (RFC 7959, 2.2; RFC 8323, 6).
        return new Features(coap.binding(), coap.observe(), coap.pathFormats(), 1L << 30);
    }
}
