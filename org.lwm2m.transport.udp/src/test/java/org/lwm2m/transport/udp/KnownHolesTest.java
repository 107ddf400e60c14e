package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.SecureBench.KEY;
import static org.lwm2m.transport.udp.SecureBench.UPDATE;
import static org.lwm2m.transport.udp.SecureBench.get;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.Proves;

/** Holes that were found in other stacks, or in what this one stands on; each is to stay closed: docs/reference/security-holes.md. */
@Timeout(60)
class KnownHolesTest {

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int HELLO_VERIFY_REQUEST = 3;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    /** Header of a record, header of a handshake message, version and random, in octets. */
    private static final int SESSION_ID = 13 + 12 + 2 + 32;

    /** Of IPv4 and UDP. */
    private static final int HEADERS = 28;

    private final TestKeys keys = new TestKeys();
    private SecureBench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    private SecureBench keyed(Map<String, Object> configuration) throws IOException {
        bench = new SecureBench(configuration);
        bench.own.add(keys.serverKey());
        bench.callers.put(keys.clientKeyIdentity(), Credentials.POSSESSION);
        return bench;
    }

    /** CVE-2021-34433: a server whose key exchange is not signed has not shown that it has the key. */
    @Test
    void aServerThatSignsNothingIsRefused() throws Exception {
        keyed(Map.of("handshake.retransmit.max", 1));
        try (var relay = bench.relay()) {
            relay.changeAnswers(flight -> Records.change(flight, SERVER_KEY_EXCHANGE, Records::unsigned));
            assertThrows(LwM2mException.class, () -> get(bench.call(relay.port(), keys.clientKey(), Optional.empty())));
            var sent = relay.up().stream().flatMap(each -> Records.handshakes(each).stream());
            assertFalse(sent.anyMatch(type -> type == CLIENT_KEY_EXCHANGE), "it went on");
        }
    }

    /** The same on the other side: who leaves out what proves that it has the key of its certificate. */
    @Test
    void aClientThatProvesNothingIsRefused() throws Exception {
        keyed(Map.of("handshake.retransmit.max", 1));
        try (var relay = bench.relay()) {
            relay.change(flight -> Records.without(flight, CERTIFICATE_VERIFY));
            assertThrows(LwM2mException.class, () -> get(bench.call(relay.port(), keys.clientKey(), Optional.empty())));
        }
        assertTrue(bench.serverTransport.sessions().isEmpty());
    }

    /** CVE-2020-27222: a handshake with keys that failed for its parameters was the last one of the server. */
    @Test
    void aHandshakeThatFailsForItsParametersIsNotTheLast() throws Exception {
        keyed(Map.of());
        bench.own.clear();
        assertThrows(LwM2mException.class, () -> get(bench.call(keys.clientKey())));
        bench.own.add(keys.serverKey());
        assertEquals(
                Status.CHANGED,
                get(get(bench.call(keys.clientKey())).send(UPDATE)).status());
    }

    /** CVE-2022-2576: a resumption that can't be one became a handshake without a cookie, for another's address. */
    @Test
    void aResumptionThatDoesNotFitIsAskedForACookieFirst() throws Exception {
        bench = new SecureBench(Map.of("cid.bytes", 0));
        try (var relay = bench.relay()) {
            var call = get(bench.call(relay.port(), KEY, Optional.empty()));
            bench.heard(call);
            relay.moveOn();
            bench.heard(call);
            var resumption = relay.up().stream()
                    .filter(each -> each[0] == HANDSHAKE && each[13] == CLIENT_HELLO)
                    .filter(each -> each[SESSION_ID] > 0 && each[SESSION_ID + 1 + each[SESSION_ID]] == 0)
                    .findFirst()
                    .orElseThrow();
            var suite = Bytes.wrap(resumption).hex().indexOf("c0a8") / 2;
            resumption[suite + 1] = (byte) 0xa4; // TLS_PSK_WITH_AES_128_CCM: known, but not the session's.
            var answer = answer(bench.address(), resumption);
            assertEquals(HELLO_VERIFY_REQUEST, answer[13]);
            assertTrue(answer.length <= resumption.length);
        }
    }

