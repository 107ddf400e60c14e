package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.util.Map;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.itest.secured.Side;

/** TCP and TLS. */
public final class TcpSide implements Side {

    private final TcpTransport transport;

    public TcpSide(Map<String, Object> configuration) throws IOException {
        transport = new TcpTransport(configuration);
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
