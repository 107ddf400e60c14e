package org.lwm2m.bootstrap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** A Bootstrap-Server that trusts everybody, and what is around it. */
public final class BootstrapSide {

    public static final String URI = "coap://127.0.0.1:5783";

    private final Map<String, BootstrapPlan> plans = new HashMap<>();
    private final LwM2mBootstrapServer server;

    /** @param pack whether it has packs */
    public BootstrapSide(
            LoopNetwork network,
            Time time,
            Executor workers,
            ObjectModels models,
            Map<ContentFormat, Codec> codecs,
            boolean pack) {
        var settings = Settings.of(Map.of("listen", URI, "pack", pack), problem -> {
            throw new AssertionError(problem);
        });
        server = new LwM2mBootstrapServer(settings, time, workers);
        CredentialStore all = claimed ->
                CompletableFuture.completedFuture(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));
        server.trust().add(all, Map.of());
        server.models().add(models, Map.of());
        server.codecs().add(new LinkFormat(), Map.of());
        codecs.forEach(
                (format, codec) -> server.codecs().add(codec, Map.of(Codec.FORMAT, new Integer[] {format.number()})));
        server.planners()
                .add(
                        session ->
                                CompletableFuture.completedFuture(Optional.ofNullable(plans.get(session.endpoint()))),
                        Map.of());
        server.start();
        server.sites().add(new LoopTransport(network), Map.of(Transport.SCHEME, new String[] {"coap"}));
    }

    public void plan(String endpoint, BootstrapPlan plan) {
        plans.put(endpoint, plan);
    }

    /** The newest first. */
    public List<BootstrapReport> reports() {
        return server.reports();
    }
}
