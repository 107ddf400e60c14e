package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.object.Resource;
import org.lwm2m.client.access.AccessControl;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.access.Share;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.model.server.Server;

/** One client and two or three servers, registration and device management together, as each of them sees it. */
class SeveralServersTest {

    /** What all clients have. */
    @LwM2mObject(id = 3, version = "1.1", multiple = false)
    public interface Thing {

        @Resource(0)
        String manufacturer();

        @Resource(9)
        int batteryLevel();

        @Resource(14)
        String utcOffset();

        @Resource(14)
        void utcOffset(String value);
    }

    static final class Box implements Thing {

        int level = 100;
        String offset = "+02:00";

        @Override
        public String manufacturer() {
            return "ACME";
        }

        @Override
        public int batteryLevel() {
            return level;
        }

        @Override
        public String utcOffset() {
            return offset;
        }

        @Override
        public void utcOffset(String value) {
            offset = value;
        }
    }

    private final Rig rig = new Rig();
    private final ScriptedServer one = rig.server(1);
    private final ScriptedServer two = rig.server(2);
    private final Owners owners = new Owners();
    private final RoutedChanges changes = new RoutedChanges(owners);
    private final Box box = new Box();

    private void start(List<Entry> accounts) {
        rig.providers.codecs().add(new TlvCodec(), List.of(11542), 0);
        rig.providers.codecs().add(new TextCodec(), List.of(0), 0);
        var codecs = new ClientCodecs(rig.providers);
        var device = new ManagedDevice(rig.loop, codecs, () -> Optional.of(new Definitions()), Limits.USUAL);
        rig.start(accounts, device, codecs);
        owners.show(rig.client, 0, "", box);
        rig.advance(1);
    }

    /** The initial configuration C.14 of the test specification, without its keys. */
    private List<Entry> c14() {
        var entries = new ArrayList<>(Rig.account(0, 1, one.uri(), Map.of(1, new Value.Int(300))));
        entries.addAll(Rig.account(1, 2, two.uri(), Map.of(1, new Value.Int(300))));
        entries.addAll(control(0, 1, 0, 1, Map.of(1, 15)));
        entries.addAll(control(1, 1, 1, 2, Map.of(2, 15)));
        entries.addAll(control(2, 3, 0, 65535, Map.of(2, 15)));
        return entries;
    }

    private static List<Entry> control(int id, int object, int instance, int owner, Map<Integer, Integer> acl) {
        var path = Path.of(2, id);
        var entries = new ArrayList<>(List.of(
                Entry.of(path.child(0), new Value.Int(object)),
                Entry.of(path.child(1), new Value.Int(instance)),
                Entry.of(path.child(3), new Value.Int(owner))));
        acl.forEach((server, rights) -> entries.add(Entry.of(path.child(2).child(server), new Value.Int(rights))));
        return entries;
    }

    /** Cases 950 and 951 of the test specification. */
    @Test
    void twoServersEachHaveTheirRegistrationAttributesAndObservations() {
        start(c14());
        for (var server : List.of(one, two)) {
            var objects = objects(server);
            for (var link : List.of("</1/0>", "</1/1>", "</2/0>", "</2/1>", "</2/2>", "</3/0>")) {
                assertTrue(objects.contains(link), objects);
            }
        }
        assertEquals(Set.of(State.REGISTERED), states());
        assertEquals("2.05 300", ask(one, read("/1/0/1")));
        assertEquals("4.01", ask(one, read("/1/1/1")));
        assertEquals("4.01", ask(two, read("/1/0/1")));
        assertEquals("2.05 300", ask(two, read("/1/1/1")));
        assertEquals("4.01", ask(one, read("/3/0/0")));
        assertEquals("2.05 ACME", ask(two, read("/3/0/0")));
        assertEquals("2.04", ask(two, write("/3/0/14", "+03:00")));
        assertEquals("4.01", ask(one, write("/3/0/14", "+04:00")));
        assertEquals("+03:00", box.offset);

        assertEquals("2.04", ask(two, attach("/3/0/9", 10, 60)));
        assertEquals("4.01", ask(one, attach("/3/0/9", 20, 60)));
        assertEquals("2.04", ask(one, attach("/3", 5, 200)));
        var links = ask(two, discover("/3/0"));
        assertTrue(links.contains("</3/0/9>;pmin=10;pmax=60"), links);
        assertTrue(ask(two, discover("/3")).startsWith("2.05 </3>;"));
        assertFalse(ask(two, discover("/3")).contains("200"));
        assertTrue(ask(one, discover("/3/0")).contains("pmax=200"));
        assertFalse(ask(one, discover("/3/0")).contains("pmax=60"));
    }

