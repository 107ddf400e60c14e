package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.transport.udp.dtls.Agreement;
import org.lwm2m.transport.udp.dtls.Association;
import org.lwm2m.transport.udp.dtls.Events;
import org.lwm2m.transport.udp.dtls.SecuredConnector;
import org.lwm2m.transport.udp.dtls.Way;

/**
 * Peers in DTLS sessions that they began: each is its session, wherever it sends from. A way back is kept for the last
 * addresses of a session, as an engine may remember an older one than the session has.
 */
final class SessionPeers implements Peers, Events {

    /** Addresses of a session that an engine may still have. */
    private static final int PLACES = 8;

    /** The way back that an engine remembers. */
    private record Route(InetSocketAddress address, Identity identity) {}

    /** A session. */
    private static final class Place {

        final Association association;
        final Deque<Route> routes = new ArrayDeque<>(1);
        EndpointContext way;
        Remote remote;

        Place(Association association) {
            this.association = association;
        }
    }

    private final Endpoint endpoint;
    private final SecuredConnector connector;
    private final CredentialStore callers;
    private final Map<Association, Place> places = new HashMap<>();
    private final Map<Route, Place> routes = new HashMap<>();

    SessionPeers(Endpoint endpoint, SecuredConnector connector, CredentialStore callers) {
        this.endpoint = endpoint;
        this.connector = connector;
        this.callers = callers;
    }

    @Override
    public String scheme() {
        return Addresses.SECURED;
    }

    @Override
    public void established(Association association, Agreement agreement) {
        var place = places.computeIfAbsent(association, Place::new);
        var before = routes.get(new Route(agreement.peer(), association.identity()));
        // RFC 6347, 4.2.8: who has lost a session begins another from the same place.
        if (before != null && before != place && agreement.peer().equals(before.way.getPeerAddress())) {
            connector.end(before.association);
        }
        move(place, agreement.peer());
        // Its key may have gone since it was asked for.
        review(association);
    }

    @Override
    public void ended(Association association, LwM2mException why) {
        var place = places.remove(association);
        if (place != null) {
            place.routes.forEach(route -> routes.remove(route, place));
            if (place.remote != null) {
                place.remote.close(why);
            }
        }
    }

    @Override
    public void failed(InetSocketAddress peer, LwM2mException why) {
        endpoint.shared().complaints.say(Complaints.Kind.HANDSHAKE, peer, why.getMessage());
    }

    @Override
    public boolean hears(EndpointContext from) {
        var place = place(from);
        if (place.isEmpty()) {
            return false; // It has just ended.
        }
        var newest = Boolean.TRUE.equals(from.get(DtlsEndpointContext.KEY_NEWEST_RECORD));
        if (newest && !from.getPeerAddress().equals(place.get().way.getPeerAddress())) {
            move(place.get(), from.getPeerAddress());
        }
        return true;
    }

    @Override
    public Remote of(EndpointContext from) {
        return remote(place(from).orElseThrow(SessionPeers::gone));
    }

    @Override
    public Optional<Remote> known(EndpointContext from) {
        return place(from).map(place -> place.remote);
    }

    @Override
    public Remote at(InetSocketAddress address, Identity identity) {
        var place = routes.get(new Route(address, identity));
        if (place == null) {
            throw gone();
        }
        return remote(place);
    }

    @Override
    public void hangUp(InetSocketAddress address, Identity identity) {
        Optional.ofNullable(routes.get(new Route(address, identity)))
                .ifPresent(place -> connector.end(place.association));
    }

    @Override
    public void unsent(EndpointContext to) {
        if (to instanceof Way way) {
            Optional.ofNullable(places.get(way.association()))
                    .filter(place -> place.remote != null)
                    .ifPresent(place -> {
                        var remote = place.remote;
                        place.remote = null;
                        remote.close(gone());
                    });
        }
    }

    @Override
    public void review() {
        List.copyOf(places.keySet()).forEach(this::review);
    }

    private void review(Association association) {
        endpoint.then(() -> callers.find(association.identity()), (caller, failure) -> {
            // A store that fails has not said that it knows nobody.
            if (failure == null
                    && caller.map(CredentialStore.Caller::credentials)
                            .filter(association.proven()::equals)
                            .isEmpty()) {
                connector.end(association);
            } else {
                connector.judge(association);
            }
        });
    }

    @Override
    public CompletionStage<Void> farewell() {
        return connector.endAll();
    }

    @Override
    public int size() {
        return (int) places.values().stream()
                .map(place -> place.remote)
                .filter(Objects::nonNull)
                .count();
    }

    @Override
    public void sweep() {
        places.values().stream()
                .filter(place -> place.remote != null && place.remote.sweep())
                .forEach(place -> place.remote = null);
    }

    @Override
    public List<Remote> clear() {
        var all = new ArrayList<Remote>();
        places.values().stream()
                .map(place -> place.remote)
                .filter(Objects::nonNull)
                .forEach(all::add);
        places.clear();
        routes.clear();
        return all;
    }

    private Optional<Place> place(EndpointContext from) {
        return Association.of(from.getPeerIdentity()).map(places::get);
    }

    private Remote remote(Place place) {
        if (place.remote == null) {
            var who = place.association;
            place.remote = new Remote(endpoint, place.way, who.identity(), who.proven());
        }
        return place.remote;
    }

    @Override
    public void proved(Remote remote, Identity identity) {
        if (remote.way() instanceof Way way) {
            Optional.ofNullable(places.get(way.association()))
                    .ifPresent(place -> keep(place, new Route(remote.address, identity)));
        }
    }

    private void move(Place place, InetSocketAddress address) {
        place.way = new Way(address, place.association);
        keep(place, new Route(address, place.association.identity()));
        if (place.remote != null) {
            place.remote.move(place.way);
        }
    }

    private void keep(Place place, Route route) {
        place.routes.remove(route);
        place.routes.add(route);
        routes.put(route, place);
        if (place.routes.size() > PLACES) {
            routes.remove(place.routes.remove(), place);
        }
    }

    private static LwM2mException gone() {
        return new LwM2mException(Status.UNAVAILABLE, "its session is over; it has to call again");
    }
}
