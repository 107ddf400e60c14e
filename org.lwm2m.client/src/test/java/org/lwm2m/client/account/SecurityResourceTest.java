package org.lwm2m.client.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.client.account.Account.Settings;
import org.lwm2m.model.cose.Cose;
import org.lwm2m.model.mqttserver.MqttServer;
import org.lwm2m.model.oscore.Oscore;
import org.lwm2m.model.security.Security;
import org.lwm2m.testing.Proves;

/** What a bootstrap may write to /0, and to /21, /23 and /24 that it links, each resource by its definition. */
class SecurityResourceTest {

    private static final Path SECURITY = Path.of(0, 3);
    private static final Path OSCORE = Path.of(21, 4);

    private static final Path COSE = Path.of(23, 5);
    private static final Path MQTT = Path.of(24, 6);

    private final Accounts accounts = new Accounts(ServerObject.Actions.NONE);
    private final Draft draft = accounts.draft();

    static Stream<ResourceDefinition> security() {
        return ObjectInterface.of(Security.class).definition().resources().values().stream();
    }

    static Stream<ResourceDefinition> oscore() {
        return ObjectInterface.of(Oscore.class).definition().resources().values().stream();
    }

    static Stream<ResourceDefinition> cose() {
        return ObjectInterface.of(Cose.class).definition().resources().values().stream();
    }

    static Stream<ResourceDefinition> mqtt() {
        return ObjectInterface.of(MqttServer.class).definition().resources().values().stream();
    }

    @ParameterizedTest
    @MethodSource("cose")
    void eachResourceOfTheCoseObjectIsTakenOrRefused(ResourceDefinition resource) {
        refuses(COSE, resource);
        takes(COSE, resource);
    }

    @ParameterizedTest
    @MethodSource("mqtt")
    void eachResourceOfTheMqttObjectIsTakenOrRefused(ResourceDefinition resource) {
        refuses(MQTT, resource);
        takes(MQTT, resource);
    }

    @Test
    @Proves({"OBJ-00", "OBJ-21"})
    void bothAreKnownWhole() {
        assertEquals(31, security().count());
        assertEquals(7, oscore().count());
    }

    @ParameterizedTest
    @MethodSource("security")
    @Proves("OBJ-00")
    void eachResourceOfTheSecurityObjectIsTakenAndKept(ResourceDefinition resource) {
        takes(SECURITY, resource);
    }

    @ParameterizedTest
    @MethodSource("security")
    @Proves("OBJ-00")
    void eachResourceOfTheSecurityObjectRefusesWhatItCannotHold(ResourceDefinition resource) {
        refuses(SECURITY, resource);
    }

    @ParameterizedTest
    @MethodSource("oscore")
    @Proves("OBJ-21")
    void eachResourceOfTheOscoreObjectIsTakenAndKept(ResourceDefinition resource) {
        takes(OSCORE, resource);
    }

    @ParameterizedTest
    @MethodSource("oscore")
    @Proves("OBJ-21")
    void eachResourceOfTheOscoreObjectRefusesWhatItCannotHold(ResourceDefinition resource) {
        refuses(OSCORE, resource);
    }

    /** What is kept is what a security mode and a transport are handed. */
    @Test
    @Proves({"OBJ-00", "OBJ-21"})
    void allOfItReachesWhoeverProtectsTheConnection() {
        var written = new ArrayList<Entry>();
        security().filter(each -> each.id() != 2).forEach(each -> written.addAll(good(SECURITY, each)));
        written.removeIf(
                each -> List.of(0, 1, 10, 17, 26, 27).contains(each.path().resource()));
        written.add(Entry.of(SECURITY.child(0), new Value.Text("coaps://192.0.2.7")));
        written.add(Entry.of(SECURITY.child(1), new Value.Flag(false)));
        written.add(Entry.of(SECURITY.child(2), new Value.Int(2)));
        written.add(Entry.of(SECURITY.child(10), new Value.Int(101)));
        written.add(Entry.of(SECURITY.child(17), new Value.ObjectLink(21, 4)));
        oscore().forEach(each -> written.addAll(good(OSCORE, each)));
        draft.write(
                Path.of(0),
                written.stream().filter(each -> each.path().object() == 0).toList());
        draft.write(
                Path.of(21),
                written.stream().filter(each -> each.path().object() == 21).toList());
        draft.write(
                Path.of(1, 0),
                List.of(
                        Entry.of(Path.of(1, 0, 0), new Value.Int(101)),
                        Entry.of(Path.of(1, 0, 1), new Value.Int(300)),
                        Entry.of(Path.of(1, 0, 7), new Value.Text("U"))));
        draft.check();
        accounts.adopt(draft, Settings.STANDARD, Optional.empty());

        var account = accounts.get(101).orElseThrow();
        var handed = account.forMode();
        assertEquals(Bytes.hex("0102"), handed.identity());
        assertEquals(Bytes.hex("0102"), handed.serverKey());
        assertEquals(Bytes.hex("0102"), handed.secretKey().bytes());
        var more = written.stream()
                .filter(each -> each.path().object() == 21
                        || !List.of(3, 4, 5).contains(each.path().resource()))
                .sorted((one, other) -> one.path().compareTo(other.path()))
                .toList();
        assertEquals(more, handed.more());
        assertEquals(Optional.of(OSCORE), account.oscore());
    }

