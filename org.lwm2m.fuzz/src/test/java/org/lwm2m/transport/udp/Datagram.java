package org.lwm2m.transport.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.RawData;

/** A datagram as the UDP transport reads it. */
public final class Datagram {

    private static final AddressEndpointContext PEER =
            new AddressEndpointContext(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5683));

    private Datagram() {}

    /** None for what the transport refuses. */
    public static Optional<Message> parsed(byte[] octets) {
        try {
            return Optional.of(Datagrams.read(RawData.inbound(octets, PEER, false, 0, PEER.getPeerAddress())));
        } catch (Datagrams.Malformed e) {
            return Optional.empty();
        }
    }
}
