package org.lwm2m.itest.secured;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.testing.Proves;

/** {@code openssl s_client} calls our server: who is let in, with which suites, and how who is not is told. */
@Timeout(60)
class OpenSslClientTest {

    private static final String ESTABLISHED = "CONNECTION ESTABLISHED";

    private static final String CCM_8 = "PSK-AES128-CCM8";
    private static final String ECDSA_CCM_8 = "ECDHE-ECDSA-AES128-CCM8";

    @TempDir
    static Path folder;

    private static Keys keys;
    private static Site site;

    @BeforeAll
    static void listens() throws Exception {
        Program.needs("openssl");
        keys = new Keys(folder);
        site = new Site(new Known(keys), Map.of());
    }

    @AfterAll
    static void ends() {
        if (site != null) {
            site.close();
        }
    }

    private static List<String> command(String cipher, String... more) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-brief", "-connect", "127.0.0.1:" + site.port()));
        if (!cipher.isEmpty()) {
            // The weakest that it has: level 0 lets it offer suites with a short tag, and worse.
            command.addAll(List.of("-cipher", cipher + ":@SECLEVEL=0"));
        }
        command.addAll(List.of(more));
        return command;
    }

    /** Ends it once it has said so. */
    private static String call(String until, String cipher, String... more) throws Exception {
        try (var program = Program.start(command(cipher, more))) {
            program.says("(?s)" + until);
            return program.said();
        }
    }

    private static String key(String until, String cipher, String identity, String hex) throws Exception {
        return call(until, cipher, "-dtls1_2", "-psk_identity", identity, "-psk", hex);
    }

    private static String certificate(String until, String cipher, Keys of, String... more) throws Exception {
        var all = new ArrayList<>(List.of("-dtls1_2", "-cert", of.file("client.pem"), "-key", of.file("client.key")));
        all.addAll(List.of("-CAfile", keys.file("authority.pem"), "-verify_return_error"));
        all.addAll(List.of(more));
        return call(until, cipher, all.toArray(String[]::new));
    }

    private static void refused(String said) {
        assertFalse(said.contains(ESTABLISHED), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PSK-AES128-CCM8", "PSK-AES128-CCM", "PSK-AES128-GCM-SHA256", "PSK-AES128-CBC-SHA256"})
    @Proves("SEC-03")
    void aKeyOpensWithEachSuiteOfPreSharedKeys(String cipher) throws Exception {
        key(ESTABLISHED + ".*Ciphersuite: " + cipher + "\\n", cipher, Keys.IDENTITY, Keys.HEX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ECDHE-ECDSA-AES128-CCM8",
                "ECDHE-ECDSA-AES128-CCM",
                "ECDHE-ECDSA-AES128-GCM-SHA256",
                "ECDHE-ECDSA-AES128-SHA256"
            })
    void aCertificateOpensWithEachSuiteOfCertificates(String cipher) throws Exception {
        var good = ESTABLISHED + ".*Ciphersuite: " + cipher + "\\n.*Verification: OK";
        certificate(good, cipher, keys, "-verify_hostname", "server.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PSK-NULL-SHA256",
                "PSK-AES128-CBC-SHA",
                "PSK-AES256-CBC-SHA384",
                "DHE-PSK-AES128-CCM8",
                "ADH-AES128-SHA256"
            })
    void aSuiteThatIsWeakOrNotNamedIsRefused(String cipher) throws Exception {
        refused(key("alert handshake failure", cipher, Keys.IDENTITY, Keys.HEX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ECDHE-ECDSA-NULL-SHA",
                "ECDHE-ECDSA-AES128-SHA",
                "ECDHE-RSA-AES128-GCM-SHA256",
                "AES128-SHA256",
                "AECDH-AES128-SHA"
            })
    void aSuiteThatIsWeakOrNotNamedIsRefusedWithACertificate(String cipher) throws Exception {
        refused(certificate("alert handshake failure", cipher, keys));
    }

    @Test
    void anOlderVersionIsRefused() throws Exception {
        refused(call("alert protocol version", "ALL", "-dtls1", "-psk_identity", Keys.IDENTITY, "-psk", Keys.HEX));
    }

    @Test
    void anUnknownIdentityIsToldSo() throws Exception {
        refused(key("alert (number 115|unknown psk identity)", CCM_8, "two", Keys.HEX));
    }

    /** It goes on repeating its last flight, and does not learn that the key was the reason. */
    @Test
    void aWrongKeyGetsNoAnswer() throws Exception {
        var command = command(CCM_8, "-dtls1_2", "-psk_identity", Keys.IDENTITY, "-psk", "00ff", "-state");
        var before = site.sessions().size();
        try (var program = Program.start(command)) {
            program.says("SSL_connect:SSLv3/TLS write finished");
            key(ESTABLISHED, CCM_8, Keys.IDENTITY, Keys.HEX);
            refused(program.said());
            assertTrue(site.sessions().size() <= before + 1, "a session more, of who has the key");
        }
    }

    @Test
    void aServersNameIsWhatItsCertificateSays() throws Exception {
        refused(certificate("[Hh]ostname mismatch", ECDSA_CCM_8, keys, "-verify_hostname", "other.example"));
    }

    /** Of one that only has the same name. */
    @Test
    void aCertificateOfAnotherAuthorityIsToldSo(@TempDir Path elsewhere) throws Exception {
        refused(certificate("alert bad certificate", ECDSA_CCM_8, new Keys(elsewhere)));
    }

    @Test
    void whoShowsNoCertificateIsRefused() throws Exception {
        refused(call("alert (handshake failure|bad certificate|certificate required)", ECDSA_CCM_8, "-dtls1_2"));
    }

    @Test
    void aRequestInTheSessionIsAnsweredThere() throws Exception {
        var command = command(CCM_8, "-dtls1_2", "-psk_identity", Keys.IDENTITY, "-psk", Keys.HEX);
        try (var program = Program.start(command)) {
            program.says(ESTABLISHED);
            // CON GET of a place where nothing is: /9.
            program.tell(new byte[] {0x40, 0x01, 0x12, 0x34, (byte) 0xb1, '9'});
            // Its ACK has the same message id, and 4.04 or 4.05.
            program.says("(?s)\\x60[\\x84\\x85]\\x12\\x34");
        }
    }
}
