package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eclipse.californium.elements.EndpointContext;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Identity;
import org.lwm2m.transport.udp.dtls.Agreement;
import org.lwm2m.transport.udp.dtls.Association;
import org.lwm2m.transport.udp.dtls.Events;
import org.lwm2m.transport.udp.dtls.SecuredConnector;
import org.lwm2m.transport.udp.dtls.Way;

/** The one peer of a socket that called it with DTLS. Its session is resumed if it falls silent; it ends with it. */
final class CalledPeer implements Peers, Events {

    private final Endpoint endpoint;
    private final SecuredConnector connector;
    private final InetSocketAddress server;
    private final Optional<String> name;
    private final Consumer<LwM2mException> lost;
    private final CompletableFuture<Identity> reached = new CompletableFuture<>();
    private Association association;
    private Remote remote;

    /** @param lost told, once it was reached, when it is no more */
    CalledPeer(
            Endpoint endpoint,
            SecuredConnector connector,
            InetSocketAddress server,
            Optional<String> name,
            Consumer<LwM2mException> lost) {
        this.endpoint = endpoint;
        this.connector = connector;
        this.server = server;
        this.name = name;
        this.lost = lost;
    }

    /** Who it proved to be, once it did. */
    CompletionStage<Identity> reached() {
        knock();
        return reached;
    }

    private void knock() {
        connector.knock(server, name.orElse(null));
    }

    @Override
    public String scheme() {
        return Addresses.SECURED;
    }

    @Override
    public void established(Association agreed, Agreement agreement) {
        if (association != null && association != agreed && remote != null) {
            remote.renew();
            remote.move(new Way(server, agreed));
        }
        association = agreed;
        reached.complete(agreed.identity());
    }

    @Override
    public void ended(Association over, LwM2mException why) {
        if (over == association) {
            failed(server, why);
        }
    }

    @Override
    public void failed(InetSocketAddress peer, LwM2mException why) {
        if (!reached.completeExceptionally(why) && !endpoint.closed()) {
            lost.accept(why);
        }
    }

    @Override
    public boolean hears(EndpointContext from) {
        return Association.of(from.getPeerIdentity())
                .filter(each -> each == association)
                .isPresent();
    }

    @Override
    public Remote of(EndpointContext from) {
        return at(server, association.identity());
    }

    @Override
    public Optional<Remote> known(EndpointContext from) {
        return Optional.ofNullable(remote);
    }

    @Override
    public Remote at(InetSocketAddress address, Identity identity) {
        if (remote == null) {
            remote = new Remote(endpoint, new Way(server, association), association.identity(), association.proven());
        }
        return remote;
    }

    /** Its NAT may have forgotten us, or the server the session. */
    @Override
    public void silent(Remote silent) {
        knock();
    }

    @Override
    public void hangUp(InetSocketAddress address, Identity identity) {
        connector.end(association);
    }

    @Override
    public CompletionStage<Void> farewell() {
        return connector.endAll();
    }

    @Override
    public int size() {
        return remote == null ? 0 : 1;
    }

    @Override
    public void sweep() {
        if (remote != null) {
            remote.sweep();
        }
    }

    @Override
    public List<Remote> clear() {
        return remote == null ? List.of() : List.of(remote);
    }
}
