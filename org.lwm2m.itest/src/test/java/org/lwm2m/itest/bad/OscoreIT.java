package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.KeySearch;
import org.lwm2m.testing.Proves;

/** The running system protects messages one by one, and lets nobody in without; what protects them may go and come back. */
public class OscoreIT {

    private static final String SECRET = "9c0de1b79f7b4b4fb2a1d06c2a53ee48";
    private static final String OTHER = "1f52b0c2a8e84cbf9d5c0a7be3f6d914";

    @Test
    @Proves({"OSC-02", "OSC-06"})
    public void registersAndIsReadWithOscoreAndNotWithoutItsKey() throws Exception {
        var port = freePort();
        try (var system = Shipped.start(
                "conf/org.lwm2m.server.cfg",
                "listen = coap://127.0.0.1:" + port,
                "conf/org.lwm2m.security.nosec.cfg",
                "callers = none",
                "conf/org.lwm2m.client.account-local.cfg",
                account(port, OTHER),
                "conf/org.lwm2m.security.keys.client-x.cfg",
                "security = oscore\nendpoint = gateway\nclient.id = 6465\nserver.id = 7372\n.key = " + SECRET)) {
            system.untilLogged("protected message refused", "Decryption failed");
            system.file("conf/org.lwm2m.client.account-local.cfg", account(port, SECRET));
            system.untilLogged("gateway is registered");
            system.run("read gateway /3/0/0", "Manufacturer");
            system.run("client gateway", "identity");
            var protection = "org.lwm2m.security.oscore.OscoreProtection";
            system.tell("scr:disable " + protection);
            system.tell("scr:enable " + protection);
            system.run("read gateway /3/0/1", "Model");
            var search = new KeySearch(Map.of("the secret", Bytes.hex(SECRET), "another's", Bytes.hex(OTHER)));
            assertEquals(List.of(), search.in(system.log()));
            assertEquals(List.of(), search.in(system.said()));
        }
    }

    private static String account(int port, String secret) {
        return "uri = coap://127.0.0.1:" + port + "\naccess = all\nretry.seconds = 1\n.oscore.secret = " + secret
                + "\noscore.client.id = 6465\noscore.server.id = 7372";
    }

    private static int freePort() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
