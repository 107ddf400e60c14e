package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/** Peers that nothing tells apart but their addresses: all that call a socket in the clear, or the one that it called. */
final class AddressPeers implements Peers {

    private static final int TRIED = 16;

    private final Endpoint endpoint;
    private final Optional<InetSocketAddress> only;
    private final Map<InetSocketAddress, Remote> remotes = new LinkedHashMap<>(2, 0.75f, true);

    AddressPeers(Endpoint endpoint, Optional<InetSocketAddress> only) {
        this.endpoint = endpoint;
        this.only = only;
    }

    @Override
    public String scheme() {
        return Addresses.PLAIN;
    }

    @Override
    public boolean hears(EndpointContext from) {
        return only.filter(peer -> !peer.equals(from.getPeerAddress())).isEmpty();
    }

    @Override
    public Remote of(EndpointContext from) {
        return remote(from.getPeerAddress());
    }

    @Override
    public Optional<Remote> known(EndpointContext from) {
        return Optional.ofNullable(remotes.get(from.getPeerAddress()));
    }

    @Override
    public Remote at(InetSocketAddress address, Identity identity) {
        return remote(address);
    }

    @Override
    public void hangUp(InetSocketAddress address, Identity identity) {
        Optional.ofNullable(remotes.remove(address)).ifPresent(remote -> remote.close(Endpoint.over()));
    }

    @Override
    public int size() {
        return remotes.size();
    }

    @Override
    public void sweep() {
        if (only.isEmpty()) {
            remotes.values().removeIf(Remote::sweep);
        } else {
            remotes.values().forEach(Remote::sweep);
        }
    }

    @Override
    public List<Remote> clear() {
        var all = new ArrayList<>(remotes.values());
        remotes.clear();
        return all;
    }

    private Remote remote(InetSocketAddress peer) {
        var remote = remotes.get(peer);
        if (remote == null) {
            makeRoom();
            var identity = new Identity.None(peer.getAddress().getHostAddress());
            remote = new Remote(endpoint, new AddressEndpointContext(peer), identity, Credentials.NONE);
            remotes.put(peer, remote);
        }
        return remote;
    }

    /** Forgets who was silent longest; who is busy stays. */
    private void makeRoom() {
        if (remotes.size() >= endpoint.shared().bounds().peers()) {
            remotes.values().stream()
                    .limit(TRIED)
                    .filter(remote -> !remote.busy())
                    .findFirst()
                    .ifPresentOrElse(
                            idle -> remotes.remove(idle.address).duplicates.forgetAll(), () -> {
                                throw new LwM2mException(Status.UNAVAILABLE, "too many peers at a time");
                            });
        }
    }
}
