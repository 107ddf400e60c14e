package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.NumberedObject;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.testing.Proves;

/**
 * Every object that is shipped, hosted by nothing but its definition, and all that a server can do with it: Discover,
 * Read and Write in each format, Execute, Observe, Create and Delete; and what a server must not do.
 */
class EveryObjectTest {

    /** The engine's own, which nobody hosts. */
    private static final Set<Integer> ACCOUNTS = Set.of(0, 1, 2, 21);

    /** Has a password, so that servers are not told of it; but that other servers may use it nothing forbids. */
    private static final int MQTT = 24;

    /** For an instance. */
    private static final List<ContentFormat> STRUCTURED =
            List.of(ContentFormat.TLV, ContentFormat.SENML_JSON, ContentFormat.SENML_CBOR, ContentFormat.LWM2M_CBOR);

    private static final Class<?>[] INTERFACES = Catalogue.interfaces().stream()
            .filter(each -> ObjectInterface.of(each).definition().id() != 1)
            .toArray(Class<?>[]::new);

    private static final Map<ContentFormat, Codec> FORMATS = Formats.all();

    private static final Definitions KNOWN = new Definitions(INTERFACES);

    private Together both;
    private ObjectDefinition definition;
    private AnyObject object;
    private Path instance;

    static Stream<Integer> hosted() {
        return KNOWN.all().map(ObjectDefinition::id).filter(each -> !ACCOUNTS.contains(each) && each != 23);
    }

    static Stream<Integer> multiple() {
        return KNOWN.all()
                .filter(ObjectDefinition::multiple)
                .map(ObjectDefinition::id)
                .filter(each -> !ACCOUNTS.contains(each) && each != 23);
    }

    static Stream<Integer> single() {
        var many = multiple().collect(Collectors.toSet());
        return hosted().filter(each -> !many.contains(each));
    }

    @ParameterizedTest(name = "/{0}")
    @MethodSource("hosted")
    @Proves({"OBJ-10", "OBJ-14", "OBJ-27"})
    void isListedAndDiscoveredWithAllItsResources(int id) {
        host(id);
        assertEquals(id != MQTT, lists(instance));
        var found = both.done(both.client().discover(instance)).stream()
                .filter(each -> each.path().depth() == 3)
                .collect(Collectors.toMap(each -> each.path().resource(), Link::parameters));
        var expected = definition.resources().values().stream()
                .filter(each -> !each.operations().isEmpty())
                .map(ResourceDefinition::id)
                .collect(Collectors.toSet());
        assertEquals(expected, found.keySet());
        resources(Operation.READ)
                .filter(ResourceDefinition::multiple)
                .forEach(each -> assertEquals("2", found.get(each.id()).get("dim"), each::toString));
    }

    @ParameterizedTest(name = "/{0}")
    @MethodSource("hosted")
    @Proves({"OBJ-10", "OBJ-14", "OBJ-27"})
    void isReadInEachFormat(int id) {
        host(id);
        var all = object.readable(instance);
        for (var format : STRUCTURED) {
            assertEquals(all, read(instance, format), () -> instance + " in " + format);
            for (var each : resources(Operation.READ).toList()) {
                var path = instance.child(each.id());
                assertEquals(object.readable(path), read(path, format), () -> path + " in " + format);
            }
        }
        resources(Operation.READ).filter(each -> !each.multiple()).forEach(each -> {
            var path = instance.child(each.id());
            for (var format : plain(each.type())) {
                assertEquals(object.readable(path), read(path, format), () -> path + " in " + format);
            }
        });
        assertEquals(all, both.done(both.client().readComposite(List.of(instance))));
    }

