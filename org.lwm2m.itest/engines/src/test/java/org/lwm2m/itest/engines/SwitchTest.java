package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.WiredClient;
import org.lwm2m.client.account.Account;
import org.lwm2m.engine.schedule.SystemTime;
import org.lwm2m.engine.schedule.Workers;
import org.lwm2m.model.device.Device;
import org.lwm2m.server.WiredServer;
import org.lwm2m.testing.Proves;
import org.lwm2m.transport.tcp.TcpTransport;
import org.lwm2m.transport.tcp.TcpWire;
import org.lwm2m.transport.udp.UdpTransport;
import org.lwm2m.transport.udp.UdpWire;

/** A client that its server tells to speak over another transport, with DTLS, TLS and one pre-shared key on real sockets. */
@Timeout(60)
class SwitchTest {

    private static final String ENDPOINT = "urn:dev:wired";
    private static final Path UPDATE = Path.of(1, 0, 8);
    private static final Path LIFETIME = Path.of(1, 0, 1);

    private final SystemTime time = new SystemTime("test-time");

    /** Two transports as one, by the scheme. */
    private record Both(UdpTransport udp, TcpTransport tcp) implements Transport, AutoCloseable {

        private Transport of(URI uri) {
            return uri.getScheme().endsWith("+tcp") ? tcp : udp;
        }

        @Override
        public CompletionStage<Connection> connect(Peer peer, Handler handler) {
            return of(peer.uri()).connect(peer, handler);
        }

        @Override
        public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
            return of(local).listen(local, role, callers, handler);
        }

        @Override
        public void close() {
            UdpWire.close(udp);
            TcpWire.close(tcp);
        }
    }

    private static Both transports() throws Exception {
        return new Both(new UdpTransport(Map.of()), new TcpTransport(Map.of()));
    }

    /** One that is free for TCP, and so most likely for UDP. */
    private static int port() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<Entry> account(String uri) {
        var account = new ArrayList<>(CaseKeys.PSK.account(uri, false, "srv"));
        account.add(Entry.of(Path.of(0, 0, 10), new Value.Int(101)));
        account.add(Cases.entry("/1/0/0", 101));
        account.add(Cases.entry("/1/0/1", 300));
        account.add(Cases.entry("/1/0/7", "UT"));
        return account;
    }

    @Test
    @Proves("REG-27")
    void theRegistrationGoesOverFromDtlsToTlsAndBack() throws Exception {
        var place = "127.0.0.1:" + port();
        var codecs = Formats.all();
        try (var near = transports();
                var far = transports();
                var workers = new Workers("test", 2, time);
                var server = new WiredServer(
                                "coaps://" + place + ",coaps+tcp://" + place,
                                far,
                                time,
                                workers,
                                CaseKeys.PSK.store("srv", ENDPOINT))
                        .with(codecs);
                var client = new WiredClient(
                        near,
                        ENDPOINT,
                        new Definitions(Device.class),
                        codecs,
                        account("coaps://" + place),
                        new Account.Settings(Version.V1_2, Optional.empty(), Optional.empty()))) {
            until(() -> server.clients().find(ENDPOINT).isPresent());
            var known = server.clients().find(ENDPOINT).orElseThrow();
            var before = known.registration();
            assertEquals("coaps", before.address().getScheme());
            speaks(known, "T", "coaps+tcp");
            speaks(known, "U", "coaps");
            assertEquals(before.id(), known.registration().id(), "the registration stays");
            assertEquals(1, client.client().servers().size());
        } finally {
            time.close();
        }
    }

    private void speaks(Client client, String letter, String scheme) throws Exception {
        client.execute(UPDATE, "0='" + letter + "'").toCompletableFuture().get(20, TimeUnit.SECONDS);
        until(() -> client.registration().address().getScheme().equals(scheme));
        assertEquals(
                1,
                client.read(LIFETIME)
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .size());
    }

    private void until(BooleanSupplier holds) throws InterruptedException {
        for (var left = 400; left > 0 && !holds.getAsBoolean(); left--) {
            var later = new CountDownLatch(1);
            time.after(Duration.ofMillis(50), later::countDown);
            assertTrue(later.await(5, TimeUnit.SECONDS));
        }
        assertTrue(holds.getAsBoolean());
    }
}
