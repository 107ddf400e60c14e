package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.SecureBench.KEY;
import static org.lwm2m.transport.udp.SecureBench.UPDATE;
import static org.lwm2m.transport.udp.SecureBench.get;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.Printed;
import org.lwm2m.testing.Proves;
import org.lwm2m.tls.ClientCheck;
import org.lwm2m.tls.issue.CertificateDraft;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;

/** Keys of all kinds at one port: each caller by its own, nobody by another's, and how who is refused is told. */
@Timeout(60)
class ModesTest {

    private static final int BAD_CERTIFICATE = 42;
    private static final int CERTIFICATE_EXPIRED = 45;
    private static final int HANDSHAKE_FAILURE = 40;
    private static final int UNKNOWN_CA = 48;
    private static final int ACCESS_DENIED = 49;

    private final TestKeys keys = new TestKeys();
    private final TestKeys others = new TestKeys();
    private SecureBench bench;

    @BeforeEach
    void listen() throws IOException {
        bench = new SecureBench(Map.of("handshake.retransmit.max", 2));
        bench.own.add(keys.serverKey());
        bench.own.add(keys.serverChain());
        bench.callers.put(keys.clientKeyIdentity(), Credentials.POSSESSION);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Identity.Certificate admitClientsCertificate() {
        var identity = new ClientCheck(Clock.systemUTC())
                .check(List.of(keys.authority.certificate()), List.of(keys.clientCertificate));
        bench.callers.put(identity, Credentials.POSSESSION);
        return identity;
    }

    @Test
    void oneServerPortTakesAllModesAtOnce() {
        var certificate = admitClientsCertificate();
        var callers = Map.of(
                KEY,
                new Identity.Psk("one"),
                keys.clientKey(),
                keys.clientKeyIdentity(),
                keys.clientChain(),
                certificate);
        for (var each : callers.entrySet()) {
            var call = get(bench.call(each.getKey()));
            assertEquals(each.getValue(), bench.heard(call).identity());
        }
        assertEquals(
                Set.of("DTLS 1.2 TLS_PSK_WITH_AES_128_CCM_8, CID", "DTLS 1.2 TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, CID"),
                bench.serverTransport.sessions().stream()
                        .map(Transport.Session::protection)
                        .collect(Collectors.toSet()));
    }

    @Test
    void aServerMayHaveAKeyBesidesThatOfItsCertificate() {
        admitClientsCertificate();
        bench.own.clear();
        bench.own.add(others.serverKey());
        bench.own.add(keys.serverChain());
        assertEquals(Status.CHANGED, status(keys.clientChain()));
        var raw = new Credentials.RawPublicKey(
                keys.client.getPublic(), keys.client.getPrivate(), Optional.of(others.server.getPublic()));
        assertEquals(Status.CHANGED, status(raw));
    }

    @Test
    @Proves("SEC-03")
    void aServerHasTheSuitesOfOldDevicesToo() {
        admitClientsCertificate();
        for (var suite : List.of(0x00ae, 0xc0a8)) {
            assertEquals(Status.CHANGED, status(KEY, suite));
        }
        for (var suite : List.of(0xc023, 0xc0ae)) {
            assertEquals(Status.CHANGED, status(keys.clientKey(), suite));
            assertEquals(Status.CHANGED, status(keys.clientChain(), suite));
        }
    }

    @Test
    void anAccountSaysWhichSuitesAreOffered() throws Exception {
        try (var relay = bench.relay()) {
            get(bench.call(bench.clientTransport, relay.port(), KEY, Optional.empty(), suites(0x00ae, 0xc0a8, 0xc0ae)));
            assertEquals(List.of(0x00ae, 0xc0a8), offered(relay.up().get(0)));
        }
        refused(Status.NOT_ACCEPTABLE, () -> status(KEY, 0xc0ae));
        refused(Status.NOT_ACCEPTABLE, () -> status(keys.clientKey(), 0x1301));
    }

    @Test
    void aCallerOffersItsOwnModeAndNoOther() throws Exception {
        admitClientsCertificate();
        try (var relay = bench.relay()) {
            get(bench.call(relay.port(), KEY, Optional.empty()));
            assertEquals(List.of(0xc0a8), offered(relay.up().get(0)));
            var seen = relay.up().size();
            get(bench.call(relay.port(), keys.clientKey(), Optional.empty()));
            assertEquals(List.of(0xc0ae), offered(relay.up().get(seen)));
        }
        bench.own.clear();
        alert(HANDSHAKE_FAILURE, keys.clientKey());
        alert(HANDSHAKE_FAILURE, keys.clientChain());
        bench.own.add(keys.serverChain());
        alert(HANDSHAKE_FAILURE, keys.clientKey());
        bench.own.clear();
        bench.own.add(keys.serverKey());
        alert(HANDSHAKE_FAILURE, keys.clientChain());
        assertEquals(Status.CHANGED, status(keys.clientKey()));
    }

    @Test
    void aKeyThatNobodyKnowsIsRefusedOnBothSides() {
        alert(ACCESS_DENIED, key(others, keys));
        alert(BAD_CERTIFICATE, key(keys, others));
    }

    @Test
    void aCertificateHasToLeadToAnAnchorAndToBeKnown() {
        alert(ACCESS_DENIED, keys.clientChain());
        alert(
                UNKNOWN_CA,
                others.chain(others.clientCertificate, Usage.DOMAIN_ISSUED, keys.serverCertificate, List.of()));
        admitClientsCertificate();
        assertEquals(Status.CHANGED, status(keys.clientChain()));
    }

    @Test
    void sessionsOfAnAuthorityEndWhenItIsNotTrustedAnyMore() throws Exception {
        admitClientsCertificate();
        var call = get(bench.call(keys.clientChain()));
        var other = get(bench.call(KEY));
        bench.listener.review();
        assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
        assertEquals(Status.CHANGED, get(other.send(UPDATE)).status());
        bench.own.remove(keys.serverChain());
        bench.listener.review();
        assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
        bench.own.add(others.serverChain());
        bench.listener.review();
        assertEquals(call, bench.client.nextClosed());
        assertEquals(Status.CHANGED, get(other.send(UPDATE)).status());
    }

    @Test
    void aServersCertificateHasToBeTheOneOfTheAccount() {
        admitClientsCertificate();
        alert(
                BAD_CERTIFICATE,
                keys.chain(keys.clientCertificate, Usage.DOMAIN_ISSUED, others.serverCertificate, List.of()));
        // Usage 2: its path ends at the anchor, but it is no certificate of 127.0.0.1.
        alert(
                BAD_CERTIFICATE,
                keys.chain(
                        keys.clientCertificate, Usage.TRUST_ANCHOR_ASSERTION, keys.authority.certificate(), List.of()));
        alert(
                UNKNOWN_CA,
                keys.chain(
                        keys.clientCertificate,
                        Usage.TRUST_ANCHOR_ASSERTION,
                        others.authority.certificate(),
                        List.of()));
    }

    @Test
    @Proves("SEC-08")
    void theNameOfTheAccountStandsInForAnAddress() throws IOException {
        admitClientsCertificate();
        var anchored = keys.chain(
                keys.clientCertificate, Usage.TRUST_ANCHOR_ASSERTION, keys.authority.certificate(), List.of());
        var name = List.of(Entry.of(Path.of(0, 1, 14), new Value.Text("server")));
        try (var relay = bench.relay()) {
            var call = get(bench.call(bench.clientTransport, relay.port(), anchored, Optional.empty(), name));
            assertEquals(Status.CHANGED, get(call.send(UPDATE)).status());
            assertEquals("server", ((Identity.Certificate) call.identity()).name());
            assertTrue(Bytes.wrap(relay.up().get(0)).hex().contains(indicated("server")), "SNI");
            var seen = relay.up().size();
            get(bench.call(relay.port(), KEY, Optional.empty()));
            assertFalse(Bytes.wrap(relay.up().get(seen)).hex().contains(indicated("127.0.0.1")), "no address");
        }
    }

    /** The octets of the extension server_name (RFC 6066, 3). */
    private static String indicated(String name) {
        var length = name.length();
        return "0000%04x%04x00%04x%s"
                .formatted(length + 5, length + 3, length, Bytes.utf8(name).hex());
    }

    @Test
    void whatHasExpiredIsRefused() throws GeneralSecurityException {
        var old = keys.authority.issue(new CertificateDraft(
                "CN=urn:dev:1",
                keys.client.getPublic(),
                Instant.now().minus(Duration.ofDays(2)),
                Instant.now().minus(Duration.ofDays(1)),
                new Extensions(false, List.of(), List.of())));
        alert(CERTIFICATE_EXPIRED, keys.chain(old, Usage.DOMAIN_ISSUED, keys.serverCertificate, List.of()));
    }

    @Test
    void whoHasACertificateButNotItsKeyIsRefused() throws GeneralSecurityException {
        admitClientsCertificate();
        var thief = new Credentials.Certificates(
                List.of(keys.clientCertificate),
                Printed.keys(TrialAuthority.keyPair()).getPrivate(),
                Usage.DOMAIN_ISSUED,
                Credentials.Matching.EXACT,
                keys.clientChain().expected(),
                List.of());
        var failure = assertThrows(LwM2mException.class, () -> status(thief));
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertTrue(bench.serverTransport.sessions().isEmpty());
    }

    private static Credentials key(TestKeys ours, TestKeys theirs) {
        return new Credentials.RawPublicKey(
                ours.client.getPublic(), ours.client.getPrivate(), Optional.of(theirs.server.getPublic()));
    }

    private Status status(Credentials credentials, Integer... suites) {
        var port = bench.listener.local().getPort();
        var call = get(bench.call(bench.clientTransport, port, credentials, Optional.empty(), suites(suites)));
        return get(call.send(UPDATE)).status();
    }

    private static List<Entry> suites(Integer... suites) {
        var all = new ArrayList<Entry>();
        for (var i = 0; i < suites.length; i++) {
            all.add(Entry.of(Path.of(0, 1, 16, i), new Value.Unsigned(suites[i])));
        }
        return all;
    }

    private void alert(int number, Credentials credentials) {
        var failure = assertThrows(LwM2mException.class, () -> status(credentials));
        assertEquals(OptionalInt.of(number), failure.alert(), failure.getMessage());
    }

    private static void refused(Status status, Runnable step) {
        assertEquals(status, assertThrows(LwM2mException.class, step::run).status());
    }

    /** The cipher suites of a ClientHello that has neither session nor cookie, without the signal of RFC 5746. */
    private static List<Integer> offered(byte[] hello) {
        var buffer = ByteBuffer.wrap(hello).position(13 + 12 + 2 + 32);
        assertEquals(0, buffer.get());
        assertEquals(0, buffer.get());
        var suites = new ArrayList<Integer>();
        for (var left = buffer.getShort() / 2; left > 0; left--) {
            suites.add(buffer.getShort() & 0xffff);
        }
        suites.remove(Integer.valueOf(0xff));
        return suites;
    }
}
