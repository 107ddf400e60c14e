package org.lwm2m.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Profile;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** A server that trusts everybody, and what is around it. */
public final class ServerSide {

    public static final String URI = "coap://127.0.0.1:5683";
    private static final String TCP = "coap+tcp://127.0.0.1:5683";

    private final LwM2mServer server;

    public ServerSide(LoopNetwork network, Time time, Executor workers, DataListener listener) {
        var settings = Settings.of(Map.of("listen", URI + "," + TCP), problem -> {
            throw new AssertionError(problem);
        });
        server = new LwM2mServer(settings, time, workers, new Random(7));
        server.codecs().add(new LinkFormat(), Map.of());
        CredentialStore all = claimed ->
                CompletableFuture.completedFuture(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));
        server.trust().add(all, Map.of());
        server.listeners().add(listener, Map.of());
        server.start();
        server.sites().add(new LoopTransport(network), Map.of(Transport.SCHEME, new String[] {"coap", "coap+tcp"}));
    }

    public Clients clients() {
        return server;
    }

    public void knows(Profile profile) {
        server.profiles()
                .sources()
                .add(
                        id -> CompletableFuture.completedFuture(
                                Optional.of(profile).filter(each -> each.id().equals(id))),
                        Map.of());
    }

    public void add(ClientListener listener) {
        server.listeners().add(listener, Map.of());
    }

    public void add(ObjectModels models) {
        server.models().add(models, Map.of());
    }

    public void add(Codec codec, ContentFormat format) {
        server.codecs().add(codec, Map.of(Codec.FORMAT, new Integer[] {format.number()}));
    }

    public void remove(Codec codec, ContentFormat format) {
        server.codecs().remove(codec, Map.of(Codec.FORMAT, new Integer[] {format.number()}));
    }
}
