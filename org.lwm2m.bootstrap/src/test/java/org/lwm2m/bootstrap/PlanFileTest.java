package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.bootstrap.plan.FilePlans;
import org.lwm2m.testing.Proves;

class PlanFileTest {

    private static final String TWO_SERVERS = """
            clients = urn:dev:*
            server.101.uri = coap://one.example.com
            server.102.uri = coap://two.example.com
            """;

    @TempDir
    Path folder;

    private final Stage stage = new Stage();
    private final Device device = new Device(stage);
    private final Ring ring = new Ring();
    private FilePlans files;

    @BeforeEach
    void files() {
        files = new FilePlans(folder, Optional.of(ring));
        stage.server().planners().add(files.planner(), Map.of("service.ranking", 1));
    }

    /** Keys in memory. */
    private static final class Ring implements KeyRing {

        final Map<Identity, Caller> callers = new HashMap<>();

        @Override
        public List<Key> keys() {
            return callers.entrySet().stream()
                    .map(each -> new Key(each.getKey(), each.getValue().endpoints()))
                    .toList();
        }

        @Override
        public void put(Map<Identity, Caller> more) {
            callers.putAll(more);
        }

        @Override
        public int remove(String endpoint) {
            throw new AssertionError("would take the key that the client calls the Bootstrap-Server with");
        }

        @Override
        public boolean forget(Identity identity) {
            return callers.remove(identity) != null;
        }
    }

    @Test
    @Proves("BS-37")
    void theBootstrapAccountStaysWhereItIsAndServersGetFreeInstances() {
        files.put(TWO_SERVERS);

        device.bootstrap("urn:dev:1");

        assertEquals(
                List.of("discover /", "write /0/0 112", "write /0/2 112", "write /1/0 112", "write /1/1 112", "finish"),
                device.asked);
        assertEquals(new Value.Text(Stage.HERE), at(0, 1, 0), "the bootstrap account");
        assertEquals(new Value.Int(101), at(0, 0, 10));
        assertEquals(new Value.Int(102), at(0, 2, 10));
        assertEquals(new Value.Int(101), at(1, 0, 0));
    }

    @Test
    @Proves("BS-37")
    void aServerThatTheClientKnowsKeepsItsInstancesAndOthersGo() {
        device.data.put(org.lwm2m.api.Path.of(0, 5, 10), new Value.Int(102));
        device.data.put(org.lwm2m.api.Path.of(1, 3, 0), new Value.Int(102));
        device.data.put(org.lwm2m.api.Path.of(0, 0, 10), new Value.Int(99));
        device.data.put(org.lwm2m.api.Path.of(1, 0, 0), new Value.Int(99));
        device.data.put(org.lwm2m.api.Path.of(2, 0, 0), new Value.Int(3));
        files.put(TWO_SERVERS);

        device.bootstrap("urn:dev:1");

        assertEquals(
                List.of(
                        "discover /",
                        "delete /0/0",
                        "delete /0/5",
                        "delete /1/0",
                        "delete /1/3",
                        "delete /2/0",
                        "write /0/0 112",
                        "write /0/5 112",
                        "write /1/0 112",
                        "write /1/3 112",
                        "finish"),
                device.asked);
        assertEquals(new Value.Int(102), at(0, 5, 10));
        assertEquals(new Value.Int(102), at(1, 3, 0));
    }

    @Test
    @Proves("BS-37")
    void anInstanceThatThePlanWantsIsNotTakenFromTheBootstrapAccount() {
        files.put(TWO_SERVERS + "server.101.instance = 1\nserver.102.instance = 4\n");

        device.bootstrap("urn:dev:1");

        assertEquals(new Value.Text(Stage.HERE), at(0, 1, 0));
        assertEquals(new Value.Int(101), at(0, 0, 10));
        assertEquals(new Value.Int(101), at(1, 1, 0));
        assertEquals(new Value.Int(102), at(0, 4, 10));
        assertEquals(new Value.Int(102), at(1, 4, 0));
    }

    @Test
    void whatIsKeptIsNotWrittenOver() {
        device.data.put(org.lwm2m.api.Path.of(0, 0, 10), new Value.Int(99));
        device.data.put(org.lwm2m.api.Path.of(1, 0, 0), new Value.Int(99));
        files.put(TWO_SERVERS + "delete = none\n");

        device.bootstrap("urn:dev:1");

        assertEquals(new Value.Int(99), at(0, 0, 10));
        assertEquals(new Value.Int(101), at(0, 2, 10));
        assertEquals(new Value.Int(102), at(0, 3, 10));
        assertEquals(new Value.Int(101), at(1, 1, 0));
        assertTrue(device.asked.stream().noneMatch(each -> each.startsWith("delete")));
    }

