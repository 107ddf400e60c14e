package org.lwm2m.server.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.codec.json.JsonCodec;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.senmljson.EtchJsonCodec;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;
import org.lwm2m.testing.Proves;

/** What is said to clients of each version, on the wire. */
class EachVersionTest {

    private static final Path POWER = Path.of(3, 0, 6, 1);

    private final Stage stage = new Stage();

    @Test
    @Proves("FMT-05")
    void aClientOf10IsReadWrittenAndObservedInOmaJson() {
        stage.add(new JsonCodec(Map.of()), 11543);
        var thing = thing("old", "1.0", "</>;ct=11543,</1/0>,</3/0>");
        thing.answers(request -> request instanceof Downlink.Write
                ? Response.of(Status.CHANGED)
                : json(11543, "{'bn':'/3/0/','e':[{'n':'0','sv':'ours'},{'n':'9','v':50}]}"));
        var client = stage.client("old");
        var expected = List.of(
                Entry.of(Path.of(3, 0, 0), new Value.Text("ours")), Entry.of(Path.of(3, 0, 9), new Value.Int(50)));
        assertEquals(expected, stage.done(client.read(Path.of(3, 0))));
        assertEquals(
                Optional.of(ContentFormat.JSON), thing.last(Downlink.Read.class).accept());

        stage.done(client.write(
                Path.of(1, 0), List.of(Entry.of(Path.of(1, 0, 1), new Value.Int(60))), Mode.PARTIAL_UPDATE));
        var written = thing.last(Downlink.Write.class).content();
        assertEquals(ContentFormat.JSON, written.format());
        assertEquals(
                "{\"bn\":\"/1/0/\",\"e\":[{\"n\":\"1\",\"v\":60}]}",
                written.bytes().utf8());

        var seen = new ArrayList<List<Entry>>();
        var watch = stage.done(client.observe(List.of(Path.of(3, 0)), Attributes.NONE, seen::add));
        var history = "{'bn':'/3/0/','bt':1700000000,'e':[{'n':'9','v':51,'t':-5},{'n':'9','v':52,'t':0}]}";
        thing.ask(new Uplink.Notify(watch.token(), json(11543, history)));
        stage.settle();
        assertEquals(expected, seen.get(0));
        assertEquals(
                List.of(1_699_999_995L, 1_700_000_000L),
                seen.get(1).stream()
                        .map(each -> each.time().orElseThrow().getEpochSecond())
                        .toList());
    }

    @Test
    void whatAVersionDoesNotHaveYetIsRefusedBeforeTheClientIsAsked() {
        var old = thing("old", "1.0", "</1/0>,</3/0>").answers(request -> Response.of(Status.CHANGED));
        var client = stage.client("old");
        var one = List.of(Entry.of(POWER, new Value.Int(1)));
        refused(client.read(POWER));
        refused(client.write(POWER, new Value.Int(1)));
        refused(client.write(Path.of(3, 0, 6), one, Mode.PARTIAL_UPDATE));
        refused(client.delete(POWER));
        refused(client.writeAttributes(POWER, Attributes.NONE.with(Attribute.PMIN, 1), Set.of()));
        refused(client.readComposite(List.of(Path.of(3, 0))));
        refused(client.writeComposite(one));
        refused(client.observe(List.of(POWER), Attributes.NONE, seen -> {}));
        refused(client.observe(List.of(Path.of(3), Path.of(1)), Attributes.NONE, seen -> {}));
        refused(client.discover(Path.of(3), 1));
        assertEquals(List.of(), old.asked);
        thing("newer", "1.1", "</3/0>");
        refused(stage.client("newer").discover(Path.of(3), 1));
        refused(stage.client("newer").writeComposite(List.of(Entry.of(POWER, Value.NONE))));
        refused(stage.client("newer").writeAttributes(Path.of(3), Attributes.NONE, Set.of(Attribute.CON)));
    }