    @ParameterizedTest
    @CsvSource({"7, 5", "7, 7", "8, 8", "8, 49"})
    void keysOfShortMessagesHaveTheirSizes(int resource, int octets) {
        var entry = Entry.of(SECURITY.child(resource), new Value.Opaque(Bytes.wrap(new byte[octets])));
        assertEquals(Status.BAD_REQUEST, refusal(entry));
    }

    /** As many a Bootstrap-Server writes what it does not use. */
    @ParameterizedTest
    @CsvSource({"7", "8", "3", "4", "5"})
    void emptyIsAsGoodAsLeftOut(int resource) {
        draft.write(SECURITY, List.of(Entry.of(SECURITY.child(resource), new Value.Opaque(Bytes.EMPTY))));
    }

    @Test
    @Proves("OBJ-00")
    void theSameServerMayBeInSeveralPlaces() {
        var account = account("");
        assertEquals(
                List.of("coap://192.0.2.7", "coap+tcp://192.0.2.8:9"),
                account.uris().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0", "'1.0 1.1', 1.1", "'1.1.1', 1.1", "2.0, 1.2", "'1.0 1.1 1.2 1.3', 1.2", "'', 1.2"})
    @Proves("OBJ-01")
    void registersInTheLatestVersionThatTheServerSaysItHas(String versions, String expected) {
        assertEquals(Version.of(expected).orElseThrow(), account(versions).version());
    }

    private Account account(String versions) {
        var entries = new ArrayList<>(List.of(
                Entry.of(Path.of(0, 0, 0), new Value.Text("coap://192.0.2.7")),
                Entry.of(Path.of(0, 0, 2), new Value.Int(3)),
                Entry.of(Path.of(0, 0, 10), new Value.Int(101)),
                Entry.of(Path.of(0, 0, 25, 0), new Value.Text("coap+tcp://192.0.2.8:9")),
                Entry.of(Path.of(0, 0, 25, 1), new Value.Text("no URI")),
                Entry.of(Path.of(1, 0, 0), new Value.Int(101))));
        for (var each : versions.split(" ")) {
            entries.add(Entry.of(Path.of(1, 0, 25, entries.size()), new Value.Text(each)));
        }
        return accounts.add(entries, Settings.STANDARD).get(0);
    }

    private void takes(Path instance, ResourceDefinition resource) {
        var good = good(instance, resource);
        draft.write(instance, good);
        assertEquals(good, draft.under(instance.child(resource.id())));
    }

    private void refuses(Path instance, ResourceDefinition resource) {
        var path = good(instance, resource).get(0).path();
        for (var bad : bad(resource)) {
            assertEquals(Status.BAD_REQUEST, refusal(Entry.of(path, bad)), () -> path + " = " + bad);
        }
        if (!resource.multiple()) {
            assertEquals(Status.BAD_REQUEST, refusal(Entry.of(path.child(0), value(resource))), path::toString);
        }
        assertTrue(draft.under(instance).isEmpty());
    }

    private Status refusal(Entry entry) {
        return assertThrows(LwM2mException.class, () -> draft.write(entry.path().upTo(2), List.of(entry)))
                .status();
    }

    private static List<Entry> good(Path instance, ResourceDefinition resource) {
        var path = instance.child(resource.id());
        return resource.multiple()
                ? List.of(Entry.of(path.child(0), value(resource)), Entry.of(path.child(9), value(resource)))
                : List.of(Entry.of(path, value(resource)));
    }

    private static Value value(ResourceDefinition resource) {
        return switch (resource.type()) {
            case INTEGER -> new Value.Int(1);
            case UNSIGNED -> new Value.Unsigned(2);
            case BOOLEAN -> new Value.Flag(true);
            case OBJLNK -> Value.ObjectLink.NULL;
            case OPAQUE ->
                new Value.Opaque(
                        resource.range().isEmpty()
                                ? Bytes.hex("0102")
                                : Bytes.wrap(
                                        new byte
                                                [Integer.parseInt(
                                                        resource.range().split(",")[0])]));
            default -> new Value.Text("text");
        };
    }

    /** Of another type, and beyond the range. */
    private static List<Value> bad(ResourceDefinition resource) {
        var bad = new ArrayList<Value>();
        bad.add(resource.type() == ResourceType.STRING ? new Value.Int(1) : new Value.Text("text"));
        if (resource.range().contains("..")) {
            var most = Integer.parseInt(resource.range().replaceAll(".*\\.\\.", ""));
            switch (resource.type()) {
                case INTEGER -> bad.add(new Value.Int(resource.id() == 10 ? 65536 : most + 1));
                case UNSIGNED -> bad.add(new Value.Unsigned(most + 1));
                default -> bad.add(new Value.Text("x".repeat(most + 1)));
            }
        }
        return bad;
    }
}
