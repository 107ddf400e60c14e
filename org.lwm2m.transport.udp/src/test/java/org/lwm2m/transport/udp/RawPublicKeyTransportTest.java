package org.lwm2m.transport.udp;

import java.io.IOException;
import java.net.URI;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.SecuredTransportContract;
import org.lwm2m.testing.TransportKeys;

/** What engines rely on, with DTLS and raw public keys. */
@Proves("SEC-04")
class RawPublicKeyTransportTest extends SecuredTransportContract {

    private static final TransportKeys KEYS = new TestKeys().rawPublicKeys();

    @Override
    public TransportKeys keys() {
        return KEYS;
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
