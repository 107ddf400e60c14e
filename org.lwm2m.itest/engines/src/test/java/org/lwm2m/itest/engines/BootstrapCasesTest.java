package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.bootstrap.BootstrapSide;
import org.lwm2m.client.ClientSide;
import org.lwm2m.model.accesscontrol.AccessControl;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.security.Security;
import org.lwm2m.server.ServerSide;
import org.lwm2m.testing.Proves;

/** The bootstrap cases of the OMA test specification (ETS, 0 to 12) with all three of ours, from configuration C.13. */
class BootstrapCasesTest {

    private static final Definitions KNOWN = new Definitions(Device.class, Security.class, AccessControl.class);

    private final Together both = new Together(KNOWN, List.copyOf(Formats.all().keySet()));
    private final List<String> seen = new ArrayList<>();
    private final BootstrapSide bootstrap =
            new BootstrapSide(both.network, both.clock.time(), both.clock.workers(), KNOWN, Formats.all(), false);

    private void start(Version version, BootstrapPlan plan) {
        bootstrap.plan(ClientSide.ENDPOINT, plan);
        both.device.show(List.of(new CaseDevice()));
        both.device.bootstrap(BootstrapSide.URI, version, Map.of());
        pass(5);
    }

    private void pass(long seconds) {
        both.clock.advance(Duration.ofSeconds(seconds));
    }

