package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.bootstrap.BootstrapPlan;
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
import org.lwm2m.server.WiredServer;
import org.lwm2m.testing.Proves;
import org.lwm2m.transport.udp.UdpTransport;
import org.lwm2m.transport.udp.UdpWire;

/** Case 1 of the OMA test specification, on real sockets: bootstrapped and registered, each with a pre-shared key. */
class SecuredBootstrapTest {

    private static final Definitions KNOWN = new Definitions(Device.class, Security.class, AccessControl.class);
    private static final String HERE = "coaps://127.0.0.1:0";
    private static final String ENDPOINT = "urn:dev:wired";

    private final SystemTime time = new SystemTime("test-time");
    private final Workers workers = new Workers("test", 2, time);
    private UdpTransport near;
    private UdpTransport far;
    private WiredServer server;

    @BeforeEach
    void start() throws Exception {
        near = new UdpTransport(Map.of());
        far = new UdpTransport(Map.of());
        server = new WiredServer(HERE, far, time, workers, knows("for the server"));
    }

    @AfterEach
    void stop() {
        server.close();
        UdpWire.close(near);
        UdpWire.close(far);
        workers.close();
        time.close();
    }

    private static CredentialStore knows(String identity) {
        return claimed -> CompletableFuture.completedFuture(Optional.of(claimed)
                .filter(each -> each.equals(new Identity.Psk(identity)))
                .map(each -> new Caller(
                        new Credentials.PreSharedKey(identity, new Secret(key(identity))), List.of(ENDPOINT))));
    }

    private static Bytes key(String identity) {
        return Bytes.utf8(("key " + identity + " ................").substring(0, 16));
    }

    private static List<Entry> security(int instance, String uri, boolean bootstrap, String identity) {
        var path = Path.of(0, instance);
        return List.of(
                Entry.of(path.child(0), new Value.Text(uri)),
                Entry.of(path.child(1), new Value.Flag(bootstrap)),
                Entry.of(path.child(2), new Value.Int(0)),
                Entry.of(path.child(3), new Value.Opaque(Bytes.utf8(identity))),
                Entry.of(path.child(5), new Value.Opaque(key(identity))));
    }

    @ParameterizedTest(name = "1, {0}")
    @EnumSource(Version.class)
    @Proves("BS-18")
    void aClientWithNothingButABootstrapAccountEndsUpRegistered(Version version) throws Exception {
        var account = new java.util.ArrayList<>(security(0, server.uri(), false, "for the server"));
        account.add(Entry.of(Path.of(0, 0, 10), new Value.Int(101)));
        var plan = BootstrapPlan.of(
                new BootstrapPlan.Step.Write(Path.of(0, 0), account),
                new BootstrapPlan.Step.Write(
                        Path.of(1, 0),
                        List.of(
                                Cases.entry("/1/0/0", 101),
                                Cases.entry("/1/0/1", 300),
                                Cases.entry("/1/0/6", false),
                                Cases.entry("/1/0/7", "U"))));
        var codecs = Formats.all();
        try (var bootstrap = new WiredBootstrap(HERE, far, time, workers, knows("for bootstrap"), codecs, plan);
                var client = new WiredClient(
                        near,
                        ENDPOINT,
                        KNOWN,
                        codecs,
                        security(0, bootstrap.uri(), true, "for bootstrap"),
                        new Account.Settings(version, Optional.empty(), Optional.empty()))) {
            until(() -> client.client().servers().stream()
                    .anyMatch(each -> each.server() == 101 && each.state() == ServerStatus.State.REGISTERED));
            var known = server.clients().find(ENDPOINT).orElseThrow().registration();
            assertEquals(new Identity.Psk("for the server"), known.identity());
            assertEquals(version, known.version());
        }
    }

    private void until(BooleanSupplier holds) throws InterruptedException {
        for (var left = 400; left > 0 && !holds.getAsBoolean(); left--) {
            var later = new CountDownLatch(1);
            time.after(java.time.Duration.ofMillis(50), later::countDown);
            assertTrue(later.await(5, TimeUnit.SECONDS));
        }
        assertTrue(holds.getAsBoolean());
    }
}
