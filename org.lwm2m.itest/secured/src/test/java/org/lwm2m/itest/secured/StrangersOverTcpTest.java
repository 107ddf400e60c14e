package org.lwm2m.itest.secured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.transport.tcp.TcpSide;

/** OpenSSL and libcoap over TCP and TLS: they call our server, and our client calls {@code openssl s_server}. */
@Timeout(60)
class StrangersOverTcpTest {

    private static final String LIBCOAP = "coap-client-openssl";
    private static final String OPENSSL = "openssl";

    @TempDir
    static Path folder;

    private static Keys keys;
    private static Site site;
    private static Site open;

    @BeforeAll
    static void listens() throws Exception {
        keys = new Keys(folder);
        site = new Site(new Known(keys), "coaps+tcp://127.0.0.1:0", new TcpSide(Map.of()));
        var anybody = (org.lwm2m.api.security.CredentialStore) claimed -> CompletableFuture.completedFuture(
                Optional.of(new org.lwm2m.api.security.CredentialStore.Caller(Credentials.NONE, List.of())));
        open = new Site(anybody, "coap+tcp://127.0.0.1:0", new TcpSide(Map.of()));
    }

    @AfterAll
    static void ends() {
        site.close();
        open.close();
    }

    private static Identity registers(Site server, String scheme, String endpoint, String... proof) throws Exception {
        Program.needs(LIBCOAP);
        var command = new ArrayList<>(List.of(LIBCOAP, "-m", "post", "-t", "40", "-B", "3", "-w"));
        command.addAll(List.of("-e", "%3C/1/0%3E,%3C/3/0%3E"));
        command.addAll(List.of(proof));
        command.add(scheme + "://127.0.0.1:" + server.port() + "/rd?ep=" + endpoint + "&lt=300&lwm2m=1.1&b=T");
        var said = Program.run(command.toArray(String[]::new));
        assertTrue(server.client(endpoint).isPresent(), said);
        assertEquals("registered " + endpoint, server.next());
        return server.client(endpoint).orElseThrow().registration().identity();
    }

    @Test
    void libcoapRegistersInTheClear() throws Exception {
        assertEquals(new Identity.None("127.0.0.1"), registers(open, "coap+tcp", "clear"));
    }

    @Test
    void libcoapRegistersWithAKey() throws Exception {
        var identity = registers(site, "coaps+tcp", "keyed", "-u", Keys.IDENTITY, "-k", Keys.SECRET);
        assertEquals(new Identity.Psk(Keys.IDENTITY), identity);
    }

    @Test
    void libcoapRegistersWithACertificate() throws Exception {
        Program.needs(LIBCOAP);
        var key = keys.file("client.ec.key");
        Program.run(OPENSSL, "ec", "-in", keys.file("client.key"), "-out", key);
        var identity = registers(
                site,
                "coaps+tcp",
                "certified",
                "-c",
                keys.file("client.pem"),
                "-j",
                key,
                "-C",
                keys.file("authority.pem"));
        assertEquals("urn:dev:1", ((Identity.Certificate) identity).name());
    }

    private static String calls(String until, String cipher, String... more) throws Exception {
        Program.needs(OPENSSL);
        var command = new ArrayList<>(List.of(OPENSSL, "s_client", "-connect", "127.0.0.1:" + site.port()));
        command.addAll(List.of("-tls1_2", "-cipher", cipher + ":@SECLEVEL=0"));
        command.addAll(List.of(more));
        try (var program = Program.start(command)) {
            program.says("(?s)" + until);
            return program.said();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PSK-AES128-CCM8",
                "PSK-AES128-CCM",
                "PSK-AES128-GCM-SHA256",
                "PSK-AES128-CBC-SHA256",
                "ECDHE-PSK-AES128-CBC-SHA256"
            })
    void openSslCallsWithAKeyAndEachSuite(String cipher) throws Exception {
        var said =
                calls("Cipher +: " + cipher, cipher, "-psk_identity", Keys.IDENTITY, "-psk", Keys.HEX, "-alpn", "coap");
        assertTrue(said.contains("ALPN protocol: coap"), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ECDHE-ECDSA-AES128-CCM8",
                "ECDHE-ECDSA-AES128-CCM",
                "ECDHE-ECDSA-AES128-GCM-SHA256",
                "ECDHE-ECDSA-AES128-SHA256"
            })
    void openSslCallsWithACertificateAndEachSuite(String cipher) throws Exception {
        calls(
                "Cipher +: " + cipher + ".*Verify return code: 0",
                cipher,
                "-cert",
                keys.file("client.pem"),
                "-key",
                keys.file("client.key"),
                "-CAfile",
                keys.file("authority.pem"));
    }

    @Test
    void whoIsNotKnownOrWantsLessIsToldSo() throws Exception {
        calls("alert unknown psk identity", "PSK-AES128-CCM8", "-psk_identity", "two", "-psk", Keys.HEX);
        calls("alert bad record mac", "PSK-AES128-CCM8", "-psk_identity", Keys.IDENTITY, "-psk", "00112233");
        calls("alert handshake failure", "PSK-AES256-CBC-SHA384", "-psk_identity", Keys.IDENTITY, "-psk", Keys.HEX);
        calls("alert no application protocol", "PSK-AES128-CCM8", "-psk", Keys.HEX, "-alpn", "h2");
        assertFalse(site.more().contains("registered"));
    }

    /** Opens a session with what an account says besides; what came of it. */
    private static Status called(Program server, Credentials credentials, int suite) throws Exception {
        var port = server.says("ACCEPT 127.0.0.1:(\\d+)").group(1);
        var setting = Entry.of(org.lwm2m.api.Path.of(0, 0, 16, 0), new Value.Unsigned(suite));
        var peer = new Peer(
                URI.create("coaps+tcp://127.0.0.1:" + port),
                Role.MANAGEMENT,
                "unit",
                credentials,
                Optional.empty(),
                List.of(setting));
        // It does not speak CoAP, so that it was reached shows by what it says.
        try (var tcp = new TcpSide(Map.of("connect.timeout.seconds", 1))) {
            tcp.transport()
                    .connect(peer, (from, request) -> CompletableFuture.completedFuture(Response.of(Status.CHANGED)))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            return Status.CHANGED;
        } catch (ExecutionException e) {
            return ((LwM2mException) e.getCause()).status();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PSK-AES128-CCM8,0xC0A8",
        "PSK-AES128-GCM-SHA256,0x00A8",
        "ECDHE-PSK-AES128-CBC-SHA256,0xC037",
        "ECDHE-ECDSA-AES128-CCM8,0xC0AE",
        "ECDHE-ECDSA-AES128-SHA256,0xC023"
    })
    void ourClientCallsOpenSslWithTheSuiteOfTheAccount(String cipher, int number) throws Exception {
        Program.needs(OPENSSL);
        var command =
                new ArrayList<>(List.of(OPENSSL, "s_server", "-tls1_2", "-accept", "127.0.0.1:0", "-alpn", "coap"));
        command.addAll(List.of("-cipher", "ALL:PSK:@SECLEVEL=0", "-psk", Keys.HEX, "-psk_identity", Keys.IDENTITY));
        command.addAll(List.of("-cert", keys.file("server.pem"), "-key", keys.file("server.key")));
        command.addAll(List.of("-CAfile", keys.file("authority.pem"), "-verify", "1"));
        var credentials = cipher.contains("PSK") ? Keys.PSK : keys.ofClient();
        try (var server = Program.start(command)) {
            assertEquals(Status.UNAVAILABLE, called(server, credentials, number));
            server.says("CIPHER is " + cipher);
        }
    }
}
