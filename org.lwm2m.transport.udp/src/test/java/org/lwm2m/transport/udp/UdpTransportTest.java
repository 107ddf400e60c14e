package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.TransportContract;

@Proves({"TR-ALL-01", "IR-16"})
class UdpTransportTest extends TransportContract {

    static final Map<String, Object> HASTY = Map.of(
            "ack.timeout.millis",
            100,
            "retransmit.max",
            4,
            "response.delay.millis",
            50,
            "handshake.timeout.millis",
            200);

    @Override
    public Transport open() throws IOException {
        return new UdpTransport(HASTY);
    }

    @Override
    public void close(Transport transport) {
        ((UdpTransport) transport).close();
    }

    @Override
    public URI anywhere() {
        return URI.create("coap://127.0.0.1:0");
    }
}
