package org.lwm2m.server.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;
import org.lwm2m.testing.Proves;

/** Clients that say what makes no sense. */
class FaultsTest {

    private static final Path LEVEL = Path.of(3, 0, 9);
    private static final String WRONG = "[{'bn':'/3/0/9','vs':'much'}]";

    private final Stage stage = new Stage();
    private final Thing thing = Thing.registered(stage, "thing", "1.1", "</>;ct=110,</1/0>,</3/0>,</3303/0>");

    @BeforeEach
    void json() {
        stage.add(new SenmlJsonCodec(Map.of()), 110);
    }

    @Test
    @Proves("MOD-07")
    void aValueOfAnotherTypeThanItsResourceIsToldWhereverItCameFromAndDeliveredAsItCame() {
        var fault = "thing /3/0/9: it is of type INTEGER, not Text";
        var client = stage.client("thing");
        thing.answers(request -> json(WRONG));
        assertEquals(List.of(Entry.of(LEVEL, new Value.Text("much"))), stage.done(client.read(LEVEL)));
        assertEquals(List.of(fault), stage.faults);

        var seen = new ArrayList<List<Entry>>();
        var watch = stage.done(client.observe(List.of(LEVEL), Attributes.NONE, seen::add));
        thing.ask(new Uplink.Notify(watch.token(), json(WRONG)));
        stage.settle();
        assertEquals(2, seen.size());
        assertEquals(List.of(fault, fault, fault), stage.faults);

        assertEquals(Status.CHANGED, send("[{'n':'/3/0/9','vs':'much'},{'n':'/3/0/0','vs':'ours'}]"));
        assertEquals(List.of(fault, fault, fault, fault), stage.faults);
        assertEquals(2, stage.reports.get(stage.reports.size() - 1).entries().size());
        thing.answers(request -> json("[{'bn':'/3/0/9','v':50}]"));
        stage.done(client.read(LEVEL));
        assertEquals(4, stage.faults.size());
    }

    @Test
    void anAnswerThatCannotBeReadIs400ToWhoAskedAndAReportIsToldAndDropped() {
        var client = stage.client("thing");
        thing.answers(request -> json("[{'bn':'/3/0/9','v':50}]"));
        var seen = new ArrayList<List<Entry>>();
        var watch = stage.done(client.observe(List.of(LEVEL), Attributes.NONE, seen::add));
        thing.answers(request -> json("{]"));
        assertEquals(Status.BAD_REQUEST, stage.failure(client.read(LEVEL)));
        assertEquals(List.of(), stage.faults);
        thing.ask(new Uplink.Notify(watch.token(), json("{]")));
        stage.settle();
        assertEquals(1, seen.size());
        assertEquals(1, stage.faults.size());
        assertTrue(stage.faults.get(0).startsWith("thing /3/0/9: "), stage.faults.get(0));
    }

    @Test
    void ofOnePayloadAndOfAFloodOnlyAFewAreTold() {
        var many = IntStream.range(1, 100)
                .mapToObj("{'t':%d,'vs':'much'}"::formatted)
                .collect(Collectors.joining(","));
        send("[{'bn':'/3/0/9','bt':1700000000,'vs':'much'}," + many + "]");
        stage.settle();
        assertEquals(8, stage.faults.size());
        for (var i = 0; i < 2000; i++) {
            thing.send(new Uplink.Send(content("{]")));
        }
        stage.settle();
        assertEquals(1008, stage.faults.size());
    }

    @Test
    @Proves("SEND-02")
    void aSendIs204AndHeardElse400ForItsContentAnd404ForAnObjectThatIsNotRegistered() {
        assertEquals(Status.CHANGED, send("[{'bn':'/3303/0/5700','bt':1700000000,'v':1},{'t':5,'v':2}]"));
        stage.settle();
        var heard = stage.reports.get(0);
        assertEquals(java.util.Optional.empty(), heard.observation());
        assertEquals(
                List.of(1_700_000_000L, 1_700_000_005L),
                heard.entries().stream()
                        .map(each -> each.time().orElseThrow().getEpochSecond())
                        .toList());

        assertEquals(Status.BAD_REQUEST, send("{]"));
        assertEquals(Status.BAD_REQUEST, send("[]"));
        assertEquals(Status.BAD_REQUEST, send("[{'n':'/3303','vs':'x'}]"));
        assertEquals(Status.NOT_FOUND, send("[{'n':'/3303/0/5700','v':1},{'n':'/3304/0/5700','v':1}]"));
        assertEquals(Status.CHANGED, send("[{'n':'/d01/3304/0/5700','v':1}]"));
        assertEquals(Status.CHANGED, send("[{'n':'/3303/0/26241','vs':'a resource of nobody'}]"));
        var text = new Uplink.Send(Content.text("1"));
        assertEquals(Status.UNSUPPORTED_FORMAT, thing.ask(text).status());
        stage.settle();
        assertEquals(3, stage.reports.size());
    }

    @Test
    void whoIsNotRegisteredMaySendNothing() {
        var stranger = new Thing(
                stage,
                org.lwm2m.api.security.Credentials.NONE,
                java.util.Optional.of(java.net.URI.create("loop://127.0.0.1:6000")));
        var send = new Uplink.Send(content("[{'n':'/3/0/9','v':1}]"));
        assertEquals(Status.NOT_FOUND, stranger.ask(send).status());
        stage.settle();
        assertEquals(List.of(), stage.reports);
    }

    private Status send(String json) {
        return thing.ask(new Uplink.Send(content(json))).status();
    }

    private static Response json(String text) {
        return Response.content(content(text));
    }

    private static Content content(String json) {
        return new Content(ContentFormat.SENML_JSON, Bytes.utf8(json.replace('\'', '"')));
    }
}
