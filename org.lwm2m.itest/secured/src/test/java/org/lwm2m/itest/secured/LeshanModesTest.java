package org.lwm2m.itest.secured;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.security.Identity;
import org.lwm2m.testing.Proves;

/** The whole life of a registration over DTLS, from handshake to De-register, between us and Leshan, both ways. */
@Timeout(90)
class LeshanModesTest {

    private static final org.lwm2m.api.Path MANUFACTURER = org.lwm2m.api.Path.of(3, 0, 0);
    private static final org.lwm2m.api.Path LIFETIME = org.lwm2m.api.Path.of(1, 0, 1);

    /** How both prove who they are, the kind of suite that is agreed on, and how Leshan names our client. */
    enum Mode {
        PSK("psk", "TLS_PSK_WITH_AES_128_", "psk=one"),
        RPK("rpk", "TLS_ECDHE_ECDSA_WITH_AES_128_", "rpk="),
        X509_OF_THE_SERVER("urn:dev:1", "TLS_ECDHE_ECDSA_WITH_AES_128_", "urn:dev:1"),
        X509_OF_AN_AUTHORITY("urn:dev:1", "TLS_ECDHE_ECDSA_WITH_AES_128_", "urn:dev:1");

        /** Leshan wants the common name of a certificate as endpoint name. */
        final String endpoint;

        final String suite;
        final String seen;

        Mode(String endpoint, String suite, String seen) {
            this.endpoint = endpoint;
            this.suite = suite;
            this.seen = seen;
        }

        Map<String, Object> account(int port, Keys keys) {
            return switch (this) {
                case PSK -> Accounts.psk(port);
                case RPK -> Accounts.rpk(port, keys);
                case X509_OF_THE_SERVER -> Accounts.certificate(port, keys, "server.pem", 3);
                case X509_OF_AN_AUTHORITY -> Accounts.certificate(port, keys, "authority.pem", 2);
            };
        }

        List<String> theirs(Path folder) {
            return switch (this) {
                case PSK -> List.of("psk", Keys.IDENTITY, Keys.HEX);
                case RPK -> List.of("rpk", folder.toString(), "server.pub");
                case X509_OF_THE_SERVER -> List.of("x509", folder.toString(), "server.pem", LeshanSide.DOMAIN_ISSUED);
                case X509_OF_AN_AUTHORITY ->
                    List.of("x509", folder.toString(), "authority.pem", LeshanSide.TRUST_ANCHOR);
            };
        }

        boolean proves(Identity identity, Keys keys) {
            return switch (this) {
                case PSK -> identity.equals(new Identity.Psk(Keys.IDENTITY));
                case RPK -> identity.equals(keys.rawPublicKey());
                default ->
                    identity instanceof Identity.Certificate own && own.name().equals("urn:dev:1");
            };
        }
    }

    @TempDir
    static Path folder;

    private static Keys keys;
    private static LeshanSide leshan;

    @BeforeAll
    static void starts() throws Exception {
        keys = new Keys(folder);
        leshan = new LeshanSide(folder);
    }

    @AfterAll
    static void ends() {
        leshan.close();
    }

    @ParameterizedTest
    @EnumSource
    @Proves({"SEC-02", "SEC-04", "SEC-05"})
    void ourClientLivesWithItsServer(Mode mode) throws Exception {
        leshan.forget();
        var name = mode.endpoint;
        try (var unit = new Unit(name, mode.account(leshan.port(), keys), Map.of())) {
            leshan.says("registered\t" + name);
            unit.until(State.REGISTERED);
            var protection = unit.sessions().get(0).protection();
            assertEquals("DTLS 1.2 " + mode.suite + "CCM_8, CID", protection);
            leshan.tell("who", name);
            leshan.says("who\t.*" + mode.seen);
            leshan.tell("read", name, MANUFACTURER, 0);
            leshan.says("answer\t2.05\t/3/0/0=Pump works");
            leshan.tell("observe", name, "/3/0/9", 0);
            leshan.says("answer\t2.05\t/3/0/9=100");
            unit.drain(55);
            leshan.says("notified\t" + name + "\t/3/0/9=55");
            leshan.tell("write", name, LIFETIME, 0, 4321);
            leshan.says("answer\t2.04");
            // Which it says in an Update (Core 1.2, 6.2.2).
            leshan.says("updated\t" + name + "\t\\S+\t4321");
        }
        leshan.says("gone\t" + name + "\tderegistered");
    }

    /** Left alone, it prefers other suites than those that everybody has to have. */
    @ParameterizedTest
    @EnumSource
    void itsClientLivesWithOurServer(Mode mode) throws Exception {
        try (var site = new Site(new Known(keys), Map.of())) {
            var name = mode.endpoint;
            leshan.starts(mode.name(), name, site.port(), mode.theirs(folder));
            assertEquals("registered " + name, site.next());
            var session = site.sessions().get(0);
            assertTrue(session.protection().startsWith("DTLS 1.2 " + mode.suite), session.protection());
            assertTrue(mode.proves(session.identity(), keys), "" + session.identity());
            var client = site.client(name).orElseThrow();
            assertEquals(session.identity(), client.registration().identity());
            assertEquals(
                    new Value.Text("Leshan"),
                    get(client.read(MANUFACTURER)).get(0).value());
            var lifetimes = new LinkedBlockingQueue<List<Entry>>();
            var watch = get(client.observe(List.of(LIFETIME), Attributes.NONE, lifetimes::add));
            assertEquals(new Value.Int(3600), next(lifetimes));
            get(client.write(LIFETIME, new Value.Int(4321)));
            assertEquals(new Value.Int(4321), next(lifetimes));
            assertEquals("updated " + name, site.next());
            assertEquals(
                    4321,
                    site.client(name)
                            .orElseThrow()
                            .registration()
                            .terms()
                            .lifetime()
                            .toSeconds());
            watch.close();
            leshan.tell("end", mode.name());
            var last = site.next();
            while (last.equals("updated " + name)) {
                // It says its new lifetime more than once.
                last = site.next();
            }
            assertEquals("gone " + name, last);
        }
    }

    private static Value next(BlockingQueue<List<Entry>> values) throws InterruptedException {
        return values.poll(30, SECONDS).get(0).value();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, SECONDS);
    }
}
