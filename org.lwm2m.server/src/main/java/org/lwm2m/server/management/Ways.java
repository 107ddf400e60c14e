package org.lwm2m.server.management;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.server.provider.Site;
import org.lwm2m.server.provider.Sites;

/** The way to a client: from where it came in, to where it was last. */
final class Ways {

    private final Sites sites;

    Ways(Sites sites) {
        this.sites = sites;
    }

    /** A way, and what it takes to know that it has become another. */
    record Way(Connection connection, Site site, URI address) {}

    /** The way, now or in a moment; empty if nothing listens there. */
    CompletionStage<Optional<Way>> to(Registration registration) {
        return sites.find(registration.local())
                .<CompletionStage<Optional<Way>>>map(site -> sites.listener(site)
                        .thenApply(listener -> listener.map(open -> new Way(
                                open.resume(registration.address(), registration.identity()),
                                site,
                                registration.address()))))
                .orElse(CompletableFuture.completedFuture(Optional.empty()));
    }
}
