package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.SecureBench.KEY;
import static org.lwm2m.transport.udp.SecureBench.UPDATE;
import static org.lwm2m.transport.udp.SecureBench.get;
import static org.lwm2m.transport.udp.SecureBench.psk;
import static org.lwm2m.transport.udp.SecureBench.until;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.testing.Proves;

/** DTLS sessions: who they belong to, what they outlive, and how they end. */
@Timeout(60)
class SessionsTest {

    private static final Downlink READ = new Downlink.Read(Path.of(5, 0, 0), Optional.empty());

    private SecureBench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aSessionShowsWhoItIsWithAndWhatProtectsIt() throws Exception {
        bench = new SecureBench(Map.of());
        var call = get(bench.call(KEY));
        assertEquals(new Identity.Psk("one"), call.identity());
        assertEquals("coaps", call.address().getScheme());
        assertEquals(new Identity.Psk("one"), bench.heard(call).identity());
        var session = bench.serverTransport.sessions().get(0);
        assertEquals(bench.listener.local(), session.local());
        assertEquals(call.local().orElseThrow(), session.peer());
        assertEquals(new Identity.Psk("one"), session.identity());
        assertEquals("DTLS 1.2 TLS_PSK_WITH_AES_128_CCM_8, CID", session.protection());
        assertEquals(1, bench.clientTransport.sessions().size());
        assertFalse(session.toString().contains("112233"), "no key");
    }

    @Test
    void anUnknownIdentityIsToldSo() throws Exception {
        bench = new SecureBench(Map.of());
        var failure = assertThrows(LwM2mException.class, () -> get(bench.call(psk("two", "00"))));
        assertEquals(OptionalInt.of(115), failure.alert());
        assertEquals(Status.UNAVAILABLE, failure.status());
        until(() -> bench.serverTransport.sessions().isEmpty());
    }

    @Test
    void aWrongKeyGetsNoAnswerAndNoSession() throws Exception {
        bench = new SecureBench(Map.of("handshake.retransmit.max", 2));
        var failure = assertThrows(LwM2mException.class, () -> get(bench.call(psk("one", "01"))));
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertTrue(failure.getMessage().contains("key"), failure.getMessage());
        assertTrue(bench.serverTransport.sessions().isEmpty());
        // And who has the key does not suffer.
        assertEquals(Status.CHANGED, get(get(bench.call(KEY)).send(UPDATE)).status());
    }

    @Test
    void whereNobodyIsTheCallFailsInTime() throws Exception {
        bench = new SecureBench(Map.of("handshake.retransmit.max", 1));
        bench.listener.close();
        var failure = assertThrows(LwM2mException.class, () -> get(bench.call(KEY)));
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertTrue(failure.alert().isEmpty());
    }

    @Test
    void aKeyThatComesCountsAtOnceAndOneThatGoesEndsItsSessions() throws Exception {
        bench = new SecureBench(Map.of());
        var late = psk("late", "0102030405060708090a0b0c0d0e0f10");
        assertThrows(LwM2mException.class, () -> get(bench.call(late)));
        bench.callers.put(new Identity.Psk("late"), late);
        var call = get(bench.call(late));
        var other = get(bench.call(KEY));
        assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
        bench.listener.review();
        assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
        bench.callers.remove(new Identity.Psk("late"));
        assertEquals(Status.UNAUTHORIZED, get(call.send(UPDATE)).status());
        bench.listener.review();
        assertEquals(call, bench.client.nextClosed());
        assertEquals(Status.CHANGED, get(other.send(UPDATE)).status());
        assertFalse(bench.client.sawClosed());
    }

    @Test
    void anotherKeyOfTheSameIdentityEndsTheSessionsOfTheOldOne() throws Exception {
        bench = new SecureBench(Map.of());
        var call = get(bench.call(KEY));
        // The client may be ready before the server is.
        assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
        bench.callers.put(new Identity.Psk("one"), psk("one", "0102"));
        bench.listener.review();
        assertEquals(call, bench.client.nextClosed());
        assertEquals(
                Status.CHANGED,
                get(get(bench.call(psk("one", "0102"))).send(UPDATE)).status());
    }

