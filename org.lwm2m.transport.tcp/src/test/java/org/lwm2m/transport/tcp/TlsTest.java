package org.lwm2m.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.tcp.Wire.await;

import java.net.InetAddress;
import java.net.URI;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.Proves;

/** TLS of a server and its callers: who is let in, who is not and hears why, and the JDK's as a stranger. */
@Timeout(60)
class TlsTest {

    private static final TestKeys KEYS = new TestKeys();
    private static final Credentials.PreSharedKey PSK = psk("urn:dev:1", "000102030405060708090a0b0c0d0e0f");
    private static final Uplink UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
    private static final char[] PASSWORD = "trial".toCharArray();

    private final Map<Identity, Credentials> callers =
            new HashMap<>(Map.of(new Identity.Psk("urn:dev:1"), PSK, KEYS.clientKeyIdentity(), Credentials.POSSESSION));

    private static Credentials.PreSharedKey psk(String identity, String hex) {
        return new Credentials.PreSharedKey(identity, new Secret(Bytes.hex(hex)));
    }

    /** With keys for all modes, and a certificate of the authority's known by its name. */
    private Wire secured() throws Exception {
        var wire = Wire.open(Map.of());
        var byName = Wire.store(callers, List.of(KEYS.serverChain(), KEYS.serverKey()));
        wire.listen("coaps+tcp", new CredentialStore() {

            @Override
            public CompletionStage<Optional<Caller>> find(Identity claimed) {
                return claimed instanceof Identity.Certificate known
                                && known.name().equals("urn:dev:1")
                        ? CompletableFuture.completedStage(Optional.of(new Caller(Credentials.POSSESSION, List.of())))
                        : byName.find(claimed);
            }

            @Override
            public List<Credentials> own() {
                return byName.own();
            }
        });
        return wire;
    }

    private static OptionalInt refused(Wire wire, Credentials credentials) {
        var failure = assertThrows(LwM2mException.class, () -> await(wire.connect(wire.listener.local(), credentials)));
        assertTrue(failure.alert().isPresent(), failure.getMessage());
        return failure.alert();
    }

    @Test
    @Proves("TR-TCP-05")
    void allModesAreServedAtOnePort() throws Exception {
        try (var wire = secured()) {
            for (var mode : List.of(PSK, KEYS.clientKey(), KEYS.clientChain())) {
                var connection = await(wire.connect(wire.listener.local(), mode));
                assertEquals(Status.CHANGED, await(connection.send(UPDATE)).status());
                var from = wire.server.next().from();
                assertEquals(mode == PSK, from.identity() instanceof Identity.Psk);
                assertEquals(
                        Status.CHANGED,
                        await(from.send(new Downlink.Read(Path.of(3), Optional.empty())))
                                .status());
            }
            var protection = wire.transport.sessions().stream()
                    .map(each -> each.protection())
                    .distinct()
                    .sorted()
                    .toList();
            assertEquals(
                    List.of("TLS 1.2 TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", "TLS 1.2 TLS_PSK_WITH_AES_128_CCM_8"),
                    protection);
            assertEquals(6, wire.transport.sessions().size());
        }
    }

    @Test
    void anIdentityThatNobodyKnowsIsToldSo() throws Exception {
        try (var wire = secured()) {
            var alert = refused(wire, psk("urn:dev:2", "000102030405060708090a0b0c0d0e0f"));
            assertEquals(OptionalInt.of(115), alert);
        }
    }

    @Test
    void aWrongKeyIsToldSo() throws Exception {
        try (var wire = secured()) {
            var alert = refused(wire, psk("urn:dev:1", "ff0102030405060708090a0b0c0d0e0f"));
            assertEquals(OptionalInt.of(20), alert);
            assertTrue(wire.transport.sessions().isEmpty());
        }
    }

    @Test
    void aRawPublicKeyThatNobodyKnowsIsToldSo() throws Exception {
        try (var wire = secured()) {
            callers.clear();
            assertEquals(OptionalInt.of(49), refused(wire, KEYS.clientKey()));
        }
    }

