package org.lwm2m.transport.udp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.elements.EndpointContext;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Identity;

/** Whom an endpoint speaks with, and what is remembered of each. Owned by the loop. */
interface Peers {

    /** The scheme of the addresses of these. */
    String scheme();

    /** Whether what came is of a peer that is to be heard; learns where it is now. */
    boolean hears(EndpointContext from);

    /**
     * Who sent something; remembered from now on.
     *
     * @throws LwM2mException with 5.03 if there are too many
     */
    Remote of(EndpointContext from);

    /** Who sent something, if anything is remembered of it. */
    Optional<Remote> known(EndpointContext from);

    /**
     * Whom to send something to.
     *
     * @throws LwM2mException with 5.03 if there are too many, or there is no way to it until it calls
     */
    Remote at(InetSocketAddress address, Identity identity);

    /** A peer, as whoever it is found, proved by its messages that it is somebody else as well. */
    default void proved(Remote remote, Identity identity) {}

    /** Ends what there is with a peer. */
    void hangUp(InetSocketAddress address, Identity identity);

    /** Nothing has come of a peer for some time, though it was asked. */
    default void silent(Remote remote) {}

    /** What was sent there did not go out, as there is no session. */
    default void unsent(EndpointContext to) {}

    /** Ends those that would not be let in any more. */
    default void review() {}

    /** Says to all that they are left; complete when that is on its way. */
    default CompletionStage<Void> farewell() {
        return CompletableFuture.completedStage(null);
    }

    /** How many something is remembered of. */
    int size();

    /** Forgets what is over. */
    void sweep();

    /** Forgets all, and answers what was remembered. */
    List<Remote> clear();
}
