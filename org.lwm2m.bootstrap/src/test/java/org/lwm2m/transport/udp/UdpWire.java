package org.lwm2m.transport.udp;

/** Stops the transport as its bundle does. */
public final class UdpWire {

    private UdpWire() {}

    public static void close(UdpTransport transport) {
        transport.close();
    }
}
