package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.math.BigInteger;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.KeySearch;
import org.lwm2m.testing.Proves;

/** The running system with keys of every kind, right and wrong ones, logging all it can: none of it prints. */
public class SecretsIT {

    private static final String KEY = "e129791359950cbb1c8c3c582913b551";
    private static final String OTHER = "5b1c02fe13d9471f9a0c5ad8e7264b30";
    private static final String DAMAGED = "7d3e90aa41cc4b0c8f55b1d2e6f70819";

    private static final String LOG_ALL = """
            log4j2.logger.lwm2m.level = DEBUG
            log4j2.logger.cf.name = org.eclipse.californium
            log4j2.logger.cf.level = TRACE
            log4j2.logger.scandium.name = org.eclipse.californium.scandium
            log4j2.logger.scandium.level = TRACE
            """;

    private final Map<String, Bytes> secrets = new LinkedHashMap<>(
            Map.of("the key", Bytes.hex(KEY), "another's key", Bytes.hex(OTHER), "a damaged line", Bytes.hex(DAMAGED)));

    @Test
    @Proves("SEC-17")
    public void noKeyIsInTheLogOrInWhatCommandsPrint() throws Exception {
        var port = freePort();
        try (var system = Shipped.start(
                "conf/org.lwm2m.server.cfg", "listen = coaps://127.0.0.1:" + port,
                "conf/org.lwm2m.client.account-local.cfg", account(port, "psk", ".key = " + OTHER),
                "conf/org.lwm2m.security.keys.client-x.cfg", "endpoint = x\n.key = " + DAMAGED + "zz",
                "conf/org.lwm2m.security.keys.client-z.cfg", "endpoint = z\n.key = " + OTHER,
                "conf/org.ops4j.pax.logging.cfg", LOG_ALL,
                "clients.keys", "psk endpoint=gateway key=" + KEY + "\npsk endpoint=y secret=" + DAMAGED + "\n")) {
            system.untilLogged("MAC validation failed");
            system.file("conf/org.lwm2m.client.account-local.cfg", account(port, "psk", ".key = " + KEY));
            system.untilLogged("gateway is registered");
            manages(system);
            system.run("keys add other key=" + OTHER, "added other");
            system.run("keys", "PSK other");
            refused(system, "keys add bad key=0" + OTHER);
            certificates(system, port);
            manages(system);
            system.run("keys remove gateway", "removed");
            assertFalse(system.log().isEmpty());
            var search = new KeySearch(secrets);
            assertEquals(List.of(), search.in(system.log()));
            assertEquals(List.of(), search.in(system.said()));
        }
    }

    private static void manages(Shipped system) throws Exception {
        system.run("sessions", "DTLS 1.2");
        system.run("status", "registered");
        system.run("client gateway", "identity");
        system.run("read gateway /3/0/0", "Manufacturer");
        for (var path : List.of("/0", "/0/0/5", "/0/0/3", "/21")) {
            refused(system, "read gateway " + path);
            refused(system, "discover gateway " + path);
        }
        system.run("discover gateway /3/0", "/3/0/0");
        system.run("inspect capability service", "CredentialStore");
        system.run("scr:list", "ConfiguredKey");
    }

    /** A command that fails says so where the log goes. */
    private static void refused(Shipped system, String command) throws Exception {
        var before = system.log().size();
        system.tell(command);
        system.until(command, () -> system.log().stream()
                .skip(before)
                .anyMatch(line -> line.startsWith(command.replaceAll("key=.*", ""))));
    }

    /** Changes the account to a certificate that the system makes itself. */
    private void certificates(Shipped system, int port) throws Exception {
        var server = system.home().resolve("server");
        var device = system.home().resolve("device");
        system.run("certificate server.example.com " + server + " --self-signed", "made");
        system.run("certificate gateway " + device + " --self-signed", "made");
        secrets.put("the server's key", secret(server.resolve("key.pem")));
        secrets.put("the device's key", secret(device.resolve("key.pem")));
        system.file(
                "conf/org.lwm2m.security.x509.cfg",
                "server.certificate = " + server.resolve("certificate.pem") + "\nserver.key = "
                        + server.resolve("key.pem") + "\nserver.trust = " + device.resolve("certificate.pem"));
        var before = system.log().size();
        system.file(
                "conf/org.lwm2m.client.account-local.cfg",
                account(
                        port,
                        "x509",
                        "certificate.file = " + device.resolve("certificate.pem"),
                        ".key.file = " + device.resolve("key.pem"),
                        "server.file = " + server.resolve("certificate.pem")));
        system.until(
                "registered with its certificate",
                () -> system.log().stream().skip(before).anyMatch(line -> line.contains("gateway is registered")));
        system.run("client gateway", "certificate gateway");
    }

    private static String account(int port, String mode, String... more) {
        var lines = new ArrayList<>(List.of(
                "uri = coaps://127.0.0.1:" + port, "security = " + mode, "identity = gateway", "retry.seconds = 1"));
        lines.removeIf(line -> mode.equals("x509") && line.startsWith("identity"));
        lines.addAll(Arrays.asList(more));
        return String.join("\n", lines);
    }

    /** The number that is the private key, as it is in the file. */
    private static Bytes secret(Path pem) throws Exception {
        var base64 = Files.readString(pem).replaceAll("(?s).*BEGIN PRIVATE KEY-----|-----END PRIVATE KEY.*|\\s", "");
        var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        var number = ((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec)).getS();
        return Bytes.wrap(last(number, 32));
    }

    private static byte[] last(BigInteger number, int count) {
        var bytes = number.toByteArray();
        var whole = new byte[count];
        var copied = Math.min(count, bytes.length);
        System.arraycopy(bytes, bytes.length - copied, whole, count - copied, copied);
        return whole;
    }

    private static int freePort() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
