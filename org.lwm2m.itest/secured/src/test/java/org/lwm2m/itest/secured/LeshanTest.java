package org.lwm2m.itest.secured;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.itest.leshan.Leshan;

/** Leshan on the other end over DTLS, in each security mode and both directions; and a NAT that forgets, in between. */
@Timeout(90)
class LeshanTest {

    private static final Map<String, Object> HASTY = Map.of("ack.timeout.millis", 200);

    @TempDir
    static Path folder;

    private static Keys keys;
    private static Program leshan;
    private static int port;

    @BeforeAll
    static void starts() throws Exception {
        keys = new Keys(folder);
        var built = Path.of(
                Leshan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var classes = built
                + File.pathSeparator
                + Files.readString(built.resolveSibling("classpath")).strip();
        var java = ProcessHandle.current().info().command().orElse("java");
        var program = List.of("org.lwm2m.itest.leshan.LeshanSecured", folder.toString(), Keys.IDENTITY, Keys.HEX);
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", classes));
        command.addAll(program);
        leshan = Program.start(command);
        port = Integer.parseInt(leshan.says("listening\t(\\d+)").group(1));
    }

    @AfterAll
    static void ends() {
        leshan.close();
    }

    private static void tell(String line) throws Exception {
        leshan.tell((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a client of Leshan's, and waits until it knows that it is registered. */
    private static void starts(String mode, int server) throws Exception {
        leshan.forget();
        tell("client " + mode + " coaps://127.0.0.1:" + server);
        leshan.says("known\t" + mode);
    }

    private static Map<String, Object> account(String mode, int port) {
        return switch (mode) {
            case "psk" -> Accounts.psk(port);
            case "rpk" -> Accounts.rpk(port, keys);
            default -> Accounts.certificate(port, keys, "authority.pem", 2);
        };
    }

    /** Leshan wants the common name of a certificate as endpoint name. */
    private static String endpoint(String mode) {
        return mode.equals("x509") ? "urn:dev:1" : mode;
    }

    @ParameterizedTest
    @ValueSource(strings = {"psk", "rpk", "x509"})
    void ourClientIsManagedByItsServer(String mode) throws Exception {
        var endpoint = endpoint(mode);
        try (var unit = new Unit(endpoint, account(mode, port), Map.of())) {
            unit.until(State.REGISTERED);
            leshan.forget();
            tell("read " + endpoint + " /3/0/0");
            leshan.says("read\tCONTENT.*Pump works");
        }
        leshan.says("gone\t" + endpoint + "\tderegistered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"psk", "rpk", "x509"})
    void itsClientIsManagedByOurServer(String mode) throws Exception {
        try (var site = new Site(new Known(keys), Map.of())) {
            starts(mode, site.port());
            assertEquals("registered " + endpoint(mode), site.next());
            var client = site.client(endpoint(mode)).orElseThrow();
            var read = client.read(org.lwm2m.api.Path.of(3, 0, 0)).toCompletableFuture();
            assertEquals(new Value.Text("Leshan"), read.get(30, SECONDS).get(0).value());
            tell("update " + mode);
            assertEquals("updated " + endpoint(mode), site.next());
        }
    }

    @Test
    void ourClientKeepsItsSessionWithItsServerWhenItsAddressChanges() throws Exception {
        try (var nat = new Nat(port);
                var unit = new Unit("psk", account("psk", nat.port()), HASTY)) {
            unit.until(State.REGISTERED);
            nat.moveOn();
            nat.forgetWhatWasSent();
            leshan.forget();
            unit.client.update(1).toCompletableFuture().get(30, SECONDS);
            leshan.says("updated\tpsk");
            assertEquals(Set.of(Nat.WITH_CONNECTION_ID), Set.copyOf(nat.types()), "no handshake");
            tell("read psk /3/0/0");
            leshan.says("read\tCONTENT.*Pump works");
            assertFalse(leshan.said().contains("registered\tpsk"), leshan.said());
        }
    }

    @Test
    void ourClientResumesItsSessionWithItsServerWithoutConnectionIds() throws Exception {
        var without = Map.<String, Object>of("ack.timeout.millis", 200, "cid.bytes", 0);
        try (var nat = new Nat(port);
                var unit = new Unit("psk", account("psk", nat.port()), without)) {
            unit.until(State.REGISTERED);
            assertFalse(nat.types().contains(Nat.WITH_CONNECTION_ID));
            nat.moveOn();
            nat.forgetWhatWasSent();
            leshan.forget();
            unit.client.update(1).toCompletableFuture().get(30, SECONDS);
            leshan.says("updated\tpsk");
            assertTrue(nat.handshakes().contains(Nat.CLIENT_HELLO), "a handshake");
            assertFalse(nat.handshakes().contains(Nat.CLIENT_KEY_EXCHANGE), "an abbreviated one");
            assertFalse(leshan.said().contains("registered\tpsk"), leshan.said());
        }
    }

    @Test
    void itsClientKeepsItsSessionWithOurServerWhenItsAddressChanges() throws Exception {
        try (var site = new Site(new Known(keys), Map.of());
                var nat = new Nat(site.port())) {
            starts("rpk", nat.port());
            assertEquals("registered rpk", site.next());
            nat.moveOn();
            nat.forgetWhatWasSent();
            tell("update rpk");
            assertEquals("updated rpk", site.next());
            assertEquals(Set.of(Nat.WITH_CONNECTION_ID), Set.copyOf(nat.types()), "no handshake");
        }
    }
}
