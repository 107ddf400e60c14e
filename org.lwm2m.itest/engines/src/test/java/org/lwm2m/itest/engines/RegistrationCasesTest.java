package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.itest.engines.Cases.entry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Binding;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.client.ClientSide;
import org.lwm2m.client.registration.Self;
import org.lwm2m.model.device.Device;
import org.lwm2m.server.ServerSide;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

/**
 * The OMA interoperability cases 101 to 105, 107 and 241: registration (ETS INT 1.2), and clients of each version beside
 * each other. Case 106 is that of the transport for TCP.
 */
class RegistrationCasesTest {

    private static final Path LIFETIME = Path.of(1, 0, 1);
    private static final Path UPDATE = Path.of(1, 0, 8);

    private static Registration registration(Together both) {
        return both.client().registration();
    }

    private static boolean known(Together both) {
        return both.server.clients().find(ClientSide.ENDPOINT).isPresent();
    }

    private static Set<Path> links(Registration registration) {
        return registration.links().stream().map(Link::path).collect(Collectors.toSet());
    }

    private static State state(Together both) {
        return both.device.client().servers().get(0).state();
    }

    private static void lifetime(Cases cases, int seconds) {
        var written = cases.write("/1/0/1", ContentFormat.TEXT, Mode.REPLACE, entry("/1/0/1", seconds));
        assertEquals(Status.CHANGED, written);
        cases.pass(1);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void case101InitialRegistration(Version version) {
        var told = registration(Cases.c1(version).both);
        assertEquals(ClientSide.ENDPOINT, told.endpoint());
        assertEquals(Duration.ofDays(1), told.terms().lifetime());
        assertEquals(version, told.version());
        assertEquals(Set.of(Binding.U), told.terms().bindings());
        assertTrue(links(told).containsAll(List.of(Path.of(1, 0), Path.of(3, 0), Path.of(16))));
        assertTrue(links(told).stream()
                .noneMatch(each -> each.depth() > 0 && Set.of(0, 21).contains(each.object())));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void case102Update(Version version) {
        var cases = Cases.c1(version);
        lifetime(cases, 20);
        assertEquals(Duration.ofSeconds(20), registration(cases.both).terms().lifetime());
        cases.pass(100);
        assertTrue(known(cases.both), "it updates in time");
        cases.both.device.takeTransport();
        // Our server waits a little longer than the lifetime.
        cases.pass(200);
        assertTrue(!known(cases.both), "gone without Updates");
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void case103Deregistration(Version version) {
        var cases = Cases.c3(version);
        assertEquals(Status.CHANGED, cases.execute("/1/0/4"));
        cases.pass(1);
        assertTrue(!known(cases.both));
        assertEquals(State.DISABLED, state(cases.both));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void case104RegistrationUpdateTrigger(Version version) {
        var cases = Cases.c1(version);
        lifetime(cases, 200);
        cases.pass(90);
        var before = registration(cases.both).updated();
        assertEquals(Status.CHANGED, cases.execute("/1/0/8"));
        cases.pass(1);
        assertNotEquals(before, registration(cases.both).updated());
        cases.both.network.lose(() -> true);
        cases.pass(180);
        assertTrue(known(cases.both), "the lifetime began anew");
    }

    /** A spoofed De-register, which no security keeps away here. */
    @ParameterizedTest
    @EnumSource(Version.class)
    @Proves("REG-34")
    void case105DiscardedUpdate(Version version) {
        var cases = Cases.c1(version);
        lifetime(cases, 60);
        var before = registration(cases.both).id();
        var way = new LoopTransport(cases.both.network)
                .connect(Peer.of(ServerSide.URI, "spoof", Credentials.NONE), (from, request) -> silence());
        assertEquals(
                Status.DELETED,
                cases.both
                        .done(way.thenCompose(each -> each.send(new Uplink.Deregister("rd/" + before))))
                        .status());
        assertTrue(!known(cases.both));
        cases.pass(31);
        assertNotEquals(before, registration(cases.both).id(), "its Update is 4.04, so it registers");
    }

    private static CompletableFuture<Response> silence() {
        return CompletableFuture.completedFuture(Response.SILENCE);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void case107ExtendingTheLifetime(Version version) {
        var cases = Cases.c1(version);
        lifetime(cases, 60);
        lifetime(cases, 120);
        assertEquals(Duration.ofSeconds(120), registration(cases.both).terms().lifetime());
        cases.pass(50);
        var updated = registration(cases.both).updated();
        cases.pass(20);
        assertNotEquals(updated, registration(cases.both).updated(), "the next Update is in time");
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    @Proves("REG-34")
    void case241Reboot(Version version) {
        var cases = Cases.c1(version);
        var before = registration(cases.both).id();
        var seen = cases.observe("/3/0/0");
        assertEquals(Status.CHANGED, cases.execute("/3/0/4"));
        assertEquals(1, cases.device.reboots);
        cases.both.restart(version, Cases.SRV, cases.device);
        assertNotEquals(before, registration(cases.both).id());
        assertEquals(State.REGISTERED, state(cases.both));
        // With the observations of before the client lost what it owed: whoever wants them asks anew.
        cases.pass(1);
        cases.both.device.changes().of(cases.device, 0);
        cases.pass(1);
        assertTrue(seen.seen.size() >= 1);
    }

    @Test
    @Proves("REG-34")
    void aNewAddressWithoutSecurityTakesANewRegistration() {
        var cases = Cases.c1(Version.V1_2);
        lifetime(cases, 60);
        var before = registration(cases.both);
        cases.both.network.move(before.address(), URI.create("coap://10.0.0.7:4711"));
        cases.pass(31);
        assertNotEquals(before.id(), registration(cases.both).id());
        assertEquals(
                URI.create("coap://10.0.0.7:4711"), registration(cases.both).address());
        assertEquals(State.REGISTERED, state(cases.both));
    }

    /** The server asks for it as any application does. */
    @Test
    @Proves({"REG-18", "REG-27"})
    void theServerMovesTheClientToTcpAndBack() {
        var device = new CaseDevice() {
            @Override
            public String supportedBindingAndModes() {
                return "UT";
            }
        };
        var both = new Together(new Definitions(Device.class), List.of(ContentFormat.TEXT, ContentFormat.TLV))
                .register(Version.V1_2, Map.of(7, new Value.Text("UT")), device);
        var before = registration(both);
        assertEquals("coap", before.address().getScheme());
        assertEquals(Set.of(Binding.U, Binding.T), before.terms().bindings());
        both.done(both.client().execute(UPDATE, "0='T'"));
        both.clock.advance(Duration.ofSeconds(1));
        assertEquals("coap+tcp", registration(both).address().getScheme());
        assertEquals(before.id(), registration(both).id(), "the registration stays");
        assertEquals(
                List.of(entry("/3/0/0", "Open Mobile Alliance")),
                both.done(both.client().read(Path.of(3, 0, 0))),
                "requests take the new way");
        both.done(both.client().execute(UPDATE, "0='U'"));
        both.clock.advance(Duration.ofSeconds(1));
        assertEquals("coap", registration(both).address().getScheme());
        assertEquals(Status.BAD_REQUEST, both.failure(both.client().execute(UPDATE, "0='M'")));
    }

    @Test
    void clientsOfEachVersionAreServedBesideEachOther() {
        var known = new Definitions(Device.class);
        var both = new Together(known, List.copyOf(Formats.all().keySet()));
        for (var version : Version.values()) {
            var client = new ClientSide(
                    both.network,
                    new Self("thing-" + version, Self.Manner.USUAL),
                    both.clock.loop(),
                    known,
                    Formats.all());
            client.show(List.of(new CaseDevice()));
            client.account(ServerSide.URI, version, Cases.SRV);
        }
        both.clock.advance(Duration.ofSeconds(1));
        for (var version : Version.values()) {
            var client = both.server.clients().find("thing-" + version).orElseThrow();
            assertEquals(version, client.registration().version());
            assertEquals(List.of(entry("/3/0/0", "Open Mobile Alliance")), both.done(client.read(Path.of(3, 0, 0))));
            both.done(client.write(LIFETIME, new Value.Int(300)));
            both.clock.advance(Duration.ofSeconds(1));
            assertEquals(Duration.ofSeconds(300), client.registration().terms().lifetime());
        }
        both.clock.advance(Duration.ofDays(1));
        assertEquals(Version.values().length, both.server.clients().count());
    }

    @ParameterizedTest
    @CsvSource({"3650", "-3650"})
    void aWallClockThatJumpsChangesNoLifetimeAndNoPause(int days) {
        var cases = Cases.c1(Version.V1_2);
        lifetime(cases, 200);
        var id = registration(cases.both).id();
        cases.both.clock.jump(Duration.ofDays(days));
        assertEquals(0, cases.messagesIn(90), "no sooner");
        assertTrue(cases.messagesIn(20) > 0, "and no later");
        assertEquals(id, registration(cases.both).id());
        cases.pass(1000);
        assertEquals(id, registration(cases.both).id());

        cases.both.network.lose(() -> true);
        cases.pass(150);
        assertEquals(State.WAITING, state(cases.both), "a try after 60 s");
        cases.both.clock.jump(Duration.ofDays(-2L * days));
        cases.both.network.lose(() -> false);
        cases.pass(130);
        assertEquals(State.REGISTERED, state(cases.both));
    }
}