    @Test
    @Proves("SEC-13")
    void aSessionGoesOnWhereItsAddressChanges() throws Exception {
        bench = new SecureBench(Map.of());
        try (var relay = bench.relay()) {
            var call = get(bench.call(relay.port(), KEY, Optional.empty()));
            var before = bench.heard(call);
            var sent = relay.up().size();
            var open = new CompletableFuture<Response>();
            bench.client.answers(request -> open);
            var waits = before.send(READ).toCompletableFuture();
            bench.client.next();
            relay.moveOn();
            var after = bench.heard(call);
            assertNotEquals(before.address(), after.address());
            assertEquals(relay.outsidePort(), after.address().getPort());
            open.complete(Response.of(Status.CHANGED));
            assertEquals(Status.CHANGED, get(waits).status());
            bench.client.answers(Response.of(Status.CHANGED));
            // The engine may still have the old address.
            assertEquals(
                    Status.CHANGED,
                    get(bench.listener
                                    .resume(before.address(), before.identity())
                                    .send(READ))
                            .status());
            assertTrue(
                    relay.up().subList(sent, relay.up().size()).stream().allMatch(each -> each[0] == 25),
                    "only records with a connection id, no handshake");
            assertEquals(1, bench.serverTransport.sessions().size());
        }
    }

    @Test
    @Proves("SEC-12")
    void withoutConnectionIdsASessionIsResumed() throws Exception {
        bench = new SecureBench(Map.of("cid.bytes", 0));
        try (var relay = bench.relay()) {
            var call = get(bench.call(relay.port(), KEY, Optional.empty()));
            var before = bench.heard(call);
            var protection = bench.serverTransport.sessions().get(0).protection();
            assertFalse(protection.contains("CID"), protection);
            var sent = relay.up().size();
            relay.moveOn();
            var after = bench.heard(call);
            assertEquals(relay.outsidePort(), after.address().getPort());
            assertEquals(Status.CHANGED, get(after.send(READ)).status());
            var types = relay.up().subList(sent, relay.up().size()).stream()
                    .filter(each -> each[0] == 22)
                    .map(each -> (int) each[13])
                    .toList();
            assertFalse(types.isEmpty(), "a handshake");
            assertFalse(types.contains(16), "no ClientKeyExchange: an abbreviated one");
            assertFalse(bench.client.sawClosed());
            assertEquals(1, bench.serverTransport.sessions().size());
        }
    }

    @Test
    void aServerThatLostTheSessionIsAgreedWithAnewWhileARequestWaits() throws Exception {
        bench = new SecureBench(Map.of());
        try (var relay = bench.relay()) {
            var call = get(bench.call(relay.port(), KEY, Optional.empty()));
            bench.heard(call);
            // What says that the session ends does not reach the client.
            relay.loseAlerts();
            bench.listener.close();
            var again = get(bench.serverTransport.listen(
                    bench.listener.local(), org.lwm2m.api.transport.Role.MANAGEMENT, bench, bench.server));
            assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
            assertFalse(bench.client.sawClosed());
            again.close();
        }
    }

    @Test
    void whoLostItsSessionBeginsAnotherFromTheSamePlace() throws Exception {
        bench = new SecureBench(Map.of());
        var call = get(bench.call(KEY));
        var before = bench.heard(call);
        var place = call.local();
        var lost = new UdpTransport(UdpTransportTest.HASTY);
        try (var relay = bench.relay()) {
            // Two transports behind one NAT mapping: the second knows nothing of the first one's session.
            var first = get(bench.call(relay.port(), KEY, Optional.empty()));
            var old = bench.heard(first);
            var second = get(bench.call(lost, relay.port(), KEY, Optional.empty(), List.of()));
            var now = bench.heard(second);
            assertEquals(old.address(), now.address());
            assertEquals(Status.CHANGED, get(now.send(READ)).status());
            until(() -> bench.serverTransport.sessions().size() == 2);
        } finally {
            lost.close();
        }
        assertEquals(place.orElseThrow(), before.address());
        assertEquals(Status.CHANGED, get(before.send(READ)).status());
    }