    @ParameterizedTest(name = "/{0}")
    @MethodSource("hosted")
    @Proves({"OBJ-10", "OBJ-14", "OBJ-27"})
    void isWrittenInEachFormat(int id) {
        host(id);
        resources(Operation.WRITE).forEach(each -> {
            var path = each.multiple() ? instance.child(each.id()).child(7) : instance.child(each.id());
            var good = Samples.good(each);
            for (var value : good) {
                // Formats differ by the type, and hardly by the value.
                for (var format : value == good.get(0) ? formats(each) : List.of(ContentFormat.SENML_CBOR)) {
                    object.held.put(path, Value.NONE);
                    var entry = Entry.of(path, value);
                    assertEquals(Status.CHANGED, write(path, format, entry), () -> entry + " in " + format);
                    assertEquals(value, object.held.get(path), () -> path + " in " + format);
                }
            }
            if (each.multiple()) {
                var both = List.of(
                        Entry.of(path.upTo(3).child(1), Samples.good(each).get(0)),
                        Entry.of(path.upTo(3).child(2), Samples.good(each).get(0)));
                this.both.done(this.both.client().write(path.upTo(3), both, Mode.REPLACE));
                assertEquals(
                        List.of(path.upTo(3).child(1), path.upTo(3).child(2)),
                        object.held.keySet().stream()
                                .filter(path.upTo(3)::contains)
                                .toList());
            }
        });
    }

    @ParameterizedTest(name = "/{0}")
    @MethodSource("hosted")
    @Proves({"OBJ-10", "OBJ-14", "OBJ-27"})
    void refusesWhatItsDefinitionDoesNotAllow(int id) {
        host(id);
        var before = Map.copyOf(object.held);
        for (var each : definition.resources().values()) {
            var path = instance.child(each.id());
            if (!each.operations().contains(Operation.READ)) {
                assertEquals(
                        Status.METHOD_NOT_ALLOWED,
                        get(path, ContentFormat.SENML_JSON).status(),
                        path::toString);
            }
            if (!each.operations().contains(Operation.EXECUTE)) {
                assertEquals(
                        Status.METHOD_NOT_ALLOWED,
                        ask(new Downlink.Execute(path, "")).status(),
                        path::toString);
            }
            var target = each.multiple() ? path.child(0) : path;
            if (each.operations().contains(Operation.WRITE)) {
                for (var value : Samples.bad(each)) {
                    assertEquals(
                            Status.BAD_REQUEST,
                            write(target, ContentFormat.SENML_CBOR, Entry.of(target, value)),
                            () -> path + " = " + value);
                }
                var strange = Entry.of(target, Samples.strange(each.type()));
                assertEquals(Status.BAD_REQUEST, write(target, ContentFormat.SENML_CBOR, strange), strange::toString);
            } else {
                var some = each.type() == ResourceType.NONE
                        ? new Value.Int(1)
                        : Samples.good(each).get(0);
                assertEquals(
                        Status.METHOD_NOT_ALLOWED,
                        write(target, ContentFormat.SENML_CBOR, Entry.of(target, some)),
                        path::toString);
            }
        }
        assertEquals(before, object.held);
        assertEquals(List.of(), object.executed);
    }

    @ParameterizedTest(name = "/{0}")
    @MethodSource("hosted")
    @Proves({"OBJ-10", "OBJ-14", "OBJ-27"})
    void isExecutedAndObserved(int id) {
        host(id);
        var run = resources(Operation.EXECUTE)
                .map(each -> instance.child(each.id()))
                .toList();
        run.forEach(path -> both.done(both.client().execute(path, "0='x'")));
        assertEquals(run.stream().map(path -> path + " 0='x'").toList(), object.executed);

        var seen = new ArrayList<List<Entry>>();
        both.done(both.client().observe(List.of(instance), Attributes.NONE, seen::add));
        assertEquals(List.of(object.readable(instance)), seen);
        for (var each : resources(Operation.READ).toList()) {
            var value = Samples.good(each).get(Samples.good(each).size() - 1);
            var path = each.multiple() ? instance.child(each.id()).child(0) : instance.child(each.id());
            if (!path.equals(AnyObject.BINDINGS) && !value.equals(object.held.put(path, value))) {
                seen.clear();
                both.device.changes().of(object, path);
                both.clock.advance(Duration.ofSeconds(1));
                assertEquals(List.of(object.readable(instance)), seen, path::toString);
            }
        }
    }

