package org.lwm2m.server;

import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.engine.schedule.Time;

/** A server on a real socket, with DTLS or without. */
public final class WiredServer implements AutoCloseable {

    private final String here;
    private final LwM2mServer server;

    /** @param here where to listen: a scheme, and port 0 of an address */
    public WiredServer(String here, Transport transport, Time time, Executor workers, CredentialStore callers) {
        this.here = here;
        var settings = Settings.of(Map.of("listen", here), problem -> {
            throw new AssertionError(problem);
        });
        server = new LwM2mServer(settings, time, workers, new Random(7));
        server.codecs().add(new LinkFormat(), Map.of());
        server.trust().add(callers, Map.of());
        server.start();
        server.sites()
                .add(transport, Map.of(Transport.SCHEME, new String[] {"coap", "coaps", "coap+tcp", "coaps+tcp"}));
    }

    /** Reads and writes these as well. */
    public WiredServer with(Map<ContentFormat, Codec> codecs) {
        codecs.forEach(
                (format, codec) -> server.codecs().add(codec, Map.of(Codec.FORMAT, new Integer[] {format.number()})));
        return this;
    }

    public Clients clients() {
        return server;
    }

    public String uri() throws Exception {
        var site = server.sites().find(URI.create(here)).orElseThrow();
        var listener = server.sites().listener(site).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return here.replace(":0", ":" + listener.orElseThrow().local().getPort());
    }

    @Override
    public void close() {
        server.close();
    }
}