    @Test
    void aClientThatCanNotBeDiscoveredIsBootstrappedNevertheless() {
        device.next.add(Response.of(Status.METHOD_NOT_ALLOWED));
        files.put(TWO_SERVERS);

        device.bootstrap("urn:dev:1");

        assertEquals(
                List.of(
                        "discover /",
                        "delete /0",
                        "delete /1",
                        "write /0/10 11542",
                        "write /0/11 11542",
                        "write /1/0 11542",
                        "write /1/1 11542",
                        "finish"),
                device.asked);
    }

    @Test
    void accessControlOscoreAndOtherResourcesAreWritten() {
        files.put(TWO_SERVERS + """
                server.102.oscore = two
                .oscore.two.secret = 000102030405060708090a0b0c0d0e0f
                oscore.two.client.id = 0a
                oscore.two.server.id = 0b
                access.clock.object = 3
                access.clock.instance = 0
                access.clock.owner = 101
                access.clock.acl = 102=read
                write./3/0/15 = Europe/Vienna
                """);

        device.bootstrap("urn:dev:1");

        assertTrue(stage.report().success(), stage.report()::toString);
        assertEquals(new Value.ObjectLink(21, 0), at(0, 2, 17));
        assertTrue(device.data.containsKey(org.lwm2m.api.Path.of(21, 0, 0)));
        assertEquals(new Value.Int(3), at(2, 0, 0));
        assertEquals(new Value.Int(1), device.data.get(org.lwm2m.api.Path.of(2, 0, 2, 102)));
        assertEquals(new Value.Text("Europe/Vienna"), at(3, 0, 15));
        assertEquals(new Value.Text("maker"), at(3, 0, 0), "nothing else of that instance");
    }

    @Test
    void theBootstrapAccountIsReplacedInItsPlace() {
        files.put("clients = *\nbootstrap.uri = coaps://bs.example.com\nbootstrap.security = psk\n"
                + ".bootstrap.key = 00112233\nbootstrap.hold.off.seconds = 5\n");

        device.bootstrap("urn:dev:1");

        assertEquals(List.of("discover /", "write /0/1 112", "finish"), device.asked);
        assertEquals(new Value.Text("coaps://bs.example.com"), at(0, 1, 0));
        assertEquals(new Value.Flag(true), at(0, 1, 1));
        assertEquals(new Value.Int(5), at(0, 1, 11));
        assertFalse(device.data.containsKey(org.lwm2m.api.Path.of(0, 1, 10)));
    }

    @Test
    void plansAreShownWithoutWhatIsSecret() {
        files.put("""
                clients = urn:dev:*
                server.101.uri = coaps://one.example.com
                server.101.security = psk
                server.101.oscore = main
                .server.101.key = 00112233
                .oscore.main.secret = 44556677
                oscore.main.client.id = 0a
                .write./11/0/5 = a password
                """);

        var plan = files.plans().plans().get(0);

        assertEquals(List.of("urn:dev:*"), plan.clients());
        assertEquals(
                List.of(
                        "/0/0/0", "/0/0/1", "/0/0/2", "/0/0/3", "/0/0/10", "/1/0/0", "/1/0/1", "/1/0/6", "/1/0/7",
                        "/21/0/1", "/21/0/2"),
                plan.values().stream().map(each -> each.path().toString()).toList());
    }

    @Test
    void aPackLeavesTheInstancesOfTheBootstrapAccountAlone() {
        files.put(TWO_SERVERS);
        var pack = new Uplink.BootstrapPackRequest(
                Optional.of("urn:dev:1"),
                List.of(org.lwm2m.api.Path.of(0, 0), org.lwm2m.api.Path.of(21, 0)),
                Optional.of(ContentFormat.SENML_CBOR));
        assertEquals("[/0/1, /0/2, /1/0, /1/1]", instances(pack));

        var untold = new Uplink.BootstrapPackRequest(Optional.of("urn:dev:1"), List.of(), Optional.empty());
        assertEquals("[/0/10, /0/11, /1/0, /1/1]", instances(untold));

        files.put(TWO_SERVERS + "pack = false\n");
        assertEquals(Status.METHOD_NOT_ALLOWED, stage.done(device.ask(pack)).status());
    }

    @Test
    @Proves("BS-31")
    void aPackThatReplacesTheBootstrapAccountWritesTheOneThatTheClientNamed() {
        files.put(TWO_SERVERS + "bootstrap.uri = coap://bs.example.com\n");
        var pack = new Uplink.BootstrapPackRequest(
                Optional.of("urn:dev:1"), List.of(org.lwm2m.api.Path.of(0, 1)), Optional.empty());
        assertEquals("[/0/0, /0/1, /0/2, /1/0, /1/1]", instances(pack));

        var untold = new Uplink.BootstrapPackRequest(Optional.of("urn:dev:1"), List.of(), Optional.empty());
        assertEquals(Status.METHOD_NOT_ALLOWED, stage.done(device.ask(untold)).status());
    }

