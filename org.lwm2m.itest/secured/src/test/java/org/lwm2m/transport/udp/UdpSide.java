package org.lwm2m.transport.udp;

import java.io.IOException;
import java.util.Map;
import org.lwm2m.api.transport.Transport;

/** The transport without a framework, which is what ends it otherwise. */
public final class UdpSide implements AutoCloseable {

    private final UdpTransport transport;

    public UdpSide(Map<String, Object> configuration) throws IOException {
        transport = new UdpTransport(configuration);
    }

    public Transport transport() {
        return transport;
    }

    @Override
    public void close() {
        transport.close();
    }
}
