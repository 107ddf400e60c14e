package org.lwm2m.transport.udp;

import org.lwm2m.api.security.MessageProtection;

/** Does with the transport what its component does. */
public final class UdpWire {

    private UdpWire() {}

    public static void protect(UdpTransport transport, MessageProtection protection) {
        transport.bindProtection(protection);
    }

    public static void close(UdpTransport transport) {
        transport.close();
    }
}
