package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import org.eclipse.californium.elements.AddressEndpointContext;

/** Where to send a message that only the peer of one association may read. */
public final class Way extends AddressEndpointContext {

    private final Association association;

    public Way(InetSocketAddress peer, Association association) {
        super(peer);
        this.association = association;
    }

    public Association association() {
        return association;
    }
}