    @Test
    void observationsOfSeveralServersAreIndependent() {
        var three = rig.server(3);
        start(List.of());
        add(1, one, "owner");
        add(2, two, "read");
        add(3, three, "read");
        for (var server : List.of(one, two, three)) {
            assertEquals("2.05 100", ask(server, observe("/3/0/9", 7)), "with the same token");
        }
        assertEquals("2.04", ask(two, attach("/3/0/9", 30, 600)));
        changed(90);
        assertEquals(List.of("90"), told(one));
        assertEquals(List.of(), told(two));
        assertEquals(List.of("90"), told(three));
        ask(three, new Downlink.Cancel(Path.of(3, 0, 9), Token.of(7)));
        rig.client.deregister(1);
        changed(80);
        rig.advance(31);
        assertEquals(List.of("90"), told(one));
        assertEquals(List.of("80"), told(two));
        assertEquals(List.of("90"), told(three));
        assertEquals(State.REGISTERED, rig.client.servers().get(1).state());
    }

    @Test
    void aSecondAccountThatComesWhileRunningEndsTheFreedomOfTheFirst() {
        start(List.of());
        add(1, one, "");
        assertFalse(objects(one).contains("</2"), objects(one));
        assertEquals("4.04", ask(one, read("/2/0/0")));
        var account = add(2, two, "");
        var updated =
                one.last(Uplink.Update.class).objects().orElseThrow().bytes().utf8();
        assertTrue(updated.contains("</2/0>"), updated);
        assertEquals(1, one.count(Uplink.Update.class));
        assertEquals("2.05 ACME", ask(one, read("/3/0/0")));
        assertEquals("4.01", ask(two, read("/3/0/0")));
        rig.client.provide(new Provision(
                OptionalInt.empty(), new AccessControl(Path.of(3, 0), 1, new TreeMap<>(Map.of(2, 1))), false));
        assertEquals("2.05 ACME", ask(two, read("/3/0/0")));
        assertEquals("4.01", ask(two, write("/3/0/14", "Z")));

        rig.client.remove(account);
        rig.advance(10);
        updated = one.last(Uplink.Update.class).objects().orElseThrow().bytes().utf8();
        assertFalse(updated.contains("</2"), updated);
        assertFalse(updated.contains("</1/1>"), updated);
        assertEquals("4.04", ask(one, read("/1/1/0")));
    }

    @Test
    void anAccountThatIsConfiguredAnewKeepsWhatItOwns() {
        start(List.of());
        add(1, one, "owner");
        var account = add(2, two, "none");
        var control = Stream.iterate(0, id -> id < 10, id -> id + 1)
                .map(id -> "/2/" + id)
                .filter(each -> ask(one, read(each + "/0")).equals("2.05 3"))
                .findFirst()
                .orElseThrow();
        assertEquals("2.04", ask(one, write(control + "/3", "2")));
        assertEquals("2.05 2", ask(two, read(control + "/3")));
        rig.client.remove(account);
        add(2, two, "none");
        assertEquals("2.05 2", ask(two, read(control + "/3")));
        rig.advance(10);
        assertEquals("2.05 2", ask(two, read(control + "/3")));
    }

    @Test
    void disablingAServerLeavesItsAccess() {
        start(c14());
        assertEquals("2.04", ask(two, write("/1/1/5", "20")));
        assertEquals("2.04", ask(two, new Downlink.Execute(Path.of(1, 1, 4), "")));
        rig.advance(3);
        assertEquals("4.01", ask(one, read("/3/0/0")), "it still is not alone");
        rig.advance(20);
        assertEquals("2.05 ACME", ask(two, read("/3/0/0")));
    }

