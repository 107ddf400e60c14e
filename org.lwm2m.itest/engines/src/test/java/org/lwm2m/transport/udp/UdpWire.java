package org.lwm2m.transport.udp;

/** Does with the transport what its component does. */
public final class UdpWire {

    private UdpWire() {}

    public static void close(UdpTransport transport) {
        transport.close();
    }
}
