package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.MapBasedEndpointContext;

/** Where to send the message that begins a session, or has one agreed anew, and then does not go out. */
final class Knock extends MapBasedEndpointContext {

    Knock(InetSocketAddress peer, String serverName) {
        super(peer, serverName, null, DtlsEndpointContext.ATTRIBUTE_HANDSHAKE_MODE_FORCE);
    }
}
