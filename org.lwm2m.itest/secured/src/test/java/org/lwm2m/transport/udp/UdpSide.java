package org.lwm2m.transport.udp;

import java.io.IOException;
import java.util.Map;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.itest.secured.Side;

/** The transport without a framework, which is what ends it otherwise. */
public final class UdpSide implements Side {

    private final UdpTransport transport;

    public UdpSide(Map<String, Object> configuration) throws IOException {
        transport = new UdpTransport(configuration);
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public void close() {
        transport.close();
    }
}
