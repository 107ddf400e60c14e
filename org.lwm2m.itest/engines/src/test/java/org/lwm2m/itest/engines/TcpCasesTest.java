package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.server.Client;
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
import org.lwm2m.transport.tcp.TcpTransport;
import org.lwm2m.transport.tcp.TcpWire;

/** Cases 106, 404, 405 and 406 of the OMA test specification on real sockets, and what becomes of them when a wire breaks. */
@Timeout(60)
class TcpCasesTest {

    private static final Definitions KNOWN = new Definitions(Device.class, Security.class, AccessControl.class);
    private static final String ENDPOINT = "urn:dev:wired";
    private static final Path LIFETIME = Path.of(1, 0, 1);

    private final SystemTime time = new SystemTime("test-time");
    private final Workers workers = new Workers("test", 2, time);
    private TcpTransport near;
    private TcpTransport far;

    @BeforeEach
    void start() throws Exception {
        near = new TcpTransport(Map.of());
        far = new TcpTransport(Map.of());
        TcpWire.protect(near, FreshOscore.protection());
        TcpWire.protect(far, FreshOscore.protection());
    }

    @AfterEach
    void stop() {
        TcpWire.close(near);
        TcpWire.close(far);
        workers.close();
        time.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CaseKeys.class)
    @Proves("TR-TCP-07")
    void aClientIsBootstrappedRegistersIsReadAndComesBackWhenTheWireBreaks(CaseKeys keys) throws Exception {
        var codecs = Formats.all();
        try (var server =
                        new WiredServer(keys.overTcp(), far, time, workers, keys.store("srv", ENDPOINT)).with(codecs);
                var wire = new Relay(URI.create(server.uri()).getPort());
                var bootstrap = new WiredBootstrap(
                        keys.overTcp(),
                        far,
                        time,
                        workers,
                        keys.store("bs", ENDPOINT),
                        codecs,
                        plan(keys, wire.port()));
                var client = new WiredClient(
                        near,
                        ENDPOINT,
                        KNOWN,
                        codecs,
                        joined(keys.account(bootstrap.uri(), true, "bs"), keys.context(0, "bs")),
                        new Account.Settings(Version.V1_1, Optional.empty(), Optional.empty()))) {
            until(() -> client.client().servers().stream()
                    .anyMatch(each -> each.server() == 101 && each.state() == ServerStatus.State.REGISTERED));
            var known = server.clients().find(ENDPOINT).orElseThrow();
            assertEquals(Set.of(Binding.T), known.registration().terms().bindings());
            assertEquals(keys.identity("srv"), known.registration().identity());
            assertEquals(List.of(300L), lifetime(known));

            var seen = new LinkedBlockingQueue<List<Entry>>();
            await(known.observe(List.of(LIFETIME), Attributes.NONE, seen::add));
            var before = known.registration();
            wire.cut();
            until(() -> server.clients()
                    .find(ENDPOINT)
                    .filter(now -> !now.registration().address().equals(before.address()))
                    .isPresent());
            var after = server.clients().find(ENDPOINT).orElseThrow();
            assertEquals(before.id(), after.registration().id());
            assertNotEquals(before.address(), after.registration().address());
            await(after.write(LIFETIME, new Value.Int(400)));
            assertEquals(List.of(400L), lifetime(after));
            until(() -> seen.stream().flatMap(List::stream).anyMatch(each -> number(each.value()) == 400));
        }
        assertTrue(near.sessions().isEmpty());
    }

    private static BootstrapPlan plan(CaseKeys keys, int port) {
        var account = new ArrayList<>(keys.account(keys.overTcp().replace(":0", ":" + port), false, "srv"));
        account.add(Entry.of(Path.of(0, 0, 10), new Value.Int(101)));
        var steps = new ArrayList<BootstrapPlan.Step>();
        steps.add(new BootstrapPlan.Step.Write(Path.of(0, 0), account));
        if (keys == CaseKeys.OSCORE) {
            steps.add(new BootstrapPlan.Step.Write(Path.of(21, 1), keys.context(1, "srv")));
        }
        steps.add(new BootstrapPlan.Step.Write(
                Path.of(1, 0),
                List.of(
                        Cases.entry("/1/0/0", 101),
                        Cases.entry("/1/0/1", 300),
                        Cases.entry("/1/0/6", false),
                        Cases.entry("/1/0/7", "T"),
                        // A connection that breaks so soon is a failure: after a second, not after a minute.
                        Cases.entry("/1/0/18", 1))));
        return BootstrapPlan.of(steps.toArray(BootstrapPlan.Step[]::new));
    }

    private static List<Entry> joined(List<Entry> some, List<Entry> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<Long> lifetime(Client client) throws Exception {
        return await(client.read(LIFETIME)).stream()
                .map(each -> number(each.value()))
                .toList();
    }

    private static long number(Value value) {
        return value instanceof Value.Int whole
                ? whole.value()
                : value instanceof Value.Unsigned whole ? whole.value() : Long.parseLong(((Value.Text) value).value());
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
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
