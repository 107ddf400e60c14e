package org.lwm2m.server;

import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.engine.schedule.Time;

/** A server on DTLS. */
public final class WiredServer implements AutoCloseable {

    private static final String HERE = "coaps://127.0.0.1:0";

    private final LwM2mServer server;

    public WiredServer(Transport transport, Time time, Executor workers, CredentialStore callers) {
        var settings = Settings.of(Map.of("listen", HERE), problem -> {
            throw new AssertionError(problem);
        });
        server = new LwM2mServer(settings, time, workers, new Random(7));
        server.codecs().add(new LinkFormat(), Map.of());
        server.trust().add(callers, Map.of());
        server.start();
        server.sites().add(transport, Map.of(Transport.SCHEME, new String[] {"coaps"}));
    }

    public Clients clients() {
        return server;
    }

    public String uri() throws Exception {
        var site = server.sites().find(URI.create(HERE)).orElseThrow();
        var listener = server.sites().listener(site).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return "coaps://127.0.0.1:" + listener.orElseThrow().local().getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
