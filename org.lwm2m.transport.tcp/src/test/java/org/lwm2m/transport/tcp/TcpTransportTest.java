package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.TransportContract;

class TcpTransportTest extends TransportContract {

    static final Map<String, Object> HASTY = Map.of("answer.timeout.seconds", 1);

    @Override
    public Transport open() throws IOException {
        return new TcpTransport(HASTY);
    }

    @Override
    public void close(Transport transport) {
        ((TcpTransport) transport).close();
    }

    @Override
    public URI anywhere() {
        return URI.create("coap+tcp://127.0.0.1:0");
    }

    @Override
    public boolean joined() {
        return true;
    }
}
