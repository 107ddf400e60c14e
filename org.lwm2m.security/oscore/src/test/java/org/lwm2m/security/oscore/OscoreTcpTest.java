package org.lwm2m.security.oscore;

import java.net.URI;
import java.util.Map;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.Proves;
import org.lwm2m.transport.tcp.ProtectedTcp;

/** What engines rely on, with OSCORE on TCP: every request, large bodies both ways, observations. */
@Proves("OSC-05")
class OscoreTcpTest extends OscoreUdpTest {

    private final OscoreProtection protection = protection(new Kept());

    @Override
    public Transport open() throws Exception {
        return ProtectedTcp.open(Map.of("answer.timeout.seconds", 1), protection);
    }

    @Override
    public void close(Transport transport) {
        ProtectedTcp.close(transport);
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