    @Test
    void keysThatAreMadeAnewAreKnownToTheServerBeforeTheClientHasThem() {
        files.put("clients = *\nserver.101.uri = coaps://one.example.com\nserver.101.security = psk\n"
                + "server.101.keys = generate\n");
        ring.callers.put(new Identity.Psk("urn:dev:1"), new Caller(Credentials.NONE, List.of("urn:dev:1")));

        device.bootstrap("urn:dev:1");

        var identity = ((Value.Opaque) at(0, 0, 3)).value().utf8();
        var key = ((Value.Opaque) at(0, 0, 5)).value();
        assertTrue(identity.startsWith("urn:dev:1#101."), identity);
        assertEquals(16, key.size());
        var known = ring.callers.get(new Identity.Psk(identity));
        assertEquals(key, ((Credentials.PreSharedKey) known.credentials()).key().bytes());
        assertEquals(List.of("urn:dev:1"), known.endpoints());

        device.bootstrap("urn:dev:1");
        var next = ((Value.Opaque) at(0, 0, 3)).value().utf8();
        assertNotEquals(identity, next);
        assertEquals(
                java.util.Set.of(new Identity.Psk("urn:dev:1"), new Identity.Psk(next)),
                ring.callers.keySet(),
                "the key that the client had goes, that of its bootstrap account stays");
    }

    @Test
    void keysOfABootstrapThatFailsAreTakenBackAndThoseOfBeforeStay() {
        files.put("clients = *\nserver.101.uri = coaps://one.example.com\nserver.101.security = psk\n"
                + "server.101.keys = generate\n");
        device.bootstrap("urn:dev:1");
        var before = Map.copyOf(ring.callers);
        assertEquals(1, before.size());

        device.next.add(Response.content(
                new org.lwm2m.api.Content(ContentFormat.LINK, org.lwm2m.api.Bytes.utf8("</>;lwm2m=1.1,</0/1>"))));
        device.next.add(Response.of(Status.BAD_REQUEST));
        device.bootstrap("urn:dev:1");

        assertFalse(stage.report().success());
        assertEquals(before, ring.callers);
    }

    @Test
    void givenKeysAndOscoreContextsAreHandedToTheServerToo() {
        files.put("""
                clients = *
                server.101.uri = coaps://one.example.com
                server.101.security = psk
                server.101.identity = meter ${endpoint}
                server.101.keys = store
                server.101.oscore = main
                .server.101.key = 00112233
                oscore.main.keys = generate
                oscore.main.server.id = 0b
                """);

        device.bootstrap("urn:dev:1");

        assertEquals(2, ring.callers.size());
        var psk = ring.callers.get(new Identity.Psk("meter urn:dev:1"));
        assertEquals(
                "00112233",
                ((Credentials.PreSharedKey) psk.credentials()).key().bytes().hex());
        var sender = ((Value.Opaque) at(21, 0, 1)).value();
        var oscore = (Credentials.Oscore) ring.callers
                .get(new Identity.Oscore(sender, org.lwm2m.api.Bytes.EMPTY))
                .credentials();
        assertEquals(((Value.Opaque) at(21, 0, 0)).value(), oscore.secret().bytes());
        assertEquals("0b", oscore.sender().hex(), "from the server's side");
        assertEquals(sender, oscore.recipient());

        device.bootstrap("urn:dev:1");
        assertEquals(2, ring.callers.size(), "the context of before goes");
    }

    @Test
    void keysThatNobodyCanTakeRefuseTheClientForNow() {
        var alone = new FilePlans(folder, Optional.empty());
        alone.put("clients = *\nserver.101.uri = coaps://one.example.com\nserver.101.security = psk\n"
                + "server.101.keys = generate\n");
        stage.server().planners().add(alone.planner(), Map.of("service.ranking", 9));
        assertEquals(Status.UNAVAILABLE, device.bootstrap("urn:dev:1"));
    }

    private String instances(Uplink.BootstrapPackRequest pack) {
        var content = stage.done(device.ask(pack)).orThrow().content().orElseThrow();
        return stage.codec(112).decode(org.lwm2m.api.Path.ROOT, content.bytes(), stage.types()).stream()
                .map(each -> each.path().upTo(2))
                .distinct()
                .sorted()
                .toList()
                .toString();
    }

    private Value at(int object, int instance, int resource) {
        return device.data.get(org.lwm2m.api.Path.of(object, instance, resource));
    }
}
