package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.bootstrap.WiredBootstrap;
import org.lwm2m.client.WiredClient;
import org.lwm2m.client.account.Account;
import org.lwm2m.engine.schedule.SystemTime;
import org.lwm2m.engine.schedule.Workers;
import org.lwm2m.model.accesscontrol.AccessControl;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.security.Security;
import org.lwm2m.security.oscore.FreshOscore;
import org.lwm2m.server.WiredServer;
import org.lwm2m.testing.Proves;
import org.lwm2m.transport.udp.UdpTransport;
import org.lwm2m.transport.udp.UdpWire;

/**
 * Case 11 of the OMA test specification, on real sockets: a client whose accounts have OSCORE and nothing else, for its
 * Bootstrap-Server (configuration C.23) and, from there, for its server (C.24).
 */
@Timeout(60)
class OscoreBootstrapTest {

    private static final Definitions KNOWN = new Definitions(Device.class, Security.class, AccessControl.class);
    private static final String HERE = "coap://127.0.0.1:0";
    private static final String ENDPOINT = "urn:dev:oscore";

    private final SystemTime time = new SystemTime("test-time");
    private final Workers workers = new Workers("test", 2, time);
    private final List<String> discovered = new CopyOnWriteArrayList<>();
    private Supplier<String> told;
    private UdpTransport near;
    private UdpTransport far;
    private WiredServer server;

    @BeforeEach
    void start() throws Exception {
        near = new UdpTransport(Map.of());
        far = new UdpTransport(Map.of());
        UdpWire.protect(near, FreshOscore.protection());
        UdpWire.protect(far, FreshOscore.protection());
        server = new WiredServer(HERE, far, time, workers, knows("dev", "srv"));
    }

    @AfterEach
    void stop() {
        server.close();
        UdpWire.close(near);
        UdpWire.close(far);
        workers.close();
        time.close();
    }

    private static CredentialStore knows(String client, String server) {
        var keys = new Credentials.Oscore(
                new Secret(secret(client)),
                Bytes.EMPTY,
                Bytes.utf8(server),
                Bytes.utf8(client),
                Bytes.EMPTY,
                10,
                5,
                Credentials.NONE);
        return claimed -> CompletableFuture.completedFuture(Optional.of(claimed)
                .filter(new Identity.Oscore(keys.recipient(), Bytes.EMPTY)::equals)
                .map(each -> new Caller(keys, List.of(ENDPOINT))));
    }

    private static Bytes secret(String client) {
        return Bytes.utf8((client + "................").substring(0, 16));
    }

    private static List<Entry> security(String uri, boolean bootstrap, int oscore) {
        // The client has its bootstrap account at /0/1, whatever it is given.
        var path = Path.of(0, 0);
        return List.of(
                Entry.of(path.child(0), new Value.Text(uri)),
                Entry.of(path.child(1), new Value.Flag(bootstrap)),
                Entry.of(path.child(2), new Value.Int(3)),
                Entry.of(path.child(17), new Value.ObjectLink(21, oscore)));
    }

    private static List<Entry> oscore(int instance, String client, String server) {
        var path = Path.of(21, instance);
        return List.of(
                Entry.of(path.child(0), new Value.Opaque(secret(client))),
                Entry.of(path.child(1), new Value.Opaque(Bytes.utf8(client))),
                Entry.of(path.child(2), new Value.Opaque(Bytes.utf8(server))));
    }

    @ParameterizedTest(name = "11, {0}")
    @EnumSource(
            value = Version.class,
            names = {"V1_1", "V1_2"})
    @Proves("OSC-03")
    void aClientWithOscoreAloneIsBootstrappedAndRegistered(Version version) throws Exception {
        var written = all(security(server.uri(), false, 1), Entry.of(Path.of(0, 0, 10), new Value.Int(101)));
        BootstrapPlan plan = session -> session.discover(Path.ROOT)
                .thenAccept(links -> links.forEach(link -> discovered.add(link.path() + " " + link.parameters())))
                .thenApply(done -> List.of(
                        new Step.Write(Path.of(0, 0), written),
                        new Step.Write(Path.of(21, 1), oscore(1, "dev", "srv")),
                        new Step.Write(Path.of(1, 0), account())));
        var codecs = Formats.all();
        try (var bootstrap = new WiredBootstrap(HERE, far, time, workers, knows("bsdev", "bs"), codecs, plan);
                var client = new WiredClient(
                        near,
                        ENDPOINT,
                        KNOWN,
                        codecs,
                        all(
                                security(bootstrap.uri(), true, 0),
                                oscore(0, "bsdev", "bs").toArray(Entry[]::new)),
                        new Account.Settings(version, Optional.empty(), Optional.empty()))) {
            told = () -> client.client().servers() + " " + discovered + " " + bootstrap.reports();
            until(() -> client.client().servers().stream()
                    .anyMatch(each -> each.server() == 101 && each.state() == ServerStatus.State.REGISTERED));
            var known = server.clients().find(ENDPOINT).orElseThrow().registration();
            assertEquals(new Identity.Oscore(Bytes.utf8("dev"), Bytes.EMPTY), known.identity());
            assertEquals(version, known.version());

            discovered.clear();
            client.client().bootstrap();
            until(() -> discovered.stream().anyMatch(each -> each.startsWith("/21/1 ") && each.contains("ssid=101")));
            assertTrue(discovered.stream().anyMatch(each -> each.startsWith("/21/0 ") && !each.contains("ssid")));
        }
    }

    private static List<Entry> account() {
        return List.of(
                Cases.entry("/1/0/0", 101),
                Cases.entry("/1/0/1", 300),
                Cases.entry("/1/0/6", false),
                Cases.entry("/1/0/7", "U"));
    }

    private static List<Entry> all(List<Entry> some, Entry... more) {
        var all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private void until(BooleanSupplier holds) throws InterruptedException {
        for (var left = 400; left > 0 && !holds.getAsBoolean(); left--) {
            var later = new CountDownLatch(1);
            time.after(Duration.ofMillis(50), later::countDown);
            assertTrue(later.await(5, TimeUnit.SECONDS));
        }
        assertTrue(holds.getAsBoolean(), told);
    }
}
