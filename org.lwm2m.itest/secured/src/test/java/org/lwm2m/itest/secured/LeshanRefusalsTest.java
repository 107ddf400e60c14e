package org.lwm2m.itest.secured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.client.ServerStatus.State;

/** Keys, identities and certificates that are not the right ones, between us and Leshan, both ways. */
@Timeout(90)
class LeshanRefusalsTest {

    /** So that whoever is not answered notices soon. */
    private static final Map<String, Object> HASTY =
            Map.of("handshake.timeout.millis", 700, "handshake.retransmit.max", 1);

    /**
     * What a client does wrong, or finds wrong.
     *
     * <p>Each has what our server logs, and what our client says of Leshan's server: that leaves an
     * identity that it does not know without an answer, and takes any raw public key until it is to register.
     */
    enum Wrong {
        PSK_OF_ANOTHER("it does not prove its key", "no answer to the handshake", State.WAITING),
        UNKNOWN_IDENTITY("unknown_psk_identity (115)", "no answer to the handshake", State.WAITING),
        UNKNOWN_RAW_KEY("access_denied (49)", "Register was answered 4.03", State.WAITING),
        RAW_KEY_OF_ANOTHER_SERVER("bad_certificate (42)", "bad_certificate (42)", State.FAILED),
        CERTIFICATE_OF_ANOTHER_AUTHORITY("bad_certificate (42)", "bad_certificate (42)", State.FAILED),
        CERTIFICATE_OF_ANOTHER_SERVER("bad_certificate (42)", "bad_certificate (42)", State.FAILED),
        SERVER_OF_ANOTHER_AUTHORITY("bad_certificate (42)", "bad_certificate (42)", State.FAILED);

        /** Beside the address, in the one line that our server logs. */
        final String logged;

        /** Why our client is not registered, as it says. */
        final String problem;

        final State state;

        Wrong(String logged, String problem, State state) {
            this.logged = logged;
            this.problem = problem;
            this.state = state;
        }

        Map<String, Object> ourTiming() {
            return problem.startsWith("no answer") ? HASTY : Map.of();
        }

        List<String> theirs() {
            var own = folder.toString();
            var other = elsewhere.toString();
            return switch (this) {
                case PSK_OF_ANOTHER -> List.of("psk", Keys.IDENTITY, OTHER_KEY);
                case UNKNOWN_IDENTITY -> List.of("psk", "two", Keys.HEX);
                case UNKNOWN_RAW_KEY -> List.of("rpk", other, "server.pub");
                case RAW_KEY_OF_ANOTHER_SERVER -> List.of("rpk", own, "elsewhere/server.pub");
                case CERTIFICATE_OF_ANOTHER_AUTHORITY -> List.of("x509", other, "server.pem", LeshanSide.DOMAIN_ISSUED);
                case CERTIFICATE_OF_ANOTHER_SERVER ->
                    List.of("x509", own, "elsewhere/server.pem", LeshanSide.DOMAIN_ISSUED);
                case SERVER_OF_ANOTHER_AUTHORITY ->
                    List.of("x509", own, "elsewhere/authority.pem", LeshanSide.TRUST_ANCHOR);
            };
        }

        Map<String, Object> ours(int port) {
            return switch (this) {
                case PSK_OF_ANOTHER -> Accounts.psk(port, OTHER_KEY);
                case UNKNOWN_IDENTITY -> Accounts.psk(port, "two", Keys.HEX);
                case UNKNOWN_RAW_KEY -> Accounts.rpk(port, others, keys);
                case RAW_KEY_OF_ANOTHER_SERVER -> Accounts.rpk(port, keys, others);
                case CERTIFICATE_OF_ANOTHER_AUTHORITY -> Accounts.certificate(port, others, keys, "server.pem", 3);
                case CERTIFICATE_OF_ANOTHER_SERVER -> Accounts.certificate(port, keys, others, "server.pem", 3);
                case SERVER_OF_ANOTHER_AUTHORITY -> Accounts.certificate(port, keys, others, "authority.pem", 2);
            };
        }
    }

    private static final String OTHER_KEY = "00112233445566778899aabbccddeeff";

    @TempDir
    static Path folder;

    private static Path elsewhere;
    private static Keys keys;
    private static Keys others;
    private static LeshanSide leshan;

    @BeforeAll
    static void starts() throws Exception {
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        keys = new Keys(folder);
        others = new Keys(elsewhere);
        leshan = new LeshanSide(folder);
    }

    @AfterAll
    static void ends() {
        leshan.close();
    }

    @BeforeEach
    void forgets() {
        Lines.forget();
        leshan.forget();
    }

    @ParameterizedTest
    @EnumSource
    void itsClientGetsNoSessionWithOurServer(Wrong wrong) throws Exception {
        // With the usual times: a wrong key is said long before its handshake is given up.
        try (var site = new Site(new Known(keys), Map.of())) {
            leshan.begins(wrong.name(), "stranger", site.port(), wrong.theirs());
            leshan.says("refused\t" + wrong.name());
            assertEquals(List.of(), site.sessions());
            assertEquals(List.of(), site.more());
            assertOneLine(wrong.logged);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ourClientGetsNoSessionWithItsServer(Wrong wrong) throws Exception {
        try (var unit = new Unit("stranger", wrong.ours(leshan.port()), wrong.ourTiming())) {
            var problem = unit.until(wrong.state).problem().orElseThrow();
            assertTrue(problem.contains(wrong.problem), problem);
        }
        assertTrue(!leshan.said().contains("registered"), leshan.said());
    }

    /** The one who knows the key of one name has no right to another. */
    @ParameterizedTest
    @EnumSource(names = {"PSK", "RPK", "X509_OF_THE_SERVER"})
    void anotherEndpointThanThatOfTheIdentityIsRefused(LeshanModesTest.Mode mode) throws Exception {
        try (var site = new Site(new Known(keys, List.of(mode.endpoint)), Map.of())) {
            var theirs = mode.theirs(folder);
            leshan.begins("thief", "another", site.port(), theirs);
            leshan.says("refused\tthief\tBAD_REQUEST");
            assertEquals(List.of(), site.more());
            leshan.starts("owner", mode.endpoint, site.port(), theirs);
            assertEquals("registered " + mode.endpoint, site.next());
        }
        leshan.forget();
        try (var unit = new Unit("another", mode.account(leshan.port(), keys), Map.of())) {
            var problem = unit.until(State.WAITING).problem().orElseThrow();
            assertTrue(problem.contains("4.0"), problem);
        }
    }

    private static void assertOneLine(String words) throws InterruptedException {
        var lines = Lines.with("no session");
        assertEquals(1, lines.size(), () -> "" + lines);
        assertTrue(lines.get(0).contains(words), () -> "" + lines);
        assertTrue(!lines.get(0).contains(Keys.HEX) && !lines.get(0).contains(OTHER_KEY), () -> "" + lines);
    }
}