    /** CVE-2022-39368: handshakes that failed were counted for ever, until nobody was heard any more. */
    @Test
    void handshakesThatFailedLeaveRoomForOthers() throws Exception {
        bench = new SecureBench(Map.of("handshakes.max", 4));
        for (var i = 0; i < 40; i++) {
            assertThrows(LwM2mException.class, () -> get(bench.call(SecureBench.psk("two", "00"))));
        }
        assertEquals(Status.CHANGED, get(get(bench.call(KEY)).send(UPDATE)).status());
    }

    /**
     * Amplification: who has not shown that it is where it says is sent no more than twice what it sent, the headers of IP
     * and UDP counted.
     */
    @Test
    void aStrangerOnTheClearWireGetsShortAnswers() throws Exception {
        bench = new SecureBench(Map.of());
        var clear = get(
                bench.serverTransport.listen(URI.create("coap://127.0.0.1:0"), Role.MANAGEMENT, bench, bench.server));
        var to = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), clear.local().getPort());
        for (var request :
                List.of("40011234", "40011234bb2e77656c6c2d6b6e6f776e04636f7265", "40021234b27264", "40007777")) {
            var sent = Bytes.hex(request).array();
            var came = answer(to, sent);
            assertTrue(
                    HEADERS + came.length <= 2 * (HEADERS + sent.length),
                    request + " got " + Bytes.wrap(came).hex());
        }
        assertTrue(bench.server.poll().isEmpty(), "nothing of it was heard");
    }

    /** The same of the one answer to a caller that is long: a pack is for who shows that it is there (RFC 9175, 2.4). */
    @Test
    @Proves("TR-UDP-05")
    void whoMayBeSomebodyElseIsGivenNoPackBeforeItHasEchoed() throws Exception {
        bench = new SecureBench(Map.of());
        bench.callers.put(new Identity.None("127.0.0.1"), Credentials.NONE);
        var clear = get(
                bench.serverTransport.listen(URI.create("coap://127.0.0.1:0"), Role.BOOTSTRAP, bench, bench.server));
        var to = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), clear.local().getPort());
        bench.server.answers(Response.content(new Content(ContentFormat.SENML_CBOR, Bytes.wrap(new byte[900]))));
        try (var device = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var request = packRequest(1);
            var challenge = answer(device, to, Datagrams.write(request));
            assertTrue(HEADERS + challenge.length <= 2 * (HEADERS + Datagrams.write(request).length));
            assertTrue(bench.server.poll().isEmpty(), "not asked for yet");
            var echo = Bytes.wrap(challenge).hex();
            var value = Bytes.hex(echo.substring(echo.length() - 16)).array();

            var elsewhere = packRequest(2);
            elsewhere.getOptions().addOption(StandardOptionRegistry.ECHO.create(value));
            assertTrue(answer(other, to, Datagrams.write(elsewhere)).length < 100, "it was told to another");
            assertTrue(bench.server.poll().isEmpty());

            var again = packRequest(3);
            again.getOptions().addOption(StandardOptionRegistry.ECHO.create(value));
            assertTrue(answer(device, to, Datagrams.write(again)).length > 900);
            assertEquals(
                    Uplink.BootstrapPackRequest.class,
                    bench.server.next().request().getClass());
        }
    }

    private static Request packRequest(int mid) {
        var request = new Request(CoAP.Code.GET);
        request.setType(CoAP.Type.CON).setMID(mid).setToken(new Token(new byte[] {(byte) mid}));
        request.getOptions().addUriPath("bspack").addUriQuery("ep=a").setAccept(112);
        return request;
    }

    /** What one datagram from a new place is answered with. */
    private static byte[] answer(InetSocketAddress to, byte[] datagram) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return answer(socket, to, datagram);
        }
    }

    private static byte[] answer(DatagramSocket socket, InetSocketAddress to, byte[] datagram) throws IOException {
        socket.setSoTimeout(20_000);
        socket.send(new DatagramPacket(datagram, datagram.length, to));
        var packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }
}
