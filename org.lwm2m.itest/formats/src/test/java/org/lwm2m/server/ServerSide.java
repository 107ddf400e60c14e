package org.lwm2m.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;

/** The server engine without a framework: what bundles would bring is added by hand. */
public final class ServerSide implements AutoCloseable {

    private final ServerEngine engine;

    public ServerSide(String uri, Transport transport, ObjectModels models, ClientListener listener) {
        engine = new ServerEngine(Map.of("listen", uri));
        CredentialStore anybody = claimed ->
                CompletableFuture.completedFuture(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));
        engine.addCredentials(anybody, Map.of());
        engine.addLinkCodec(new LinkFormat(), Map.of());
        engine.addModels(models, Map.of());
        engine.addClientListener(listener, Map.of());
        engine.addTransport(transport, Map.of(Transport.SCHEME, "coap"));
        engine.start();
    }

    public Clients clients() {
        return engine;
    }

    public void add(DataListener listener) {
        engine.addDataListener(listener, Map.of());
    }

    public void add(Codec codec, int format) {
        engine.addCodec(codec, Map.of(Codec.FORMAT, new Integer[] {format}));
    }

    public void remove(Codec codec, int format) {
        engine.removeCodec(codec, Map.of(Codec.FORMAT, new Integer[] {format}));
    }

    @Override
    public void close() {
        engine.stop();
    }
}
