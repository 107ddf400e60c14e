package org.lwm2m.server;

import java.util.Map;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;

/** The server engine without a framework: what bundles would bring is added by hand. */
public final class ServerSide implements AutoCloseable {

    private final ServerEngine engine;

    public ServerSide(
            String uri, Transport transport, ObjectModels models, CredentialStore store, ClientListener listener) {
        engine = new ServerEngine(Map.of("listen", uri));
        engine.addCredentials(store, Map.of());
        engine.addLinkCodec(new LinkFormat(), Map.of());
        engine.addModels(models, Map.of());
        engine.addClientListener(listener, Map.of());
        engine.addTransport(
                transport, Map.of(Transport.SCHEME, new String[] {"coap", "coaps", "coap+tcp", "coaps+tcp"}));
        engine.start();
    }

    public Clients clients() {
        return engine;
    }

    public void add(Codec codec, int format) {
        engine.addCodec(codec, Map.of(Codec.FORMAT, new Integer[] {format}));
    }

    @Override
    public void close() {
        engine.stop();
    }
}