    @Test
    @Proves({"DM-09", "DM-32"})
    void aClientOf12DiscoversToADepthAndReadsWritesAndCreatesInLwM2mCbor() {
        stage.add(new LwM2mCborCodec(Map.of()), 11544);
        var thing = thing("new", "1.2", "</1/0>,</3/0>,</3303/0>");
        var client = stage.client("new");
        thing.answers(request -> Response.content(Thing.links("</3>,</3/0>")));
        stage.done(client.discover(Path.of(3), 1));
        assertEquals(new Downlink.Discover(Path.of(3), Optional.of(1)), thing.asked.get(0));
        assertEquals(Status.BAD_REQUEST, stage.failure(client.discover(Path.of(3), 4)));

        thing.answers(
                request -> Response.content(new Content(ContentFormat.LWM2M_CBOR, Bytes.hex("a103a100a1091832"))));
        assertEquals(List.of(Entry.of(Path.of(3, 0, 9), new Value.Int(50))), stage.done(client.read(Path.of(3, 0))));
        thing.answers(request -> Response.of(request instanceof Downlink.Create ? Status.CREATED : Status.CHANGED));
        stage.done(client.write(Path.of(1, 0, 1), new Value.Int(60)));
        assertEquals(
                new Content(ContentFormat.LWM2M_CBOR, Bytes.hex("a18301000118" + "3c")),
                thing.last(Downlink.Write.class).content());
        stage.done(client.create(3303, List.of(Entry.of(Path.of(3303, 4, 5750), new Value.Text("x")))));
        assertEquals(
                ContentFormat.LWM2M_CBOR,
                thing.last(Downlink.Create.class).content().format());
    }

    @Test
    @Proves("DM-26")
    void aNullInAPatchRemovesAResourceInstance() {
        stage.add(new EtchJsonCodec(Map.of()), 320);
        stage.add(new SenmlJsonCodec(Map.of()), 110);
        var thing = thing("new", "1.2", "</3/0>").answers(request -> Response.of(Status.CHANGED));
        stage.done(stage.client("new")
                .writeComposite(
                        List.of(Entry.of(Path.of(3, 0, 14), new Value.Text("+01:00")), Entry.of(POWER, Value.NONE))));
        var patch = thing.last(Downlink.WriteComposite.class).content();
        assertEquals(ContentFormat.ETCH_JSON, patch.format());
        assertTrue(patch.bytes().utf8().contains("null"), patch.bytes().utf8());
    }

    @Test
    @Proves({"DM-01", "DM-02", "DM-10", "DM-11", "DM-12", "DM-21", "DM-22", "DM-23", "IR-01"})
    void operationsReachEveryLevelThatTheyHave() {
        stage.add(new SenmlJsonCodec(Map.of()), 110);
        var thing = thing("thing", "1.1", "</>;ct=110,</1/0>,</3/0>");
        var client = stage.client("thing");
        thing.answers(EachVersionTest::nothing);
        for (var path : List.of(Path.of(3), Path.of(3, 0), Path.of(3, 0, 6), POWER)) {
            stage.done(client.read(path));
            assertEquals(path, thing.last(Downlink.Read.class).path());
            stage.done(client.writeAttributes(path, Attributes.NONE.with(Attribute.PMIN, 1), Set.of()));
            assertEquals(path, thing.last(Downlink.WriteAttributes.class).path());
            stage.done(client.observe(List.of(path), Attributes.NONE, seen -> {}));
            assertEquals(path, thing.last(Downlink.Observe.class).path());
            stage.done(client.discover(path));
            assertEquals(path, thing.last(Downlink.Discover.class).path());
        }
        var one = List.of(Entry.of(POWER, new Value.Int(1)));
        for (var path : List.of(Path.of(3, 0), Path.of(3, 0, 6), POWER)) {
            for (var mode : Mode.values()) {
                stage.done(client.write(path, one, mode));
                assertEquals(path, thing.last(Downlink.Write.class).path());
                assertEquals(mode, thing.last(Downlink.Write.class).mode());
            }
        }
        for (var path : List.of(POWER, Path.of(3, 0))) {
            stage.done(client.delete(path));
            assertEquals(path, thing.last(Downlink.Delete.class).path());
        }
    }

    private Thing thing(String endpoint, String version, String links) {
        return Thing.registered(stage, endpoint, version, links);
    }

    private void refused(CompletionStage<?> asked) {
        assertEquals(Status.BAD_REQUEST, stage.failure(asked));
    }

    private static Response nothing(Request request) {
        var reads = request instanceof Downlink.Read || request instanceof Downlink.Observe;
        return reads
                ? json(110, "[]")
                : request instanceof Downlink.Discover
                        ? Response.content(Thing.links(""))
                        : Response.of(request instanceof Downlink.Delete ? Status.DELETED : Status.CHANGED);
    }

    private static Response json(int format, String text) {
        return Response.content(new Content(new ContentFormat(format), Bytes.utf8(text.replace('\'', '"'))));
    }
}
