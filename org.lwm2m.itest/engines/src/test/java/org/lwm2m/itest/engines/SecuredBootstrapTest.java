package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.client.ServerStatus;
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

/**
 * Cases 1 and 2 of the OMA test specification with 401 and 402, on real sockets: bootstrapped, registered and read over
 * DTLS, with pre-shared keys and with certificates.
 */
class SecuredBootstrapTest {

    private static final Definitions KNOWN = new Definitions(Device.class, Security.class, AccessControl.class);
    private static final String ENDPOINT = "urn:dev:wired";

    private final SystemTime time = new SystemTime("test-time");
    private final Workers workers = new Workers("test", 2, time);
    private UdpTransport near;
    private UdpTransport far;

    @BeforeEach
    void start() throws Exception {
        near = new UdpTransport(Map.of());
        far = new UdpTransport(Map.of());
    }

    @AfterEach
    void stop() {
        UdpWire.close(near);
        UdpWire.close(far);
        workers.close();
        time.close();
    }

    private static BootstrapPlan plan(CaseKeys keys, String uri) {
        var account = new ArrayList<>(keys.account(uri, false, "srv"));
        account.add(Entry.of(Path.of(0, 0, 10), new Value.Int(101)));
        return BootstrapPlan.of(
                new BootstrapPlan.Step.Write(Path.of(0, 0), account),
                new BootstrapPlan.Step.Write(
                        Path.of(1, 0),
                        List.of(
                                Cases.entry("/1/0/0", 101),
                                Cases.entry("/1/0/1", 300),
                                Cases.entry("/1/0/6", false),
                                Cases.entry("/1/0/7", "U"))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"PSK,V1_0", "PSK,V1_1", "PSK,V1_2", "CERTIFICATE,V1_0", "CERTIFICATE,V1_1", "CERTIFICATE,V1_2"})
    @Proves("BS-18")
    void aClientWithNothingButABootstrapAccountEndsUpRegisteredAndIsRead(CaseKeys keys, Version version)
            throws Exception {
        var codecs = Formats.all();
        try (var server = new WiredServer(keys.here(), far, time, workers, keys.store("srv", ENDPOINT)).with(codecs);
                var bootstrap = new WiredBootstrap(
                        keys.here(), far, time, workers, keys.store("bs", ENDPOINT), codecs, plan(keys, server.uri()));
                var client = new WiredClient(
                        near,
                        ENDPOINT,
                        KNOWN,
                        codecs,
                        keys.account(bootstrap.uri(), true, "bs"),
                        new Account.Settings(version, Optional.empty(), Optional.empty()))) {
            client.show(List.of(new CaseDevice()));
            until(() -> client.client().servers().stream()
                    .anyMatch(each -> each.server() == 101 && each.state() == ServerStatus.State.REGISTERED));
            var known = server.clients().find(ENDPOINT).orElseThrow();
            assertEquals(keys.identity("srv"), known.registration().identity());
            assertEquals(version, known.registration().version());
            until(() -> known.registration().links().stream()
                    .anyMatch(link -> link.path().equals(Path.of(3, 0))));
            var device = known.read(Path.of(3, 0)).toCompletableFuture().get(20, TimeUnit.SECONDS);
            // TLV says no types, and this server has no definitions.
            var octets = Entry.of(Path.of(3, 0, 0), new Value.Opaque(Bytes.utf8("Open Mobile Alliance")));
            assertTrue(
                    device.contains(version == Version.V1_0 ? octets : Cases.entry("/3/0/0", "Open Mobile Alliance")),
                    device::toString);
        }
    }

    private void until(BooleanSupplier holds) throws InterruptedException {
        for (var left = 400; left > 0 && !holds.getAsBoolean(); left--) {
            var later = new CountDownLatch(1);
            time.after(Duration.ofMillis(50), later::countDown);
            assertTrue(later.await(5, TimeUnit.SECONDS));
        }
        assertTrue(holds.getAsBoolean());
    }
}