    @ParameterizedTest(name = "/{0}")
    @MethodSource("multiple")
    @Proves({"OBJ-10", "OBJ-14"})
    void isCreatedAndDeletedWhereThereMayBeMany(int id) {
        host(id);
        var wanted = Path.of(id, 5);
        var entries = new ArrayList<Entry>();
        resources(Operation.WRITE).forEach(each -> {
            var path = each.multiple() ? wanted.child(each.id()).child(0) : wanted.child(each.id());
            entries.add(Entry.of(path, Samples.good(each).get(0)));
        });
        var created = both.done(both.client().create(id, entries));
        // Who says nothing of an instance can't say which.
        assertTrue(created.equals(wanted) || entries.isEmpty(), created::toString);
        entries.forEach(each -> assertEquals(each.value(), object.held.get(each.path())));
        assertEquals(Set.of(0, created.instance()), object.instances());
        both.clock.advance(Duration.ofSeconds(1));
        assertEquals(id != MQTT, lists(created));
        assertEquals(Status.DELETED, ask(new Downlink.Delete(created)).status());
        both.clock.advance(Duration.ofSeconds(1));
        assertFalse(lists(created));
        assertEquals(Set.of(0), object.instances());
    }

    /** The client knows of no other instance than 0. */
    @ParameterizedTest(name = "/{0}")
    @MethodSource("single")
    @Proves({"OBJ-10", "OBJ-14", "OBJ-27"})
    void hasOneInstanceWhereThereMayBeOne(int id) {
        host(id);
        var content = Cases.content("/" + id, ContentFormat.TLV);
        assertEquals(
                Status.METHOD_NOT_ALLOWED,
                ask(new Downlink.Create(Path.of(id), content)).status());
        assertEquals(Set.of(0), object.instances());
    }

    private void host(int id) {
        definition = KNOWN.all().filter(each -> each.id() == id).findFirst().orElseThrow();
        instance = Path.of(id, 0);
        object = new AnyObject(definition);
        object.fill(0);
        both = new Together(KNOWN, List.copyOf(FORMATS.keySet()));
        var hosts = new ArrayList<Object>(List.of(new NumberedObject(id, definition.version(), object)));
        if (id != 3) {
            hosts.add(new CaseDevice());
        }
        both.register(Version.V1_2, hosts.toArray());
    }

    private Stream<ResourceDefinition> resources(Operation operation) {
        return definition.resources().values().stream()
                .filter(each -> each.operations().contains(operation))
                .sorted((one, other) -> one.id() - other.id());
    }

    private boolean lists(Path path) {
        return both.client().registration().links().stream()
                .anyMatch(each -> each.path().equals(path));
    }

    private Response ask(Downlink request) {
        return both.done(both.client().send(request));
    }

    private Response get(Path path, ContentFormat format) {
        return ask(new Downlink.Read(path, Optional.of(format)));
    }

    private List<Entry> read(Path path, ContentFormat format) {
        var answer = get(path, format);
        assertEquals(Status.CONTENT, answer.status(), () -> path + " in " + format + ": " + answer.reason());
        var content = answer.content().orElseThrow();
        var types = KNOWN.types(Map.of(definition.id(), definition.version()));
        return FORMATS.get(content.format()).decode(path, content.bytes(), types);
    }

    private Status write(Path path, ContentFormat format, Entry entry) {
        var content = new Content(format, FORMATS.get(format).encode(path, List.of(entry)));
        return ask(new Downlink.Write(path, content, Mode.REPLACE)).status();
    }

    private static List<ContentFormat> formats(ResourceDefinition resource) {
        var formats = new ArrayList<>(STRUCTURED);
        formats.addAll(plain(resource.type()));
        return List.copyOf(new HashSet<>(formats));
    }

    /** For one value. */
    private static List<ContentFormat> plain(ResourceType type) {
        return type == ResourceType.OPAQUE
                ? List.of(ContentFormat.OPAQUE, ContentFormat.TEXT, ContentFormat.CBOR)
                : List.of(ContentFormat.TEXT, ContentFormat.CBOR);
    }
}
