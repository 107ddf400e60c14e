package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;

/** Clients that mean harm, or are broken beyond hope: what they take up is bounded, and nobody else feels it. */
class HostileClientTest {

    private static final Path LEVEL = Path.of(3, 0, 9);

    private final Stage stage = new Stage();

    @Test
    void notificationsOfStrangersAreRefusedAndLeaveNothing() {
        var thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/9", "50"));
        var seen = new ArrayList<Object>();
        var watch = stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen::add));
        stage.callers.put(new Identity.None("127.0.0.2"), List.of());
        var stranger = new Thing(stage, Credentials.NONE, Optional.of(URI.create("loop://127.0.0.2:6000")));
        var tokens = new Random(5);
        for (var i = 0; i < 5000; i++) {
            assertEquals(
                    Status.NOT_FOUND,
                    stranger.notify(Token.of(tokens.nextLong()), "51").status());
            assertEquals(
                    Status.NOT_FOUND,
                    thing.notify(Token.of(tokens.nextLong()), "51").status());
        }
        assertEquals(Status.NOT_FOUND, stranger.notify(watch.token(), "66").status());
        assertEquals(1, seen.size());
        assertEquals(1, stage.reports.size());
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "52").status());
    }

    @Test
    void aStormOfSendsIsRefusedInPartAndTheOthersAreHeardMeanwhile() {
        stage.add(new SenmlJsonCodec(Map.of()), 110);
        var storming = Thing.registered(stage, "storming");
        var other = Thing.registered(stage, "other");
        var send = new Uplink.Send(new Content(ContentFormat.SENML_JSON, Bytes.utf8("[{\"n\":\"/3/0/9\",\"v\":1}]")));
        var answers = new ArrayList<CompletionStage<Response>>();
        for (var i = 0; i < 5000; i++) {
            answers.add(storming.send(send));
        }
        var calm = other.send(send);
        stage.settle();
        assertEquals(Status.CHANGED, stage.done(calm).status());
        var accepted = answers.stream()
                .filter(each -> stage.done(each).status() == Status.CHANGED)
                .count();
        assertEquals(1000, accepted);
        assertEquals(1001, stage.reports.size());
        assertEquals(Status.CHANGED, storming.ask(send).status());
    }

    @Test
    void answersThatMakeNoSenseAreFailuresOfTheirRequestsAlone() {
        var thing = Thing.registered(stage, "thing");
        var garbage = new Random(11);
        for (var i = 0; i < 2000; i++) {
            var octets = new byte[garbage.nextInt(40)];
            garbage.nextBytes(octets);
            var format =
                    new ContentFormat(List.of(0, 40, 42, 60, 110, 11542, 65535).get(i % 7));
            thing.answers(request -> Response.content(new Content(format, Bytes.wrap(octets))));
            stage.client("thing").within(Duration.ofSeconds(5)).read(LEVEL);
            stage.settle();
        }
        stage.advance(Duration.ofSeconds(5));
        thing.holds(Map.of("/3/0/9", "50"));
        var good = stage.done(stage.client("thing").read(LEVEL));
        assertEquals(new Value.Int(50), good.get(0).value());
    }

    @Test
    void answersThatNeverComeGiveBackWhatTheyHeld() {
        var thing = Thing.registered(stage, "thing").answersLater(request -> new CompletableFuture<>());
        var timers = stage.time.waiting();
        var asked = new ArrayList<CompletionStage<?>>();
        for (var round = 0; round < 3; round++) {
            for (var i = 0; i < 600; i++) {
                asked.add(stage.client("thing").within(Duration.ofSeconds(10)).read(LEVEL));
            }
            stage.advance(Duration.ofSeconds(10));
        }
        assertEquals(3 * 512, thing.asked.size());
        assertTrue(asked.stream().allMatch(each -> each.toCompletableFuture().isCompletedExceptionally()));
        assertEquals(timers, stage.time.waiting());
    }

    @Test
    void aListOfManyObjectsIsTakenToALimit() {
        stage.callers.put(new Identity.Psk("many"), List.of("many"));
        var thing = new Thing(stage, Stage.key("many"), Optional.empty());
        assertEquals(
                Status.TOO_LARGE,
                thing.register("many", "1.1", Thing.lasting(60), list(10_001)).status());
        assertEquals(
                Status.CREATED,
                thing.register("many", "1.1", Thing.lasting(60), list(10_000)).status());
        thing.holds(Map.of("/9000/0/1", "x"));
        for (var i = 0; i < 100; i++) {
            stage.done(stage.client("many").read(Path.of(9000, 0, 1)));
        }
    }

    @Test
    void whatListenersHearOfAClientIsInTheOrderInWhichItHappened() {
        stage.add(new SenmlJsonCodec(Map.of()), 110);
        var thing = new Thing(stage);
        var answers = new ArrayList<CompletionStage<Response>>();
        answers.add(thing.send(new Uplink.Register(
                Optional.of("thing"), "1.1", Thing.lasting(60), Optional.of(Thing.links(Thing.LINKS)))));
        stage.settle();
        for (var i = 0; i < 50; i++) {
            var json = "[{\"n\":\"/3/0/9\",\"v\":" + i + "}]";
            answers.add(thing.send(new Uplink.Send(new Content(ContentFormat.SENML_JSON, Bytes.utf8(json)))));
        }
        stage.settle();
        assertEquals(List.of("registered thing"), stage.heard);
        assertEquals(
                IntStream.range(0, 50).mapToObj(Value.Int::new).collect(Collectors.toList()),
                stage.reports.stream()
                        .map(each -> each.entries().get(0).value())
                        .toList());
    }

    private static String list(int objects) {
        return IntStream.range(0, objects)
                .mapToObj(each -> "</" + (each + 100) + "/0>;ver=1.1")
                .collect(Collectors.joining(","));
    }
}
