package org.lwm2m.itest.secured;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.transport.udp.UdpSide;

/** Our client calls {@code openssl s_server}: which suites it takes, which certificates, and that it registers there. */
@Timeout(60)
class OpenSslServerTest {

    @TempDir
    Path folder;

    private Keys keys;

    @BeforeEach
    void makesKeys() throws Exception {
        Program.needs("openssl");
        keys = new Keys(folder);
    }

    private static Program server(String cipher, String... more) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "s_server", "-dtls1_2", "-accept", "127.0.0.1:0"));
        command.addAll(List.of("-cipher", cipher + ":@SECLEVEL=0"));
        command.addAll(List.of(more));
        return Program.start(command);
    }

    private static Program keyed(String cipher) throws Exception {
        return server(cipher, "-nocert", "-psk", Keys.HEX, "-psk_identity", Keys.IDENTITY);
    }

    private Program certified(String cipher, String certificate, String key) throws Exception {
        var all = List.of("-cert", certificate, "-key", key, "-CAfile", keys.file("authority.pem"), "-Verify", "1");
        return server(cipher, all.toArray(String[]::new));
    }

    private static int port(Program server) {
        return Integer.parseInt(server.says("ACCEPT 127.0.0.1:(\\d+)").group(1));
    }

    /** Answers a Register by hand, as a server does. */
    private static void registers(Program server, Map<String, Object> account) throws Exception {
        try (var unit = new Unit("unit", account, Map.of())) {
            var register = server.says("(?s)[@-H]\\x02(..)(.{0,8})\\xb2rd.*ep=unit");
            var length = register.group(2).length();
            var answer = (char) (0x60 + length) + "A" + register.group(1) + register.group(2) + "\u0082rd\u00015";
            server.tell(answer.getBytes(StandardCharsets.ISO_8859_1));
            unit.until(State.REGISTERED);
        }
    }

    @Test
    void registersWithAKey() throws Exception {
        try (var server = keyed("PSK")) {
            registers(server, Accounts.psk(port(server)));
        }
    }

    @Test
    void registersWithACertificate() throws Exception {
        try (var server = certified("ALL", keys.file("server.pem"), keys.file("server.key"))) {
            registers(server, Accounts.certificate(port(server), keys, "authority.pem", 2));
        }
    }

    /** Opens a session with what an account says besides; what came of it. */
    private static Status calls(Program server, Credentials credentials, Entry... settings) throws Exception {
        var uri = URI.create("coaps://127.0.0.1:" + port(server));
        try (var udp = new UdpSide(Map.of())) {
            var peer = new Peer(uri, Role.MANAGEMENT, "unit", credentials, Optional.empty(), List.of(settings));
            udp.transport()
                    .connect(peer, (from, request) -> CompletableFuture.completedFuture(Response.of(Status.CHANGED)))
                    .toCompletableFuture()
                    .get(30, SECONDS);
            return Status.CHANGED;
        } catch (ExecutionException e) {
            return ((LwM2mException) e.getCause()).status();
        }
    }

    /** An instance of a resource of /0/0. */
    private static Entry asks(int resource, int number) {
        return Entry.of(org.lwm2m.api.Path.of(0, 0, resource, 0), new Value.Unsigned(number));
    }

    @ParameterizedTest
    @CsvSource({"PSK-AES128-CCM8,0xC0A8", "PSK-AES128-CBC-SHA256,0x00AE", "PSK-AES128-GCM-SHA256,0x00A8"})
    void offersTheSuiteOfTheAccountWithAKey(String cipher, int number) throws Exception {
        try (var server = keyed("PSK")) {
            assertEquals(Status.CHANGED, calls(server, Keys.PSK, asks(16, number)));
            server.says("CIPHER is " + cipher);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ECDHE-ECDSA-AES128-CCM8,0xC0AE",
        "ECDHE-ECDSA-AES128-SHA256,0xC023",
        "ECDHE-ECDSA-AES128-GCM-SHA256,0xC02B"
    })
    void offersTheSuiteOfTheAccountWithACertificate(String cipher, int number) throws Exception {
        try (var server = certified("ALL", keys.file("server.pem"), keys.file("server.key"))) {
            assertEquals(Status.CHANGED, calls(server, keys.ofClient(), asks(16, number)));
            server.says("CIPHER is " + cipher);
        }
    }

    @Test
    void takesNoOtherSuiteThanThoseOfTheAccount() throws Exception {
        try (var server = keyed("PSK-AES256-CBC-SHA384");
                var unit = new Unit("unit", Accounts.psk(port(server)), Map.of())) {
            server.says("no shared cipher");
            assertTrue(unit.until(State.WAITING).problem().orElseThrow().contains("handshake"));
        }
    }

    @Test
    void refusesACertificateOfAnotherNameOrAuthority(@TempDir Path elsewhere) throws Exception {
        // Of the right authority, but of a client: it has not the name that was called.
        try (var server = certified("ALL", keys.file("client.pem"), keys.file("client.key"));
                var unit = new Unit("unit", Accounts.certificate(port(server), keys, "authority.pem", 2), Map.of())) {
            server.says("alert bad certificate");
            unit.until(State.FAILED);
        }
        var others = new Keys(Files.createDirectory(elsewhere.resolve("b")));
        try (var server = certified("ALL", others.file("server.pem"), others.file("server.key"));
                var unit = new Unit("unit", Accounts.certificate(port(server), keys, "server.pem", 3), Map.of())) {
            server.says("alert bad certificate");
            unit.until(State.FAILED);
        }
    }

    @Test
    void doesNotAcceptAnOlderVersion() throws Exception {
        try (var server = Program.start(List.of(
                        "openssl",
                        "s_server",
                        "-dtls1",
                        "-accept",
                        "127.0.0.1:0",
                        "-nocert",
                        "-psk",
                        Keys.HEX,
                        "-cipher",
                        "ALL:@SECLEVEL=0"));
                var unit = new Unit("unit", Accounts.psk(port(server)), Map.of())) {
            server.says("unsupported protocol|wrong version|no shared cipher|version too low|alert");
            unit.until(State.WAITING);
        }
    }
}
