package org.lwm2m.server.management;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.engine.provider.Site;
import org.lwm2m.engine.provider.Sites;
import org.lwm2m.server.registration.Registered;

/** The way to a client: from where it came in, to where it was last. */
final class Ways {

    private final Sites sites;

    Ways(Sites sites) {
        this.sites = sites;
    }

    /** A way, and what it takes to know that it has become another. */
    record Way(Connection connection, Site site, URI address) {

        /** Whether the client was heard since the site listens, so that it is sure to be there. */
        boolean heard(Registration registration) {
            return !registration.updated().isBefore(site.opened());
        }
    }

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

    /** Completes once a client may be expected to be back on a way: at once, or if nothing listened there just now. */
    CompletionStage<Optional<Registered>> settled(Way way, Supplier<Optional<Registered>> client) {
        return sites.settled(way.site(), () -> client.get().filter(one -> way.heard(one.registration())));
    }

    /** The client's next word on a way; empty if there is none in a moment, or it spoke before. */
    CompletionStage<Optional<Registered>> heard(Way way, Supplier<Optional<Registered>> client) {
        return sites.heard(way.site(), () -> client.get().filter(one -> way.heard(one.registration())));
    }
}