    @Test
    void aSessionThatWeCloseIsOverForBoth() throws Exception {
        bench = new SecureBench(Map.of());
        var call = get(bench.call(KEY));
        var back = bench.heard(call);
        back.close();
        assertEquals(call, bench.client.nextClosed());
        assertUnavailable(call);
        assertUnavailable(back);
        var again = get(bench.call(KEY));
        var open = new CompletableFuture<Response>();
        var waits = bench.heard(again);
        bench.client.answers(request -> open);
        var answer = waits.send(READ);
        bench.client.next();
        again.close();
        var failure = assertThrows(LwM2mException.class, () -> get(answer));
        assertEquals(Status.UNAVAILABLE, failure.status());
        until(() -> bench.serverTransport.sessions().isEmpty());
    }

    @Test
    void nothingGoesToAnotherIdentityAtTheSameAddress() throws Exception {
        bench = new SecureBench(Map.of());
        var call = get(bench.call(KEY));
        var back = bench.heard(call);
        var stranger = bench.listener.resume(back.address(), new Identity.Psk("two"));
        var failure = assertThrows(LwM2mException.class, () -> get(stranger.send(READ)));
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertTrue(bench.client.poll().isEmpty());
    }

    @Test
    void aRecordThatComesAgainIsDropped() throws Exception {
        bench = new SecureBench(Map.of());
        try (var relay = bench.relay()) {
            var call = get(bench.call(relay.port(), KEY, Optional.empty()));
            bench.heard(call);
            var record = relay.up().get(relay.up().size() - 1);
            var forged = record.clone();
            forged[forged.length - 1] ^= 1;
            for (var i = 0; i < 10; i++) {
                relay.replay(record);
                relay.replay(forged);
            }
            bench.heard(call);
            assertTrue(bench.server.poll().isEmpty(), "each request was heard once");
            assertEquals(1, bench.serverTransport.sessions().size());
        }
    }

    @Test
    void aTruncatedHandshakeLeavesNothing() throws Exception {
        bench = new SecureBench(Map.of("handshake.retransmit.max", 1));
        try (var relay = bench.relay()) {
            relay.change(record -> record[0] == 22 && record[13] == 16 ? new byte[0] : record);
            assertThrows(LwM2mException.class, () -> get(bench.call(relay.port(), KEY, Optional.empty())));
            relay.change(record -> java.util.Arrays.copyOf(record, record.length / 2));
            assertThrows(LwM2mException.class, () -> get(bench.call(relay.port(), KEY, Optional.empty())));
        }
        assertTrue(bench.serverTransport.sessions().isEmpty());
        assertEquals(Status.CHANGED, get(get(bench.call(KEY)).send(UPDATE)).status());
    }

    @Test
    @Proves("SEC-20")
    void whoHasNotShownThatItIsWhereItSaysLeavesNothing() throws Exception {
        bench = new SecureBench(Map.of());
        try (var relay = bench.relay()) {
            get(bench.call(relay.port(), KEY, Optional.empty()));
            var first = relay.up().get(0);
            var second = relay.up().get(1);
            assertEquals(0, first[13 + 12 + 2 + 32 + 1], "no cookie in the first ClientHello");
            assertTrue(second[13 + 12 + 2 + 32 + 1] > 0, "a cookie in the second");
            // Sent from elsewhere, neither begins a handshake: the cookie is for another place.
            relay.moveOn();
            for (var i = 0; i < 100; i++) {
                relay.replay(first);
                relay.replay(second);
            }
            bench.heard(get(bench.call(KEY)));
            assertEquals(0, bench.serverTransport.handshakes());
        }
    }

    private static void assertUnavailable(Connection connection) {
        var failure = assertThrows(LwM2mException.class, () -> get(connection.send(UPDATE)));
        assertEquals(Status.UNAVAILABLE, failure.status());
    }
}
