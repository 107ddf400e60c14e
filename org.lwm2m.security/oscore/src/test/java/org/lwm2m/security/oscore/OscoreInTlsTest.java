package org.lwm2m.security.oscore;

import java.net.URI;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.TransportKeys;

/** The same, inside TLS: the client has to prove both keys. */
@Proves("OSC-05")
class OscoreInTlsTest extends OscoreTcpTest {

    @Override
    public TransportKeys keys() {
        return OscoreInDtlsTest.inside();
    }

    @Override
    public URI anywhere() {
        return URI.create("coaps+tcp://127.0.0.1:0");
    }
}
