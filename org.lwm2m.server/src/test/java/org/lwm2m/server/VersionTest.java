package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.server.management.FakeCodec;
import org.lwm2m.testing.Proves;

/** One server, clients of every version. */
class VersionTest {

    private static final Path VALUE = Path.of(3303, 0, 5700);

    private final Stage stage = new Stage();

    @Test
    @Proves("VER-02")
    void eachClientIsSpokenToByTheRulesOfItsVersion() {
        stage.add(new FakeCodec(), 112);
        stage.add(new FakeCodec(), 322);
        stage.add(new FakeCodec(), 11544);
        var attributes = Attributes.NONE.with(Attribute.PMIN, 5);
        var accepted =
                Map.of("1.0", ContentFormat.TLV, "1.1", ContentFormat.SENML_CBOR, "1.2", ContentFormat.LWM2M_CBOR);
        for (var version : List.of("1.0", "1.1", "1.2")) {
            var thing = Thing.registered(stage, version, version, "</3/0>").answers(VersionTest::empty);
            var client = stage.client(version);
            stage.done(client.read(Path.of(3, 0)));
            assertEquals(
                    Optional.of(accepted.get(version)),
                    thing.last(Downlink.Read.class).accept());
            stage.done(client.observe(List.of(Path.of(3, 0)), attributes, seen -> {}));
            var inQuery = version.equals("1.2");
            assertEquals(
                    inQuery ? attributes : Attributes.NONE,
                    thing.last(Downlink.Observe.class).attributes());
            assertEquals(
                    inQuery ? 0 : 1,
                    thing.asked.stream()
                            .filter(Downlink.WriteAttributes.class::isInstance)
                            .count());
            var newer = client.writeAttributes(Path.of(3), Attributes.NONE.with(Attribute.EPMIN, 1), Set.of());
            if (version.equals("1.0")) {
                assertThrows(LwM2mException.class, () -> stage.done(newer));
            } else {
                stage.done(newer);
                stage.done(client.readComposite(List.of(Path.of(3, 0, 0))));
                assertEquals(
                        inQuery ? ContentFormat.ETCH_CBOR : ContentFormat.SENML_CBOR,
                        thing.last(Downlink.ReadComposite.class).paths().format());
            }
        }
    }

    @Test
    @Proves("VER-07")
    void theDefinitionIsThatOfTheRegisteredVersionOrNone() {
        stage.server().models().add(new TwoVersions(), Map.of("service.ranking", 1));
        assertEquals(new Value.Int(21), value("one", "</3303/0>"));
        assertEquals(new Value.Real(21), value("two", "</3303>;ver=2.0,</3303/0>"));
        assertEquals(new Value.Text("21"), value("three", "</3303>;ver=3.0,</3303/0>"));
    }

    @Test
    @Proves("VER-04")
    void whatIsNotKnownIsNoError() {
        stage.server().models().add(new TwoVersions(), Map.of("service.ranking", 1));
        var links = "</>;rt=\"oma.lwm2m\";hb;x=\"y\",</3303>;ver=9.9;colour=red,</3303/0>,</31000/7>";
        var thing = Thing.registered(stage, "odd", "1.0", links);
        assertEquals(
                List.of(Path.ROOT, Path.of(3303), Path.of(3303, 0), Path.of(31000, 7)),
                stage.registration("odd").orElseThrow().links().stream()
                        .map(each -> each.path())
                        .toList());
        thing.answers(request -> Response.content(Content.text("21")));
        for (var path : List.of(VALUE, Path.of(3303, 0, 26241), Path.of(31000, 7, 1))) {
            var entries = stage.done(stage.client("odd").read(path));
            assertEquals(new Value.Text("21"), entries.get(0).value());
        }
        assertEquals(List.of(), stage.faults);
    }

    private Value value(String endpoint, String links) {
        Thing.registered(stage, endpoint, "1.0", links).answers(request -> Response.content(Content.text("21")));
        return stage.done(stage.client(endpoint).read(VALUE)).get(0).value();
    }

    private static Response empty(org.lwm2m.api.message.Request request) {
        return Response.of(request instanceof Downlink.WriteAttributes ? Status.CHANGED : Status.CONTENT);
    }

    private static final class TwoVersions implements ObjectModels {

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return all().filter(each -> each.id() == object && each.version().equals(version))
                    .findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return Stream.of(definition(1, ResourceType.INTEGER), definition(2, ResourceType.FLOAT));
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            throw new UnsupportedOperationException();
        }

        private static ObjectDefinition definition(int major, ResourceType type) {
            var resource = new ResourceDefinition(5700, "Sensor Value", Set.of(), type, "", "", false, true);
            return new ObjectDefinition(
                    3303,
                    new ObjectVersion(major, 0),
                    "Temperature",
                    Version.V1_0,
                    true,
                    false,
                    Map.of(5700, resource));
        }
    }
}
