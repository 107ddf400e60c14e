package org.lwm2m.server.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;
import org.lwm2m.testing.Proves;

/** How an application says when it wants to be told: by Write-Attributes, or with the Observe. */
class AttributesTest {

    private static final Path LEVEL = Path.of(3, 0, 9);

    private final Stage stage = new Stage();

    @ParameterizedTest
    @EnumSource
    @Proves({"ATT-01", "ATT-02", "ATT-03", "ATT-04", "ATT-05", "ATT-06"})
    void eachAttributeIsWrittenAtEveryLevelAndUnset(Attribute attribute) {
        var thing = thing("1.2");
        var set = Attributes.NONE.with(attribute, 1);
        for (var path : List.of("/3", "/3/0", "/3/0/7", "/3/0/7/1")) {
            var at = Path.parse(path);
            stage.done(stage.client("1.2").writeAttributes(at, set, Set.of()));
            assertEquals(new Downlink.WriteAttributes(at, set, Set.of()), thing.last(Downlink.WriteAttributes.class));
            stage.done(stage.client("1.2").writeAttributes(at, Attributes.NONE, Set.of(attribute)));
            assertEquals(
                    new Downlink.WriteAttributes(at, Attributes.NONE, Set.of(attribute)),
                    thing.last(Downlink.WriteAttributes.class));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Proves("ATT-13")
    void eachAttributeGoesWithAnObserveSince12AndIsWrittenBeforeOneToAnOlderClient(Attribute attribute) {
        var attributes = Attributes.NONE.with(attribute, 1);
        var thing = thing("1.2");
        stage.done(stage.client("1.2").observe(List.of(LEVEL), attributes, seen -> {}));
        assertEquals(1, thing.asked.size());
        assertEquals(attributes, thing.last(Downlink.Observe.class).attributes());
        for (var version : List.of("1.0", "1.1")) {
            if (Version.of(version).orElseThrow().atLeast(attribute.since())) {
                var older = thing(version);
                stage.done(stage.client(version).observe(List.of(LEVEL), attributes, seen -> {}));
                assertEquals(
                        new Downlink.WriteAttributes(LEVEL, attributes, Set.of()),
                        older.last(Downlink.WriteAttributes.class));
                assertEquals(Attributes.NONE, older.last(Downlink.Observe.class).attributes());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Proves("ATT-14")
    void aCompositeTakesTheAttributesThatItsRequestMayHaveAndNoOthers(Attribute attribute) {
        stage.add(new FakeCodec(), 112);
        stage.add(new FakeCodec(), 322);
        var thing = thing("1.2");
        thing.answers(request -> Response.content(new Content(ContentFormat.SENML_CBOR, Bytes.utf8("/3/0/9=50"))));
        var attributes = Attributes.NONE.with(attribute, 1);
        var pending = stage.client("1.2").observe(List.of(LEVEL, Path.of(1, 0, 1)), attributes, seen -> {});
        if (Set.of(Attribute.PMIN, Attribute.PMAX, Attribute.EPMIN, Attribute.EPMAX, Attribute.CON)
                .contains(attribute)) {
            stage.done(pending);
            assertEquals(attributes, thing.last(Downlink.ObserveComposite.class).attributes());
        } else {
            assertEquals(Status.BAD_REQUEST, stage.failure(pending));
            assertTrue(thing.asked.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/3", "/3/0", "/3/0/9", "/3/0/7/1"})
    @Proves("IR-01")
    void anObservationIsOfAnyLevel(String path) {
        stage.add(new FakeCodec(), 112);
        var thing = thing("1.1");
        thing.answers(request -> Response.content(new Content(ContentFormat.SENML_CBOR, Bytes.utf8("/3/0/9=50"))));
        stage.done(stage.client("1.1").observe(List.of(Path.parse(path)), Attributes.NONE, seen -> {}));
        assertEquals(Path.parse(path), thing.last(Downlink.Observe.class).path());
    }

    private Thing thing(String version) {
        return Thing.registered(stage, version, version, Thing.LINKS).holds(Map.of("/3/0/9", "50"));
    }
}
