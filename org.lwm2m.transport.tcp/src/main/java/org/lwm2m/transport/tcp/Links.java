package org.lwm2m.transport.tcp;

import java.net.InetSocketAddress;
import java.util.List;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.Identity;

/** The live connections of an endpoint. Owned by the loop. */
interface Links {

    /**
     * The one to a peer.
     *
     * @throws LwM2mException with 5.03 if there is none until the peer calls
     */
    Link at(InetSocketAddress address, Identity identity);

    /** Both sides have said what they can do: it may be used. */
    void opened(Link link);

    /** A peer, as whoever it is found, proved by its messages that it is somebody else as well. */
    default void proved(Link link, Identity identity) {}

    void ended(Link link, LwM2mException why);

    /** Ends those that would not be let in any more. */
    default void review() {}

    /** All that there are, also those that are not open yet. */
    List<Link> all();

    /** Takes no more, before all are ended. */
    default void close() {}
}
