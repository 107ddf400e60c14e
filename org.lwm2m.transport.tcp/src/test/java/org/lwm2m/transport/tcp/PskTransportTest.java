package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.net.URI;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.SecuredTransportContract;
import org.lwm2m.testing.TransportKeys;

/** What engines rely on, with TLS and pre-shared keys. */
class PskTransportTest extends SecuredTransportContract {

    @Override
    public TransportKeys keys() {
        return TransportKeys.psk("urn:dev:1", "000102030405060708090a0b0c0d0e0f");
    }

    @Override
    public Transport open() throws IOException {
        return new TcpTransport(TcpTransportTest.HASTY);
    }

    @Override
    public void close(Transport transport) {
        ((TcpTransport) transport).close();
    }

    @Override
    public URI anywhere() {
        return URI.create("coaps+tcp://127.0.0.1:0");
    }
}
