package org.lwm2m.itest.secured;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.server.ServerSide;
import org.lwm2m.transport.udp.UdpSide;

/** Our server, usually on {@code coaps}, and what it hears of its clients. */
final class Site implements ClientListener, AutoCloseable {

    private final Side wire;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<URI> place = new CompletableFuture<>();
    private final ServerSide engine;

    Site(CredentialStore store, Map<String, Object> configuration) throws IOException {
        this(store, "coaps://127.0.0.1:0", new UdpSide(configuration));
    }

    Site(CredentialStore store, String here, Side wire) {
        this.wire = wire;
        engine = new ServerSide(here, new Placed(), Sensor.MODELS, store, this);
        engine.add(new TlvCodec(), 11542);
        engine.add(new TextCodec(), 0);
        engine.add(new LwM2mCborCodec(Map.of()), 11544);
    }

    int port() throws Exception {
        return place.get(20, SECONDS).getPort();
    }

    Optional<Client> client(String endpoint) {
        return engine.clients().find(endpoint);
    }

    List<Transport.Session> sessions() {
        return wire.transport().sessions();
    }

    /** Waits for the next that happens to a client: {@code registered}, {@code updated} or {@code gone}, and its name. */
    String next() throws InterruptedException {
        return Optional.ofNullable(heard.poll(30, SECONDS)).orElse("nothing");
    }

    List<String> more() {
        var more = new ArrayList<String>();
        heard.drainTo(more);
        return more;
    }

    @Override
    public void registered(Client client, Optional<Registration> previous) {
        heard.add("registered " + client.registration().endpoint());
    }

    @Override
    public void updated(Client client, Registration previous) {
        heard.add("updated " + client.registration().endpoint());
    }

    @Override
    public void gone(Registration last, Reason reason) {
        heard.add("gone " + last.endpoint());
    }

    @Override
    public void close() {
        engine.close();
        wire.close();
    }

    /** Says where the server listens. */
    private final class Placed implements Transport {

        @Override
        public CompletionStage<Connection> connect(Peer peer, Handler handler) {
            return wire.transport().connect(peer, handler);
        }

        @Override
        public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
            return wire.transport().listen(local, role, callers, handler).thenApply(listener -> {
                place.complete(listener.local());
                return listener;
            });
        }
    }
}
