package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.URI;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.SecuredTransportContract;
import org.lwm2m.testing.TransportKeys;

/** What engines rely on, with DTLS and pre-shared keys. */
@Proves("SEC-02")
class PskTransportTest extends SecuredTransportContract {

    @Override
    public TransportKeys keys() {
        return TransportKeys.psk("urn:dev:1", "000102030405060708090a0b0c0d0e0f");
    }

    @Override
    public Transport open() throws IOException {
        return new UdpTransport(UdpTransportTest.HASTY);
    }

    @Override
    public void close(Transport transport) {
        ((UdpTransport) transport).close();
    }

    @Override
    public URI anywhere() {
        return URI.create("coaps://127.0.0.1:0");
    }
}