    @Test
    void aServerWithAnotherKeyOrCertificateThanTheAccountSaysIsRefused() throws Exception {
        try (var wire = secured()) {
            var others = new TestKeys();
            var wrongKey = new Credentials.RawPublicKey(
                    KEYS.client.getPublic(), KEYS.client.getPrivate(), Optional.of(others.server.getPublic()));
            assertEquals(OptionalInt.of(42), refused(wire, wrongKey));
            var wrongChain =
                    KEYS.chain(KEYS.clientCertificate, Usage.DOMAIN_ISSUED, others.serverCertificate, List.of());
            assertEquals(OptionalInt.of(42), refused(wire, wrongChain));
            var unknownAuthority = KEYS.chain(
                    KEYS.clientCertificate,
                    Usage.CA_CONSTRAINT,
                    others.authority.certificate(),
                    List.of(others.authority.certificate()));
            assertEquals(OptionalInt.of(48), refused(wire, unknownAuthority));
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityOrOfAnotherTimeOrOfAStrangerIsRefused() throws Exception {
        try (var wire = secured()) {
            var others = new TestKeys();
            assertEquals(
                    OptionalInt.of(48),
                    refused(
                            wire,
                            new Credentials.Certificates(
                                    List.of(others.clientCertificate),
                                    others.client.getPrivate(),
                                    Usage.DOMAIN_ISSUED,
                                    Credentials.Matching.EXACT,
                                    Bytes.wrap(KEYS.serverCertificate.getEncoded()),
                                    List.of())));
            var old = KEYS.certificate("CN=urn:dev:1", Instant.now().minus(Duration.ofDays(20_000)));
            assertEquals(OptionalInt.of(45), refused(wire, own(old)));
            var stranger = KEYS.certificate("CN=urn:dev:9", Instant.now());
            assertEquals(OptionalInt.of(49), refused(wire, own(stranger)));
        }
    }

    private static Credentials own(X509Certificate certificate) {
        return KEYS.chain(certificate, Usage.DOMAIN_ISSUED, KEYS.serverCertificate, List.of());
    }

    @Test
    void aKeyThatIsTakenAwayEndsItsConnectionsAtTheNextReview() throws Exception {
        try (var wire = secured()) {
            var connection = await(wire.connect(wire.listener.local(), PSK));
            var other = await(wire.connect(wire.listener.local(), KEYS.clientKey()));
            callers.remove(new Identity.Psk("urn:dev:1"));
            wire.listener.review();
            assertEquals(connection, wire.client.nextClosed());
            assertEquals(Status.CHANGED, await(other.send(UPDATE)).status());
        }
    }

    @Test
    void anAccountThatNamesCipherSuitesOffersTheseAndNoOthers() throws Exception {
        try (var wire = secured()) {
            var uri = wire.listener.local();
            for (var suite : new int[] {0x00ae, 0x00a8, 0xc0a4, 0xd001, 0xc037}) {
                var setting = new Entry(Path.of(0, 1, 16, 0), new Value.Unsigned(suite), Optional.empty());
                var peer = new Peer(uri, Role.MANAGEMENT, "urn:dev:1", PSK, Optional.empty(), List.of(setting));
                var connection = await(wire.transport.connect(peer, wire.client));
                assertEquals(Status.CHANGED, await(connection.send(UPDATE)).status());
            }
            assertEquals(
                    5,
                    wire.transport.sessions().stream()
                            .map(each -> each.protection())
                            .distinct()
                            .count());
        }
    }

    @Test
    void whatAnAccountAsksForAndIsNotHereIsRefusedBeforeTheServerIsCalled() throws Exception {
        try (var wire = secured()) {
            // SHA-1 with ECDSA, x25519, a server that takes RSA only, TLS 1.3.
            for (var asked : Map.of(20, 0x0203, 18, 29, 19, 0x0401, 21, 0x0401, 16, 0x1301)
                    .entrySet()) {
                var setting = Entry.of(Path.of(0, 1, asked.getKey(), 0), new Value.Unsigned(asked.getValue()));
                var peer = new Peer(
                        wire.listener.local(),
                        Role.MANAGEMENT,
                        "urn:dev:1",
                        KEYS.clientChain(),
                        Optional.empty(),
                        List.of(setting));
                var failure =
                        assertThrows(LwM2mException.class, () -> await(wire.transport.connect(peer, wire.client)));
                assertEquals(Status.NOT_ACCEPTABLE, failure.status(), failure.getMessage());
                assertTrue(failure.getMessage().contains("/0/x/" + asked.getKey()), failure.getMessage());
            }
        }
    }

    /** The JDK's TLS, with our client's certificate or our server's. */
    private static SSLContext jdk(X509Certificate certificate, PrivateKey key) throws Exception {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, PASSWORD);
        own.setKeyEntry("own", key, PASSWORD, new X509Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("authority", KEYS.authority.certificate());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static SSLSocket call(Wire wire, String... protocols) throws Exception {
        var context = jdk(KEYS.clientCertificate, KEYS.client.getPrivate());
        var local = wire.listener.local();
        var socket = (SSLSocket) context.getSocketFactory().createSocket(local.getHost(), local.getPort());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Test
    @Proves("TR-TCP-05")
    void aStrangerWithTheTlsOfTheJdkCallsAndSpeaksCoap() throws Exception {
        try (var wire = secured();
                var socket = call(wire, "coap")) {
            socket.startHandshake();
            assertEquals("coap", socket.getApplicationProtocol());
            try (var peer = HandPeer.on(socket)) {
                var request = new Request(Code.POST);
                request.setToken(new Token(new byte[] {1})).getOptions().setUriPath("rd/1");
                peer.greet(1152).send(request);
                assertEquals(ResponseCode.CHANGED, peer.nextResponse().getCode());
                assertTrue(wire.server.next().from().identity() instanceof Identity.Certificate);
            }
        }
    }

    @Test
    void whoWantsToSpeakSomethingElseIsRefusedAndWhoDoesNotSayIsTaken() throws Exception {
        try (var wire = secured()) {
            try (var socket = call(wire, "http/1.1")) {
                assertThrows(SSLHandshakeException.class, socket::startHandshake);
            }
            try (var socket = call(wire)) {
                socket.startHandshake();
            }
        }
    }

    @Test
    @Proves("TR-TCP-05")
    void aServerWithTheTlsOfTheJdkIsCalledWithTheNameOfCoap() throws Exception {
        var context = jdk(KEYS.serverCertificate, KEYS.server.getPrivate());
        try (var wire = Wire.open(Map.of());
                var server = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"coap"});
            parameters.setNeedClientAuth(true);
            server.setSSLParameters(parameters);
            var made = wire.connect(URI.create("coaps+tcp://127.0.0.1:" + server.getLocalPort()), KEYS.clientChain());
            try (var socket = (SSLSocket) server.accept();
                    var peer = HandPeer.on(socket).greet(1152)) {
                var connection = await(made);
                assertEquals("coap", socket.getApplicationProtocol());
                assertTrue(connection.identity() instanceof Identity.Certificate);
                connection.send(UPDATE);
                assertEquals("rd/1", peer.nextRequest().getOptions().getUriPathString());
            }
        }
    }
}
