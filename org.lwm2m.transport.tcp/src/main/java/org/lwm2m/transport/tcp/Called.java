package org.lwm2m.transport.tcp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Identity;

/** The one connection that we have made. Owned by the loop. */
final class Called implements Links {

    private final Consumer<LwM2mException> lost;
    private final CompletableFuture<Link> reached = new CompletableFuture<>();
    private Optional<Link> link = Optional.empty();
    private LwM2mException ending = Endpoint.over();

    /** @param lost told, once it was open, when it is no more */
    Called(Consumer<LwM2mException> lost) {
        this.lost = lost;
    }

    /** The connection, as soon as it is open. */
    CompletionStage<Link> reached() {
        return reached;
    }

    void add(Link made) {
        link = Optional.of(made);
    }

    @Override
    public Link at(InetSocketAddress address, Identity identity) {
        return link.orElseThrow(() -> ending);
    }

    @Override
    public void opened(Link opened) {
        opened.endpoint.at(opened.local());
        reached.complete(opened);
    }

    @Override
    public void ended(Link over, LwM2mException why) {
        link = Optional.empty();
        ending = why;
        if (!reached.completeExceptionally(why)) {
            lost.accept(why);
        }
    }

    @Override
    public List<Link> all() {
        return link.map(List::of).orElse(List.of());
    }
}
