package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.SecureBench.KEY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.lwm2m.testing.Proves;

/** What /0/x/16 and 18 to 24 of an account change in the ClientHello, octet by octet, or prevent. */
@Timeout(60)
@Proves("SEC-15")
class AccountSettingsTest {

    private static final int SUITES = 16;
    private static final int GROUPS = 18;
    private static final int SERVER_SIGNS = 19;
    private static final int SIGNATURES = 20;
    private static final int SERVER_TAKES = 21;
    private static final int FEATURES = 22;
    private static final int SERVER_HAS = 23;
    private static final int CLIENT_USES = 24;
    /** Extension 54 (RFC 9146) with a connection id of no octets. */
    private static final String CONNECTION_ID = "0036000100";

    private final TestKeys keys = new TestKeys();
    private SecureBench bench;

    @BeforeEach
    void listen() throws Exception {
        bench = new SecureBench(Map.of());
        bench.own.add(keys.serverKey());
        bench.callers.put(keys.clientKeyIdentity(), Credentials.POSSESSION);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void suitesAreOfferedInTheOrderOfTheAccount() throws Exception {
        assertTrue(hello(KEY, of(SUITES, 0x00ae, 0xc0a8)).contains("00ae" + "c0a8"));
        assertTrue(hello(KEY, of(SUITES, 0xc0a8, 0x00ae)).contains("c0a8" + "00ae"));
        assertTrue(hello(keys.clientKey(), of(SUITES, 0xc023)).contains("c023"));
    }

    @Test
    void groupsAreOfferedInTheOrderOfTheAccount() throws Exception {
        // supported_groups (RFC 8422, 5.1.1): secp256r1 is 23, secp384r1 is 24.
        assertTrue(hello(keys.clientKey(), of(GROUPS, 24, 23)).contains("000a" + "0006" + "0004" + "00180017"));
        assertTrue(hello(keys.clientKey(), of(GROUPS, 23)).contains("000a" + "0004" + "0002" + "0017"));
    }

    @Test
    void signaturesAreOfferedInTheOrderOfTheAccount() throws Exception {
        // signature_algorithms (RFC 8446, 4.2.3): ecdsa_secp256r1_sha256 is 0403, ecdsa_secp384r1_sha384 is 0503.
        var both = of(SIGNATURES, 0x0503, 0x0403);
        assertTrue(hello(keys.clientKey(), both).contains("000d" + "0006" + "0004" + "05030403"));
        assertTrue(hello(keys.clientKey(), of(SIGNATURES, 0x0403)).contains("000d" + "0004" + "0002" + "0403"));
    }

    @Test
    void onlySignaturesAreOfferedThatTheServerIsSaidToHave() throws Exception {
        // In our own order, as that of the server is not told.
        assertTrue(hello(keys.clientKey(), of(SERVER_SIGNS, 0x0503, 0x0403))
                .contains("000d" + "0006" + "0004" + "04030503"));
        assertTrue(hello(keys.clientKey(), of(SERVER_SIGNS, 0x0403)).contains("000d" + "0004" + "0002" + "0403"));
        assertTrue(hello(keys.clientKey(), with(one(SERVER_SIGNS, 0x0403).get(0), of(SIGNATURES, 0x0503, 0x0403)))
                .contains("000d" + "0004" + "0002" + "0403"));
    }

    @Test
    void whatTheAccountAsksForAndIsNotHereIsRefusedBeforeAnyHandshake() {
        refused("(/0/x/16)", keys.clientKey(), of(SUITES, 0x1301));
        refused("(/0/x/18)", keys.clientKey(), of(GROUPS, 0x11ec));
        refused("(/0/x/20)", keys.clientKey(), of(SIGNATURES, 0x0904));
        refused("(/0/x/19)", keys.clientKey(), of(SERVER_SIGNS, 0x0603));
        refused("SHA256withECDSA", keys.clientChain(), of(SERVER_TAKES, 0x0503));
    }

    @Test
    void whatTheServerIsSaidToTakeOfCertificatesIsNoHindranceIfOursAreSuch() throws Exception {
        hello(keys.clientChain(), of(SERVER_TAKES, 0x0503, 0x0403));
        // Keys without certificates are not signed.
        hello(keys.clientKey(), of(SERVER_TAKES, 0x0503));
    }

    @Test
    void featuresOfTls13DoNotKeepAnAccountFromDtls12() throws Exception {
        var call = SecureBench.get(bench.call(
                bench.clientTransport,
                bench.listener.local().getPort(),
                KEY,
                Optional.empty(),
                with(one(CLIENT_USES, 1 << 2 | 1 << 12).get(0), one(FEATURES, 5))));
        assertEquals(
                Status.CHANGED, SecureBench.get(call.send(SecureBench.UPDATE)).status());
    }

    /** max_fragment_length (RFC 6066, 4) of 2^11, and record_size_limit (RFC 8449). */
    @Test
    void lengthsOfRecordsAreAgreedWhereTheAccountAsksForIt() throws Exception {
        assertFalse(hello(KEY, List.of()).contains("0001000103"));
        assertTrue(hello(KEY, one(CLIENT_USES, 1 << 1)).contains("0001000103"));
        assertTrue(hello(KEY, one(CLIENT_USES, 1 << 7)).contains("001c0002" + "0800"));
        assertFalse(hello(KEY, with(one(SERVER_HAS, 1).get(0), one(CLIENT_USES, 1 << 7)))
                .contains("001c0002"));
        var port = bench.listener.local().getPort();
        for (var bit : List.of(1 << 1, 1 << 7)) {
            var call = SecureBench.get(
                    bench.call(bench.clientTransport, port, KEY, Optional.empty(), one(CLIENT_USES, bit)));
            assertEquals(
                    Status.CHANGED,
                    SecureBench.get(call.send(SecureBench.UPDATE)).status());
        }
    }

    private void refused(String words, Credentials credentials, List<Entry> settings) {
        var call = bench.call(
                bench.clientTransport, bench.listener.local().getPort(), credentials, Optional.empty(), settings);
        var failure = assertThrows(LwM2mException.class, () -> SecureBench.get(call));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
    }

    @Test
    void connectionIdsAreOfferedUnlessEitherSideIsSaidToHaveNone() throws Exception {
        assertTrue(hello(KEY, List.of()).contains(CONNECTION_ID));
        assertTrue(hello(KEY, one(CLIENT_USES, 1 << 12)).contains(CONNECTION_ID));
        assertFalse(hello(KEY, one(CLIENT_USES, 1)).contains(CONNECTION_ID));
        assertFalse(hello(KEY, one(SERVER_HAS, 1)).contains(CONNECTION_ID));
        var both = new ArrayList<>(one(SERVER_HAS, 1 << 12));
        both.addAll(one(CLIENT_USES, 1 | 1 << 12));
        assertTrue(hello(KEY, both).contains(CONNECTION_ID));
    }

    @Test
    void theNameOfTheServerIsToldUnlessEitherSideIsSaidToHaveNoUseForIt() throws Exception {
        var name = Entry.of(Path.of(0, 1, 14), new Value.Text("server"));
        assertTrue(hello(KEY, List.of(name)).contains(indicated("server")));
        assertTrue(hello(KEY, with(name, one(CLIENT_USES, 1))).contains(indicated("server")));
        assertFalse(hello(KEY, with(name, one(CLIENT_USES, 1 << 12))).contains(indicated("server")));
        assertFalse(hello(KEY, with(name, one(SERVER_HAS, 1 << 12))).contains(indicated("server")));
    }

    private static List<Entry> with(Entry first, List<Entry> others) {
        var all = new ArrayList<>(others);
        all.add(first);
        return all;
    }

    private static String indicated(String name) {
        return Bytes.utf8(name).hex();
    }

    private static List<Entry> of(int resource, int... numbers) {
        var all = new ArrayList<Entry>();
        for (var i = 0; i < numbers.length; i++) {
            all.add(Entry.of(Path.of(0, 1, resource, i), new Value.Unsigned(numbers[i])));
        }
        return all;
    }

    private static List<Entry> one(int resource, int bits) {
        return List.of(Entry.of(Path.of(0, 1, resource), new Value.Unsigned(bits)));
    }

    /** The first datagram of a call, in hexadecimal; whether the call goes well is another matter. */
    private String hello(Credentials credentials, List<Entry> settings) throws Exception {
        try (var relay = bench.relay()) {
            bench.call(bench.clientTransport, relay.port(), credentials, Optional.empty(), settings);
            SecureBench.until(() -> !relay.up().isEmpty());
            var first = relay.up().get(0);
            assertEquals(1, first[13], "a ClientHello");
            return Bytes.wrap(first).hex();
        }
    }
}