    private static Step.Write write(String path, Object... values) {
        var base = Path.parse(path);
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < values.length; i += 2) {
            entries.add(Cases.entry(path + "/" + values[i], values[i + 1]));
        }
        return new Step.Write(base, entries);
    }

    private static List<Step> account(int instance, int lifetime) {
        return List.of(
                write("/0/" + instance, 0, ServerSide.URI, 1, false, 2, 3, 10, 1),
                write("/1/0", 0, 1, 1, lifetime, 6, false, 7, "U"));
    }

    private static List<Step> steps(List<? extends Step> some, Step... more) {
        var all = new ArrayList<Step>(some);
        all.addAll(List.of(more));
        return all;
    }

    private CompletionStage<Void> note(BootstrapSession session, Path path) {
        return session.discover(path).thenAccept(links -> seen.add(text(links)));
    }

    private static String text(List<Link> links) {
        return links.stream()
                .map(each -> each.path()
                        + (each.parameters().containsKey("ssid")
                                ? ";ssid=" + each.parameters().get("ssid")
                                : ""))
                .collect(Collectors.joining(","));
    }

    private void assertRegistered() {
        pass(5);
        assertEquals(ServerStatus.State.REGISTERED, state(1));
        assertTrue(both.server.clients().find(ClientSide.ENDPOINT).isPresent());
    }

    private void assertBootstrapped() {
        assertFalse(
                bootstrap.reports().isEmpty(),
                "not bootstrapped: " + both.device.client().servers());
        assertEquals(Optional.empty(), bootstrap.reports().get(0).failure());
    }

    private ServerStatus.State state(int server) {
        return both.device.client().servers().stream()
                .filter(each -> each.server() == server)
                .map(ServerStatus::state)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no server " + server + " in " + both.device.client().servers()));
    }

    @ParameterizedTest(name = "0 and 1, {0}")
    @EnumSource(Version.class)
    @Proves({"BS-18"})
    void clientInitiatedBootstrapAndThenRegistration(Version version) {
        start(version, BootstrapPlan.of(account(0, 86_400).toArray(Step[]::new)));
        assertBootstrapped();
        assertRegistered();
        assertEquals(version, both.client().registration().version());
    }

    @ParameterizedTest(name = "4, {0}")
    @EnumSource(
            value = Version.class,
            names = {"V1_1", "V1_2"})
    void deleteAndWriteAgain(Version version) {
        start(version, session -> note(session, Path.ROOT).thenApply(done -> steps(account(0, 60))));
        assertRegistered();
        bootstrap.plan(ClientSide.ENDPOINT, session -> note(session, Path.ROOT)
                .thenCompose(done -> session.read(Path.of(1)))
                .thenAccept(entries -> seen.add(entries.toString()))
                .thenApply(done -> steps(
                        List.of(new Step.Delete(Path.of(0)), new Step.Delete(Path.of(1))),
                        account(2, 90).toArray(Step[]::new))));
        both.device.client().bootstrap();
        pass(5);
        assertBootstrapped();
        assertTrue(seen.get(0).contains("/0/1") && !seen.get(0).contains("ssid"), seen::toString);
        assertTrue(seen.get(1).contains("/0/0;ssid=1") && seen.get(1).contains("/1/0;ssid=1"), seen::toString);
        assertTrue(seen.get(2).contains("60"), seen::toString);
        assertRegistered();
        assertEquals(
                Duration.ofSeconds(90), both.client().registration().terms().lifetime());
    }

    @ParameterizedTest(name = "5, {0}")
    @EnumSource(
            value = Version.class,
            names = {"V1_1", "V1_2"})
    @Proves("BS-23")
    void aServerTriggersIt(Version version) {
        start(version, BootstrapPlan.of(account(0, 86_400).toArray(Step[]::new)));
        assertRegistered();
        var before = bootstrap.reports().size();
        both.done(both.client().execute(Path.of(1, 0, 9), ""));
        pass(5);
        assertEquals(before + 1, bootstrap.reports().size());
        assertBootstrapped();
        assertRegistered();
    }

    @ParameterizedTest(name = "6 and 7, {0}")
    @EnumSource(Version.class)
    void aServerThatCannotBeReachedLeadsToABootstrap(Version version) {
        both.device.account(
                "coap://127.0.0.1:9", version, Map.of(17, new Value.Unsigned(2), 18, new Value.Unsigned(5)));
        pass(1);
        start(
                version,
                BootstrapPlan.of(steps(
                                List.of(new Step.Delete(Path.of(0))),
                                account(0, 86_400).toArray(Step[]::new))
                        .toArray(Step[]::new)));
        pass(200);
        assertBootstrapped();
        assertRegistered();
    }

    @ParameterizedTest(name = "8, {0}")
    @EnumSource(
            value = Version.class,
            names = {"V1_1", "V1_2"})
    @Proves("BS-14")
    void readsAccountsAndAccessControlBack(Version version) {
        var asked = new ArrayList<List<Entry>>();
        var once = new boolean[1];
        start(version, new BootstrapPlan() {
            @Override
            public CompletionStage<List<Step>> steps(BootstrapSession session) {
                return CompletableFuture.completedFuture(
                        BootstrapCasesTest.steps(List.of(write("/1/0", 0, 1, 1, 60, 6, false, 7, "U")), access()));
            }

            @Override
            public CompletionStage<List<Step>> correct(BootstrapSession session, LwM2mException refusal) {
                once[0] = true;
                return session.read(Path.of(1))
                        .thenAccept(asked::add)
                        .thenCompose(done -> session.read(Path.of(2, 0)))
                        .thenAccept(asked::add)
                        .thenApply(done -> BootstrapCasesTest.steps(account(0, 60)));
            }
        });
        assertBootstrapped();
        assertTrue(once[0], "Finish was refused first: without a server (case 9)");
        assertTrue(asked.get(0).contains(Cases.entry("/1/0/1", 60)), asked::toString);
        assertTrue(asked.get(1).contains(Cases.entry("/2/0/2/0", 31)), asked::toString);
        assertRegistered();
    }

    private static Step access() {
        return new Step.Write(
                Path.of(2, 0),
                List.of(
                        Cases.entry("/2/0/0", 3),
                        Cases.entry("/2/0/1", 0),
                        Cases.entry("/2/0/2/0", 31),
                        Cases.entry("/2/0/3", 65535)));
    }

    @ParameterizedTest(name = "9, {0}")
    @EnumSource(Version.class)
    void anInconsistentBootstrapIsRefused(Version version) {
        start(version, BootstrapPlan.of(write("/1/0", 5, 86_400)));
        assertTrue(bootstrap.reports().get(0).failure().orElseThrow().contains("4.06"));
        var last = bootstrap.reports().get(0).results();
        assertEquals(Status.NOT_ACCEPTABLE, last.get(last.size() - 1).status());
        assertEquals(1, both.device.client().servers().size());
    }

    @org.junit.jupiter.api.Test
    void packThenRegistration() {
        var other = new Together(KNOWN, List.copyOf(Formats.all().keySet()));
        var packs =
                new BootstrapSide(other.network, other.clock.time(), other.clock.workers(), KNOWN, Formats.all(), true);
        packs.plan(ClientSide.ENDPOINT, BootstrapPlan.of(account(0, 86_400).toArray(Step[]::new)));
        other.device.show(List.of(new CaseDevice()));
        other.device.bootstrap(BootstrapSide.URI, Version.V1_2, Map.of());
        other.clock.advance(Duration.ofSeconds(10));
        assertTrue(packs.reports().get(0).pack());
        assertTrue(packs.reports().get(0).success());
        assertTrue(other.server.clients().find(ClientSide.ENDPOINT).isPresent());
    }
}
