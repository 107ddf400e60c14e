package org.lwm2m.transport.tcp;

import org.lwm2m.api.security.MessageProtection;

/** Does with the transport what its component does. */
public final class TcpWire {

    private TcpWire() {}

    public static void protect(TcpTransport transport, MessageProtection protection) {
        transport.bindProtection(protection);
    }

    public static void close(TcpTransport transport) {
        transport.close();
    }
}
