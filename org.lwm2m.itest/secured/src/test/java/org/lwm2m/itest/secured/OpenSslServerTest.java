package org.lwm2m.itest.secured;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.client.ServerStatus.State;

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

    private static Map<String, Object> with(Map<String, Object> account, String suite) {
        var all = new HashMap<>(account);
        all.put("cipher.suites", suite);
        return all;
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

    @ParameterizedTest
    @CsvSource({"PSK-AES128-CCM8,C0A8", "PSK-AES128-CBC-SHA256,00AE", "PSK-AES128-GCM-SHA256,00A8"})
    void offersTheSuitesOfTheAccountWithAKey(String cipher, String number) throws Exception {
        try (var server = keyed("PSK");
                var unit = new Unit("unit", with(Accounts.psk(port(server)), number), Map.of())) {
            server.says("CIPHER is " + cipher);
            unit.until(State.REGISTERING);
        }
    }

    @ParameterizedTest
    @CsvSource({"ECDHE-ECDSA-AES128-CCM8,C0AE", "ECDHE-ECDSA-AES128-SHA256,C023", "ECDHE-ECDSA-AES128-GCM-SHA256,C02B"})
    void offersTheSuitesOfTheAccountWithACertificate(String cipher, String number) throws Exception {
        try (var server = certified("ALL", keys.file("server.pem"), keys.file("server.key"))) {
            var account = Accounts.certificate(port(server), keys, "authority.pem", 2);
            try (var unit = new Unit("unit", with(account, number), Map.of())) {
                server.says("CIPHER is " + cipher);
                unit.until(State.REGISTERING);
            }
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
        }
        var others = new Keys(Files.createDirectory(elsewhere.resolve("b")));
        try (var server = certified("ALL", others.file("server.pem"), others.file("server.key"));
                var unit = new Unit("unit", Accounts.certificate(port(server), keys, "server.pem", 3), Map.of())) {
            server.says("alert bad certificate");
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
