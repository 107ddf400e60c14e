package org.lwm2m.bootstrap;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.engine.schedule.Time;

/** A Bootstrap-Server on a real socket, with DTLS or without, with one plan for all that it knows. */
public final class WiredBootstrap implements AutoCloseable {

    private final String here;
    private final LwM2mBootstrapServer server;

    /** @param here where to listen: a scheme, and port 0 of an address */
    public WiredBootstrap(
            String here,
            Transport transport,
            Time time,
            Executor workers,
            CredentialStore callers,
            Map<ContentFormat, Codec> codecs,
            BootstrapPlan plan) {
        this.here = here;
        var settings = Settings.of(Map.of("listen", here), problem -> {
            throw new AssertionError(problem);
        });
        server = new LwM2mBootstrapServer(settings, time, workers);
        server.trust().add(callers, Map.of());
        server.codecs().add(new LinkFormat(), Map.of());
        codecs.forEach(
                (format, codec) -> server.codecs().add(codec, Map.of(Codec.FORMAT, new Integer[] {format.number()})));
        server.planners().add(session -> CompletableFuture.completedFuture(Optional.of(plan)), Map.of());
        server.start();
        server.sites()
                .add(transport, Map.of(Transport.SCHEME, new String[] {"coap", "coaps", "coap+tcp", "coaps+tcp"}));
    }

    public String uri() throws Exception {
        var site = server.sites().find(URI.create(here)).orElseThrow();
        var listener = server.sites().listener(site).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return here.replace(":0", ":" + listener.orElseThrow().local().getPort());
    }

    /** The newest first. */
    public List<BootstrapReport> reports() {
        return server.reports();
    }

    @Override
    public void close() {
        server.close();
    }
}
