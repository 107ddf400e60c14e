package org.lwm2m.testing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;

/** A server and a client of it, each with a transport of its own that can be replaced. */
final class TransportBench implements AutoCloseable {

    private static final long PATIENCE = 20;

    /** What a test of one transport knows and this does not. */
    interface Supplies {

        Transport open() throws Exception;

        void close(Transport transport);

        URI anywhere();

        /** What protects the wire; nothing if it does not say so. */
        default TransportKeys keys() {
            return TransportKeys.NONE;
        }

        /** Whether peers share something that may be lost: a session, a connection. Then a client calls again. */
        default boolean joined() {
            return keys().secured();
        }
    }

    final RecordingHandler server = new RecordingHandler();
    final RecordingHandler client = new RecordingHandler();
    volatile boolean callersKnown = true;
    Listener listener;
    Connection toServer;
    private final Supplies supplies;
    private final Role role;
    private Transport serverTransport;
    private Transport clientTransport;

    TransportBench(Supplies supplies, Role role) throws Exception {
        this.supplies = supplies;
        this.role = role;
        serverTransport = supplies.open();
        clientTransport = supplies.open();
        listen(supplies.anywhere());
        toServer = connect(Optional.empty());
    }

    Transport clientTransport() {
        return clientTransport;
    }

    Connection connect(Optional<URI> local) {
        var peer = new Peer(listener.local(), role, "urn:dev:1", supplies.keys().client(), local, List.of());
        return await(clientTransport.connect(peer, client));
    }

    /** The server's way to the client, after a first request has told it where that is. */
    Connection toClient() {
        await(toServer.send(new Uplink.Update("rd/1", Parameters.NONE, Optional.empty())));
        return server.next().from();
    }

    void replaceServerTransport() throws Exception {
        var local = listener.local();
        supplies.close(serverTransport);
        serverTransport = supplies.open();
        listen(local);
    }

    /** What the client's engine does when its session is over. */
    void callAgain() {
        if (supplies.joined()) {
            toServer = connect(Optional.empty());
        }
    }

    void replaceClientTransport() throws Exception {
        var local = toServer.local();
        supplies.close(clientTransport);
        clientTransport = supplies.open();
        toServer = connect(local);
    }

    void closeClientTransport() {
        supplies.close(clientTransport);
    }

    @Override
    public void close() {
        supplies.close(clientTransport);
        supplies.close(serverTransport);
    }

    private void listen(URI local) {
        listener = await(serverTransport.listen(local, role, supplies.keys().callers(() -> callersKnown), server));
    }

    static Bytes random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LwM2mException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing within " + PATIENCE + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
