package org.lwm2m.security.oscore;

import java.net.URI;
import java.util.Map;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.transport.tcp.ProtectedTcp;

/** The same over TCP, where nothing comes twice. */
class ObservationsTcpTest extends ObservationsUdpTest {

    @Override
    URI anywhere() {
        return URI.create("coap+tcp://127.0.0.1:0");
    }

    @Override
    Transport open(OscoreProtection protection) throws Exception {
        return ProtectedTcp.open(Map.of("answer.timeout.seconds", 3), protection);
    }

    @Override
    void bind(Transport transport, OscoreProtection protection) {
        ProtectedTcp.bind(transport, protection);
    }

    @Override
    void unbind(Transport transport, OscoreProtection protection) {
        ProtectedTcp.unbind(transport, protection);
    }

    @Override
    void close(Transport transport) {
        ProtectedTcp.close(transport);
    }
}
