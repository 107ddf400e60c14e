package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.RecordingHandler;

/** A transport of ours, with a listener if one is wanted, and what its engines would see. */
final class Wire implements AutoCloseable {

    /** Lets in everybody without keys. */
    static final CredentialStore ANYBODY = claimed ->
            CompletableFuture.completedStage(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));

    final TcpTransport transport;
    final RecordingHandler server = new RecordingHandler();
    final RecordingHandler client = new RecordingHandler();
    Listener listener;

    private Wire(Map<String, Object> settings) throws IOException {
        var all = new HashMap<String, Object>(TcpTransportTest.HASTY);
        all.putAll(settings);
        transport = new TcpTransport(all);
    }

    static Wire open(Map<String, Object> settings) throws IOException {
        return new Wire(settings);
    }

    /** With a listener in the clear. */
    static Wire listening(Map<String, Object> settings) throws Exception {
        var wire = open(settings);
        wire.listen("coap+tcp", ANYBODY);
        return wire;
    }

    Listener listen(String scheme, CredentialStore callers) throws Exception {
        listener = await(transport.listen(URI.create(scheme + "://127.0.0.1:0"), Role.MANAGEMENT, callers, server));
        return listener;
    }

    CompletionStage<Connection> connect(URI uri, Credentials credentials) {
        return transport.connect(Peer.of(uri.toString(), "urn:dev:1", credentials), client);
    }

    Connection connect(int port) throws Exception {
        return await(connect(URI.create("coap+tcp://127.0.0.1:" + port), Credentials.NONE));
    }

    /** A peer by hand that has called our listener and greeted it. */
    HandPeer peer(int size) throws Exception {
        return HandPeer.call(listener.local()).greet(size);
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LwM2mException known) {
                throw known;
            }
            throw e;
        }
    }

    static CredentialStore store(Map<Identity, Credentials> callers, List<Credentials> own) {
        return new CredentialStore() {

            @Override
            public CompletionStage<Optional<Caller>> find(Identity claimed) {
                return CompletableFuture.completedStage(
                        Optional.ofNullable(callers.get(claimed)).map(proof -> new Caller(proof, List.of())));
            }

            @Override
            public List<Credentials> own() {
                return own;
            }
        };
    }

    @Override
    public void close() {
        transport.close();
    }
}
