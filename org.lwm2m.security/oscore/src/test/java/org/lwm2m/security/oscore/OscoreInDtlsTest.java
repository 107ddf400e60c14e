package org.lwm2m.security.oscore;

import java.net.URI;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.testing.Proves;
import org.lwm2m.testing.TransportKeys;

/** The same, inside DTLS: the client has to prove both keys. */
@Proves("OSC-05")
class OscoreInDtlsTest extends OscoreUdpTest {

    private static final Credentials PSK =
            new Credentials.PreSharedKey("urn:dev:1", new Secret(Bytes.hex("000102030405060708090a0b0c0d0e0f")));

    @Override
    public TransportKeys keys() {
        return inside();
    }

    static TransportKeys inside() {
        var client = over(Party.KEYS);
        var oscore = new Identity.Oscore(client.sender(), client.context());
        return new TransportKeys(client, oscore::equals, over(Rfc8613Test.mirrored(client)), List.of());
    }

    @Override
    public URI anywhere() {
        return URI.create("coaps://127.0.0.1:0");
    }

    private static Credentials.Oscore over(Credentials.Oscore keys) {
        return new Credentials.Oscore(
                keys.secret(),
                keys.salt(),
                keys.sender(),
                keys.recipient(),
                keys.context(),
                keys.aead(),
                keys.hmac(),
                PSK);
    }
}
