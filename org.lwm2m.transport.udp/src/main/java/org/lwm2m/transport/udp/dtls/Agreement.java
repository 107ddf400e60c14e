package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.eclipse.californium.scandium.dtls.DTLSContext;

/**
 * What a handshake has agreed on.
 *
 * @param peer where the peer was then
 * @param protection in the names of the protocol
 */
public record Agreement(InetSocketAddress peer, String protection, Instant since) {

    static Agreement of(InetSocketAddress peer, DTLSContext context, Instant now) {
        var cid = context.getReadConnectionId() != null || context.getWriteConnectionId() != null ? ", CID" : "";
        return new Agreement(
                peer, "DTLS 1.2 " + context.getSession().getCipherSuite().name() + cid, now);
    }
}
