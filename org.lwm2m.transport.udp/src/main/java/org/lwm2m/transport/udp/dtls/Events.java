package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import org.lwm2m.api.LwM2mException;

/** What becomes of handshakes and sessions. Told on the loop, in the order in which messages come. */
public interface Events {

    /** Keys were agreed, or agreed anew from an older session; from now on messages may come of it. */
    void established(Association association, Agreement agreement);

    /** The peer, an alert or a bound has ended a session, or we have. */
    void ended(Association association, LwM2mException why);

    /** A handshake came to nothing. */
    void failed(InetSocketAddress peer, LwM2mException why);
}
