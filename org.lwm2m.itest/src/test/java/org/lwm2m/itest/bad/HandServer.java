package org.lwm2m.itest.bad;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.lwm2m.api.Bytes;

/** An LwM2M Server by hand, which the gateway registers with, so that the gateway hears from it whatever a test wants. */
final class HandServer implements AutoCloseable {

    private final Peer peer;

    HandServer() throws IOException {
        peer = new Peer("127.0.0.1", 1);
    }

    /** The file that makes the gateway register here. */
    String account(int server) {
        return "uri = coap://127.0.0.1:" + peer.port() + "\nserver.id = " + server + "\nsecurity = nosec\n";
    }

    Peer peer() {
        return peer;
    }

    InetSocketAddress gateway() {
        return peer.other();
    }

    /** Waits for a Register, and answers it. */
    Message takesRegister() {
        for (; ; ) {
            var message = peer.next(Shipped.SOON).orElseThrow(() -> new AssertionError("no Register came"));
            if (message.isRequest() && message.path(Message.PATH).equals("/rd")) {
                var created = Message.bare(Message.ACK, 0x41, message.mid(), message.token());
                peer.send(created.with(Message.LOCATION, Bytes.utf8("rd")).with(Message.LOCATION, Bytes.utf8("1")));
                peer.next(Duration.ofMillis(50));
                return message;
            }
        }
    }

    @Override
    public void close() {
        peer.close();
    }
}
