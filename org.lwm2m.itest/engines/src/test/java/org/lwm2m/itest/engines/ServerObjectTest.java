package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.server.Server;
import org.lwm2m.testing.Proves;

/**
 * Object 1, which the client engine has itself: a server reads and writes each resource of its own account as the
 * definition says, whether by itself or with the others. What a resource does when it is written has tests of its own.
 */
class ServerObjectTest {

    private static final Path ACCOUNT = Path.of(1, 0);
    private static final int DISABLE = 4;
    private static final int UPDATE = 8;
    private static final int BOOTSTRAP = 9;

    private final Together both = new Together(
                    new Definitions(Device.class), List.copyOf(Formats.all().keySet()))
            .register(Version.V1_2, Cases.SRV, new CaseDevice());

    static Stream<ResourceDefinition> all() {
        return ObjectInterface.of(Server.class).definition().resources().values().stream();
    }

    static Stream<ResourceDefinition> values() {
        return all().filter(each -> each.type() != ResourceType.NONE);
    }

    static Stream<ResourceDefinition> writable() {
        return values().filter(each -> each.operations().contains(Operation.WRITE));
    }

    @ParameterizedTest
    @MethodSource("writable")
    @Proves("OBJ-01")
    void whatAServerMayWriteItReadsAgain(ResourceDefinition resource) {
        var path = ACCOUNT.child(resource.id());
        for (var value : good(resource)) {
            var entries = entries(resource, value);
            both.done(both.client().write(path, entries, Mode.REPLACE));
            assertEquals(entries, both.done(both.client().read(path)));
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    @Proves("OBJ-01")
    void whatNoAccountCanHoldIsRefused(ResourceDefinition resource) {
        var path = ACCOUNT.child(resource.id());
        var writable = resource.operations().contains(Operation.WRITE);
        var before = both.done(both.client().read(ACCOUNT));
        for (var bad : bad(resource)) {
            assertEquals(Status.BAD_REQUEST, write(path, entries(resource, bad)), () -> path + " = " + bad);
        }
        if (!writable) {
            assertEquals(
                    Status.METHOD_NOT_ALLOWED,
                    write(path, entries(resource, good(resource).get(0))));
        }
        assertEquals(before, both.done(both.client().read(ACCOUNT)));
    }

    @Test
    @Proves("OBJ-01")
    void hasAllItsResourcesAndThoseToExecute() {
        var entries = writable()
                .flatMap(each -> entries(each, good(each).get(0)).stream())
                .toList();
        both.done(both.client().write(ACCOUNT, entries, Mode.PARTIAL_UPDATE));
        var found = both.done(both.client().discover(ACCOUNT)).stream()
                .filter(each -> each.path().depth() == 3)
                .map(each -> each.path().resource())
                .collect(Collectors.toSet());
        var expected = all().map(ResourceDefinition::id).collect(Collectors.toSet());
        // Only others write these; and there is no Bootstrap-Server to ask.
        expected.removeAll(Set.of(11, 12, 13, 15, 16, BOOTSTRAP));
        assertEquals(expected, found);
    }

    @Test
    @Proves("OBJ-01")
    void isExecutedAndNothingElseOfItIs() {
        var executable = all().filter(each -> each.operations().contains(Operation.EXECUTE))
                .map(ResourceDefinition::id)
                .collect(Collectors.toSet());
        assertEquals(Set.of(DISABLE, UPDATE, BOOTSTRAP), executable);
        values().forEach(each -> assertEquals(Status.METHOD_NOT_ALLOWED, execute(each.id())));
        assertEquals(Status.METHOD_NOT_ALLOWED, execute(BOOTSTRAP), "without a Bootstrap-Server");
        assertEquals(Status.CHANGED, execute(UPDATE));
        assertEquals(Status.CHANGED, execute(DISABLE));
    }

    private Status execute(int resource) {
        return both.done(both.client().send(new Downlink.Execute(ACCOUNT.child(resource), "")))
                .status();
    }

    private Status write(Path path, List<Entry> entries) {
        var format = ContentFormat.SENML_CBOR;
        var content = Cases.content(path.toString(), format, entries.toArray(Entry[]::new));
        return both.done(both.client().send(new Downlink.Write(path, content, Mode.REPLACE)))
                .status();
    }

    private static List<Entry> entries(ResourceDefinition resource, Value value) {
        var path = ACCOUNT.child(resource.id());
        return List.of(Entry.of(resource.multiple() ? path.child(0) : path, value));
    }

    /** Those that are texts have a form of their own. */
    private static List<Value> good(ResourceDefinition resource) {
        var texts = Map.of(7, "UT", 22, "T", 25, "1.1");
        return Optional.ofNullable(texts.get(resource.id()))
                .map(text -> List.<Value>of(new Value.Text(text)))
                .orElseGet(() -> resource.range().isEmpty() && resource.type() == ResourceType.INTEGER
                        ? List.of(new Value.Int(600), new Value.Int(0))
                        : Samples.good(resource));
    }

    private static List<Value> bad(ResourceDefinition resource) {
        if (!resource.operations().contains(Operation.WRITE)) {
            return List.of();
        }
        var bad = new java.util.ArrayList<>(Samples.bad(resource));
        bad.add(Samples.strange(resource.type()));
        if (resource.type() == ResourceType.INTEGER) {
            bad.add(new Value.Int(-1));
        } else if (resource.id() == 7 || resource.id() == 22) {
            bad.add(new Value.Text("X"));
        } else if (resource.type() == ResourceType.OBJLNK) {
            bad.add(new Value.ObjectLink(11, 7));
        }
        return bad;
    }
}
