package org.lwm2m.transport.tcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;

/**
 * The connections of those who called a listener, so many in all and so many from one address. A peer is found only by
 * the place that it has called from, as nobody else may get what is meant for it. Owned by the loop.
 */
final class Callers implements Links {

    /** The way back that an engine remembers. */
    private record Route(InetSocketAddress address, Identity identity) {}

    private final Endpoint endpoint;
    private final CredentialStore store;
    private final Shared shared;
    private final Map<Route, Link> routes = new HashMap<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private final Set<Link> opening = new LinkedHashSet<>();

    /** In the order in which they were opened. */
    private final Set<Link> open = new LinkedHashSet<>();

    Callers(Endpoint endpoint, CredentialStore store) {
        this.endpoint = endpoint;
        this.store = store;
        this.shared = endpoint.shared();
    }

    /** Whether one more may come from there; makes room if that can be done. */
    boolean admits(InetSocketAddress peer) {
        var bounds = shared.bounds();
        var refusal = "";
        if (perAddress.getOrDefault(peer.getAddress(), 0) >= bounds.addressConnections()) {
            refusal = "from this address";
        } else if (opening.size() + open.size() >= bounds.connections() && !makeRoom()) {
            refusal = "in all";
        }
        if (!refusal.isEmpty()) {
            shared.complaints.say(Complaints.Kind.FULL, peer, refusal);
            return false;
        }
        if (opening.size() >= bounds.handshakes()) {
            opening.iterator().next().end(given("newer ones"));
        }
        return true;
    }

    void add(Link link) {
        opening.add(link);
        perAddress.merge(link.peer().getAddress(), 1, Integer::sum);
    }

    int size() {
        return opening.size() + open.size();
    }

    @Override
    public void opened(Link link) {
        opening.remove(link);
        open.add(link);
        routes.put(new Route(link.peer(), link.identity()), link);
        review(link);
    }

    @Override
    public void proved(Link link, Identity identity) {
        if (open.contains(link)) {
            routes.put(new Route(link.peer(), identity), link);
            link.proves(identity);
        }
    }

    @Override
    public void ended(Link link, LwM2mException why) {
        if (opening.remove(link) && !endpoint.closed()) {
            shared.complaints.say(Complaints.Kind.HANDSHAKE, link.peer(), why.getMessage());
        }
        open.remove(link);
        routes.remove(new Route(link.peer(), link.identity()), link);
        link.proved().forEach(identity -> routes.remove(new Route(link.peer(), identity), link));
        perAddress.computeIfPresent(link.peer().getAddress(), (address, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public Link at(InetSocketAddress address, Identity identity) {
        var link = routes.get(new Route(address, identity));
        if (link == null) {
            throw new LwM2mException(Status.UNAVAILABLE, "its connection is over; it has to call again");
        }
        return link;
    }

    @Override
    public void review() {
        List.copyOf(open).forEach(this::review);
    }

    /** In the clear each message is let in or not. */
    private void review(Link link) {
        if (link.identity() instanceof Identity.None) {
            return;
        }
        endpoint.then(() -> store.find(link.identity()), (caller, failure) -> {
            // A store that fails has not said that it knows nobody.
            if (failure == null
                    && caller.map(CredentialStore.Caller::credentials)
                            .filter(link.proof().proven()::equals)
                            .isEmpty()) {
                link.end(new LwM2mException(Status.UNAVAILABLE, "its key is gone"));
            } else {
                endpoint.judge(link);
            }
        });
    }

    @Override
    public List<Link> all() {
        var all = new java.util.ArrayList<>(opening);
        all.addAll(open);
        return all;
    }

    private boolean makeRoom() {
        var timing = shared.timing();
        var stale = open.stream()
                .filter(link -> link.givesWay(timing.stale(), timing.connect()))
                .findFirst();
        stale.ifPresent(link -> link.end(given("others, as it was quiet")));
        return stale.isPresent();
    }

    private static LwM2mException given(String to) {
        return new LwM2mException(Status.UNAVAILABLE, "given up for " + to);
    }
}