    @Test
    void aServerIsSentNothingThatItMayNotRead() {
        start(List.of());
        add(1, one, "owner");
        add(2, two, "none");
        var values = List.of(Entry.of(Path.of(3, 0, 9), new Value.Int(1)));
        var sent = rig.client.send(2, values).toCompletableFuture();
        rig.loop.run();
        var refusal = assertThrows(java.util.concurrent.CompletionException.class, sent::join);
        assertTrue(LwM2mException.cause(refusal).getMessage().contains("no right"), refusal::toString);
        assertEquals(0, two.count(Uplink.Send.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65535, 65536, -1})
    void whatNoServerIsNamedMakesNoAccount(int id) {
        var wrong = Rig.account(0, id, one.uri(), Map.of());
        assertThrows(LwM2mException.class, () -> rig.start(wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2/0/0=0", "/2/0/0=65535", "/2/0/1=65536", "/2/0/3=0", "/2/0/2/65534=32", "/2/0/2=1"})
    void whatIsNoAccessControlIsRefusedWithWords(String bad) {
        var parts = bad.split("=");
        var wrong = Entry.of(Path.parse(parts[0]), new Value.Int(Long.parseLong(parts[1])));
        var entries = new ArrayList<>(Rig.account(0, 1, one.uri(), Map.of()));
        control(0, 3, 0, 1, Map.of()).stream()
                .filter(each -> !each.path().equals(wrong.path()))
                .forEach(entries::add);
        entries.add(wrong);
        var refusal = assertThrows(LwM2mException.class, () -> rig.start(entries));
        assertTrue(refusal.getMessage().startsWith("/2/0"), refusal::getMessage);
    }

    private Account add(int id, ScriptedServer server, String access) {
        var share = Optional.of(access).filter(each -> !each.isEmpty()).map(Share::parse);
        var settings = new Account.Settings(Account.Settings.STANDARD.version(), Optional.empty(), share);
        var entries = Rig.account(0, id, server.uri(), Map.of(1, new Value.Int(3000), 23, new Value.Flag(false)));
        var added = rig.client.add(entries, settings).toCompletableFuture();
        rig.advance(1);
        return (Account) added.join();
    }

    private void changed(int level) {
        box.level = level;
        changes.of(box, 9);
        rig.loop.run();
    }

    private Set<State> states() {
        return Set.copyOf(
                rig.client.servers().stream().map(each -> each.state()).toList());
    }

    private static String objects(ScriptedServer server) {
        var updates = server.heard.stream()
                .filter(Uplink.Update.class::isInstance)
                .map(each -> ((Uplink.Update) each).objects())
                .flatMap(Optional::stream)
                .toList();
        return (updates.isEmpty()
                        ? server.last(Uplink.Register.class).objects().orElseThrow()
                        : updates.get(updates.size() - 1))
                .bytes()
                .utf8();
    }

    private static List<String> told(ScriptedServer server) {
        return server.heard.stream()
                .filter(Uplink.Notify.class::isInstance)
                .map(each -> ((Uplink.Notify) each).response().content().orElseThrow())
                .map(each -> each.bytes().utf8())
                .toList();
    }

    private String ask(ScriptedServer server, Downlink request) {
        var answer = server.ask(request);
        rig.loop.run();
        if (!answer.isDone()) {
            rig.loop.advance(Duration.ofSeconds(3));
        }
        assertTrue(answer.isDone(), () -> "no answer to " + request);
        var response = answer.join();
        var code = response.status().toString().substring(0, 4);
        return response.status().success()
                ? code
                        + response.content()
                                .map(each -> " " + each.bytes().utf8())
                                .orElse("")
                : code;
    }

    private static Downlink read(String path) {
        return new Downlink.Read(Path.parse(path), Optional.of(ContentFormat.TEXT));
    }

    private static Downlink write(String path, String text) {
        return new Downlink.Write(
                Path.parse(path), new Content(ContentFormat.TEXT, Bytes.utf8(text)), Downlink.Write.Mode.REPLACE);
    }

    private static Downlink discover(String path) {
        return new Downlink.Discover(Path.parse(path), Optional.empty());
    }

    private static Downlink observe(String path, long token) {
        return new Downlink.Observe(
                Path.parse(path), Token.of(token), Optional.of(ContentFormat.TEXT), Attributes.NONE);
    }

    private static Downlink attach(String path, int pmin, int pmax) {
        var set = Attributes.NONE
                .with(Attribute.PMIN, java.math.BigDecimal.valueOf(pmin))
                .with(Attribute.PMAX, java.math.BigDecimal.valueOf(pmax));
        return new Downlink.WriteAttributes(Path.parse(path), set, Set.of());
    }

    private static final class Definitions implements ObjectModels {

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return all().filter(each -> each.id() == object).findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return Stream.of(Server.class, Thing.class, org.lwm2m.model.accesscontrol.AccessControl.class)
                    .map(this::of);
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            return ObjectInterface.of(annotated).definition();
        }
    }
}
