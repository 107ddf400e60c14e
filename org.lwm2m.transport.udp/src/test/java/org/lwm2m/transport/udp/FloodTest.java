package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;

/** One peer sends as much as it can; another is served as if it did not. */
class FloodTest {

    private static final int REQUESTS = 200;

    @Test
    @Timeout(60)
    void aFloodFromOnePeerDoesNotStarveAnother() throws Exception {
        Handler handler = (from, request) -> CompletableFuture.completedStage(Response.of(Status.CHANGED));
        var transport = new UdpTransport(Map.of());
        try (var flood = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var listener = transport
                    .listen(
                            URI.create("coap://127.0.0.1:0"),
                            Role.MANAGEMENT,
                            claimed -> CompletableFuture.completedStage(
                                    Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of()))),
                            handler)
                    .toCompletableFuture()
                    .get();
            var flowing = new CountDownLatch(1000);
            var enough = new AtomicBoolean();
            var flooder = new Thread(() -> flood(flood, listener.local().getPort(), flowing, enough), "flood");
            flooder.start();
            flowing.await();
            var connection = transport
                    .connect(Peer.of(listener.local().toString(), "a", Credentials.NONE), handler)
                    .toCompletableFuture()
                    .get();
            for (var i = 0; i < REQUESTS; i++) {
                var update = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
                var answer = connection.send(update).toCompletableFuture().get(20, TimeUnit.SECONDS);
                assertEquals(Status.CHANGED, answer.status());
            }
            enough.set(true);
            flooder.join();
        } finally {
            transport.close();
        }
    }

    /** A GET of /3/0, each with another message id. */
    private static void flood(DatagramSocket socket, int port, CountDownLatch flowing, AtomicBoolean enough) {
        var request = Bytes.hex("4201000001" + "02b1330130").array();
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            for (var mid = 0; !enough.get(); mid++) {
                request[2] = (byte) (mid >> 8);
                request[3] = (byte) mid;
                socket.send(new DatagramPacket(request, request.length, to));
                flowing.countDown();
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
