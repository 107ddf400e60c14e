package org.lwm2m.server.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Observation;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;
import org.lwm2m.testing.Proves;

class ObservationTest {

    private static final Path LEVEL = Path.of(3, 0, 9);

    private final Stage stage = new Stage();
    private final Thing thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/9", "50"));
    private final List<Object> seen = new ArrayList<>();

    @Test
    void theFirstValueAndAllThatFollowAreSeenInOrder() {
        var watch = observe(LEVEL);
        assertEquals(8, watch.token().length());
        assertEquals(List.of(LEVEL), watch.paths());
        thing.notify(watch.token(), "51");
        thing.notify(watch.token(), "52");
        stage.settle();
        assertEquals(List.of(level(50), level(51), level(52)), seen);
        assertEquals(3, stage.reports.size());
        assertEquals(Optional.of(watch.token()), stage.reports.get(2).observation());
        assertEquals("thing", stage.reports.get(2).endpoint());
    }

    @Test
    void aNotificationThatOvertakesTheAnswerIsSeenAndTheAnswerIsOldNews() {
        var answer = new CompletableFuture<Response>();
        thing.answersLater(request -> answer);
        var pending = stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen::add);
        var token = thing.last(Downlink.Observe.class).token();
        assertEquals(Status.CHANGED, thing.notify(token, "51").status());
        answer.complete(Response.content(Content.text("50")));
        stage.done(pending);
        assertEquals(List.of(level(51)), seen);
    }

    @Test
    void whatANewRegistrationDidNotAnswerIsObservedFromItsNextUpdate() {
        observe(LEVEL);
        seen.clear();
        thing.answers(request -> Response.of(Status.TIMEOUT));
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        thing.answers(request -> Response.content(Content.text("52")));
        thing.update(Thing.lasting(61));
        stage.settle();
        assertEquals(List.of(level(52)), seen);
    }

    /** As with OSCORE, when what a notification is tied to is lost; here the client itself has shown who it is. */
    @Test
    void whatCannotBeOpenedAnyMoreIsObservedAnew() {
        var watch = observe(LEVEL);
        var before = watch.token();
        thing.answers(request -> Response.content(Content.text("52")));
        var lost = new Uplink.Notify(before, Response.of(Status.UNAUTHORIZED));
        assertEquals(Status.NOT_FOUND, thing.ask(lost).status());
        stage.settle();
        assertEquals(2, count(Downlink.Observe.class));
        assertNotEquals(before, watch.token());
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "53").status());
    }

    /** A transport can't tell who sent what nothing opens: an answer at once would be to anybody's request. */
    @Test
    void whatAnybodyMayHaveSentIsObservedAnewFromTheNextUpdate() {
        var before = observe(LEVEL).token();
        seen.clear();
        stage.callers.put(new Identity.Psk("somebody"), List.of());
        var stranger = new Thing(stage, Stage.key("somebody"), Optional.empty());
        var lost = new Uplink.Notify(before, Response.of(Status.UNAUTHORIZED));
        assertEquals(Status.NOT_FOUND, stranger.ask(lost).status());
        stage.settle();
        assertEquals(1, count(Downlink.Observe.class));
        thing.answers(request -> Response.content(Content.text("52")));
        thing.update(Thing.lasting(61));
        stage.settle();
        assertEquals(2, count(Downlink.Observe.class));
        assertEquals(List.of(level(52)), seen);
        thing.update(Thing.lasting(62));
        stage.settle();
        assertEquals(2, count(Downlink.Observe.class), "once");
    }

    /** The Observe that nobody waits for any more arrives after the one that was answered, and takes its place. */
    @Test
    void whatAClientTellsOfAnObserveThatWasGivenUpIsObservedAnew() {
        thing.answers(request -> Response.of(Status.TIMEOUT));
        stage.failure(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, values -> {}));
        var late = thing.last(Downlink.Observe.class).token();
        thing.answers(request -> Response.content(Content.text("50")));
        var watch = observe(LEVEL);
        var replaced = watch.token();
        assertEquals(Status.NOT_FOUND, thing.notify(late, "51").status());
        stage.settle();
        assertEquals(3, count(Downlink.Observe.class));
        assertNotEquals(replaced, watch.token());
        assertEquals(Status.NOT_FOUND, thing.notify(late, "51").status());
        assertEquals(3, count(Downlink.Observe.class));
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "52").status());
        watch.close();
        assertEquals(1, count(Downlink.Cancel.class));
    }

    /** A client tells once what two applications want (IR-18). */
    @Test
    void twoWhoWantTheSameAreBothToldAndOneMayGo() {
        var others = new ArrayList<Object>();
        var one = observe(LEVEL);
        var before = one.token();
        var other = stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, others::add));
        assertEquals(other.token(), one.token());
        thing.notify(one.token(), "51");
        stage.settle();
        assertEquals(List.of(level(50), level(50), level(51)), seen);
        assertEquals(List.of(level(50), level(51)), others);
        assertEquals(Status.NOT_FOUND, thing.notify(before, "52").status());
        one.close();
        assertEquals(0, count(Downlink.Cancel.class));
        stage.settle();
        assertEquals(Status.CHANGED, thing.notify(other.token(), "53").status());
        other.close();
        assertEquals(1, count(Downlink.Cancel.class));
    }

    /** An answer that comes when another Observe of the same has taken its place is no reason to cancel by the path. */
    @Test
    void anObserveThatARegisterOvertookIsAskedOnceMoreAfterItsAnswer() {
        var answer = new CompletableFuture<Response>();
        thing.answersLater(request -> answer);
        var pending = stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen::add);
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        thing.answers(request -> Response.content(Content.text("50")));
        answer.complete(Response.content(Content.text("50")));
        var watch = stage.done(pending);
        stage.settle();
        assertEquals(0, count(Downlink.Cancel.class));
        assertEquals(thing.last(Downlink.Observe.class).token(), watch.token());
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "51").status());
    }

    @Test
    void aTokenThatIsNotKnownIs404() {
        observe(LEVEL);
        assertEquals(Status.NOT_FOUND, thing.notify(Token.of(42), "51").status());
    }

    @Test
    void aRefusedObservationIsNotRemembered() {
        thing.answers(request -> Response.of(Status.METHOD_NOT_ALLOWED));
        assertEquals(
                Status.METHOD_NOT_ALLOWED,
                stage.failure(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen::add)));
        var token = thing.last(Downlink.Observe.class).token();
        assertEquals(Status.NOT_FOUND, thing.notify(token, "51").status());
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        assertEquals(1, count(Downlink.Observe.class));
    }

    @Test
    void anObserveThatIsAnsweredLikeAReadBeginsNothing() {
        thing.answers(request -> Response.content(Content.text("50")).asRead());
        assertEquals(
                Status.UNAVAILABLE,
                stage.failure(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen::add)));
        assertEquals(
                Status.NOT_FOUND,
                thing.notify(thing.last(Downlink.Observe.class).token(), "51").status());
        var byHand = new Downlink.Observe(LEVEL, Token.of(7), Optional.empty(), Attributes.NONE);
        assertTrue(stage.done(stage.client("thing").send(byHand)).unobserved());
        assertEquals(Status.NOT_FOUND, thing.notify(Token.of(7), "51").status());
        assertEquals(List.of(), seen);
    }

    @Test
    @Proves({"IR-07", "IR-20"})
    void closingCancelsOnTheClientAndIsRefusedIfThatGetsLost() {
        var watch = observe(LEVEL);
        seen.clear();
        watch.close();
        stage.settle();
        assertEquals(new Downlink.Cancel(LEVEL, watch.token()), thing.last(Downlink.Cancel.class));
        assertEquals(Status.NOT_FOUND, thing.notify(watch.token(), "51").status());

        var other = observe(LEVEL);
        stage.network.loseRequests(1);
        other.close();
        assertEquals(Status.NOT_FOUND, thing.notify(other.token(), "52").status());
        stage.settle();
        assertEquals(List.of(level(50)), seen);
    }

    @Test
    void whatIsCancelledWhileItIsAskedForIsCancelledOnTheClientToo() {
        var answer = new CompletableFuture<Response>();
        thing.answersLater(request -> request instanceof Downlink.Observe
                ? answer
                : CompletableFuture.completedFuture(Response.of(Status.CONTENT)));
        var pending = stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen::add);
        pending.toCompletableFuture().cancel(true);
        stage.settle();
        var token = thing.last(Downlink.Observe.class).token();
        assertEquals(Status.NOT_FOUND, thing.notify(token, "51").status());
        assertEquals(List.of(), seen);
    }

    @Test
    void aCancelIsForTheRegistrationThatHasTheObservationAndNoOther() {
        var watch = observe(LEVEL);
        thing.answersLater(request -> new CompletableFuture<>());
        watch.close();
        var moved = new Thing(stage);
        moved.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        stage.settle();
        assertEquals(1, count(Downlink.Cancel.class));
        assertEquals(List.of(), moved.asked);
    }

    /** The client replaces what it has by an Observe of the same that came late. */
    @Test
    void whatAClientTellsOfAnEarlierRegistrationIsObservedAnewInThisOne() {
        var watch = observe(LEVEL);
        var late = watch.token();
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        stage.settle();
        var replaced = watch.token();
        assertEquals(2, count(Downlink.Observe.class));
        assertEquals(Status.NOT_FOUND, thing.notify(late, "51").status());
        stage.settle();
        assertEquals(3, count(Downlink.Observe.class));
        assertNotEquals(replaced, watch.token());
        assertEquals(Status.NOT_FOUND, thing.notify(late, "51").status());
        assertEquals(3, count(Downlink.Observe.class));
    }

    @Test
    void whatNobodyWantsAnyMoreIsNotCancelledInTheNextRegistration() {
        var watch = observe(LEVEL);
        var answer = new CompletableFuture<Response>();
        thing.answersLater(request -> answer);
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        stage.settle();
        assertEquals(2, count(Downlink.Observe.class));
        watch.close();
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        var before = count(Downlink.Cancel.class);
        answer.complete(Response.content(Content.text("50")));
        stage.settle();
        assertEquals(before, count(Downlink.Cancel.class));
    }

    @Test
    @Proves({"IR-09", "REG-16"})
    void observationsEndWithTheirRegistrationOrByAnError() {
        var byError = observe(LEVEL).token();
        var refusal = new Uplink.Notify(byError, Response.of(Status.NOT_FOUND));
        assertEquals(Status.CHANGED, thing.ask(refusal).status());
        assertEquals(Status.NOT_FOUND, thing.notify(byError, "51").status());

        var byRegister = observe(LEVEL).token();
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        assertEquals(Status.NOT_FOUND, thing.notify(byRegister, "51").status());

        var byDeregister = observe(LEVEL).token();
        assertEquals(
                Status.DELETED, thing.ask(new Uplink.Deregister(thing.location)).status());
        assertEquals(Optional.empty(), stage.registration("thing"));
        assertEquals(Status.NOT_FOUND, thing.notify(byDeregister, "51").status());

        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        var byExpiry = observe(LEVEL).token();
        assertEquals(Status.CHANGED, thing.notify(byExpiry, "51").status());
        stage.advance(Duration.ofSeconds(60 + 93));
        assertEquals(Status.NOT_FOUND, thing.notify(byExpiry, "52").status());
    }

    @Test
    @Proves("REG-09")
    void aNewRegisterVoidsTheObservationsAndTheApplicationsAreAskedForAgainAfterItsAnswer() {
        var watch = observe(LEVEL);
        var first = watch.token();
        var byHand = Token.of(4711);
        stage.done(stage.client("thing")
                .send(new Downlink.Observe(Path.of(3, 0, 9), byHand, Optional.empty(), Attributes.NONE)));
        assertEquals(Status.CHANGED, thing.notify(byHand, "50").status());
        var location = thing.location;
        thing.asked.clear();
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        assertNotEquals(location, thing.location);
        stage.settle();
        assertEquals(1, count(Downlink.Observe.class));
        assertNotEquals(first, watch.token());
        assertEquals(watch.token(), thing.last(Downlink.Observe.class).token());
        assertEquals(Status.NOT_FOUND, thing.notify(byHand, "51").status());
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "52").status());
        stage.settle();
        assertEquals(List.of(level(50), level(50), level(52)), seen);
        watch.close();
        assertEquals(Status.NOT_FOUND, thing.notify(first, "51").status());
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        stage.settle();
        assertEquals(1, count(Downlink.Observe.class));
    }

    @Test
    void anUpdateKeepsTheObservations() {
        var watch = observe(LEVEL);
        thing.update(Thing.lasting(60));
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "51").status());
        assertEquals(1, count(Downlink.Observe.class));
    }

    @Test
    void anObservationOutlivesEvenALongAbsence() {
        observe(LEVEL);
        thing.ask(new Uplink.Deregister(thing.location));
        stage.advance(Duration.ofDays(1));
        thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        stage.settle();
        assertEquals(List.of(level(50), level(50)), seen);
    }

    @Test
    @Proves("ATT-13")
    void attributesOfAnObservationGoWithItSince12AndAreWrittenBefore() {
        var attributes = Attributes.NONE.with(Attribute.PMIN, 5);
        stage.done(stage.client("thing").observe(List.of(LEVEL), attributes, seen::add));
        assertEquals(attributes, thing.last(Downlink.WriteAttributes.class).set());
        assertEquals(Attributes.NONE, thing.last(Downlink.Observe.class).attributes());

        var newer = Thing.registered(stage, "newer", "1.2", Thing.LINKS).holds(Map.of("/3/0/9", "50"));
        stage.done(stage.client("newer").observe(List.of(LEVEL), attributes, seen::add));
        assertEquals(1, newer.asked.size());
        assertEquals(attributes, newer.last(Downlink.Observe.class).attributes());

        newer.answers(request -> request instanceof Downlink.Observe observe
                ? observe.attributes().values().isEmpty()
                        ? Response.content(Content.text("50"))
                        : Response.of(Status.BAD_REQUEST)
                : Response.of(Status.CHANGED));
        stage.done(stage.client("newer").observe(List.of(LEVEL), attributes, seen::add));
        assertEquals(attributes, newer.last(Downlink.WriteAttributes.class).set());
    }

    @Test
    @Proves({"IR-11", "ATT-14"})
    void severalPathsAreOneComposite() {
        stage.add(new FakeCodec(), 112);
        thing.answers(
                request -> Response.content(new Content(ContentFormat.SENML_CBOR, Bytes.utf8("/3/0/9=50\n/1/0/1=60"))));
        var paths = List.of(LEVEL, Path.of(1, 0, 1));
        var watch = stage.done(stage.client("thing").observe(paths, Attributes.NONE, seen::add));
        var asked = thing.last(Downlink.ObserveComposite.class);
        assertEquals(Bytes.utf8("/3/0/9\n/1/0/1"), asked.paths().bytes());
        assertEquals(1, seen.size());
        watch.close();
        stage.settle();
        assertEquals(
                new Downlink.CancelComposite(asked.paths(), watch.token()), thing.last(Downlink.CancelComposite.class));
        for (var attribute : Attribute.values()) {
            var alone = Set.of(Attribute.GT, Attribute.LT, Attribute.ST, Attribute.EDGE, Attribute.HQMAX)
                    .contains(attribute);
            var asked12 = Thing.registered(stage, attribute.key(), "1.2", Thing.LINKS)
                    .answers(request -> Response.of(Status.CONTENT));
            var observed = stage.client(attribute.key()).observe(paths, Attributes.NONE.with(attribute, 1), seen::add);
            if (alone) {
                assertEquals(Status.BAD_REQUEST, stage.failure(observed));
                assertEquals(List.of(), asked12.asked);
            } else {
                stage.done(observed);
                assertEquals(
                        Attributes.NONE.with(attribute, 1),
                        asked12.last(Downlink.ObserveComposite.class).attributes());
            }
        }
    }

    @Test
    void whatIsBehindAGatewayIsSeenByItsOwnPathsAndHeardWithItsPrefix() {
        thing.holds(Map.of("/d01/3/0/9", "50"));
        stage.done(stage.client("thing").device("d01").observe(List.of(LEVEL), Attributes.NONE, seen::add));
        assertEquals(List.of(LEVEL), paths((List<?>) seen.get(0)));
        assertEquals(
                List.of(Path.parse("/d01/3/0/9")), paths(stage.reports.get(0).entries()));
    }

    @Test
    @Proves("IR-15")
    void valuesKeepTheTimesThatTheClientGaveThem() {
        var then = Instant.parse("2024-01-01T00:00:00Z");
        stage.add(timed(then), 110);
        var watch = observe(LEVEL);
        var history = new Content(ContentFormat.SENML_JSON, Bytes.utf8("x"));
        thing.ask(new Uplink.Notify(watch.token(), Response.content(history)));
        thing.ask(new Uplink.Send(history));
        var expected = List.of(
                Entry.of(LEVEL, new Value.Int(1), then), Entry.of(LEVEL, new Value.Int(2), then.plusSeconds(5)));
        stage.settle();
        assertEquals(expected, seen.get(seen.size() - 1));
        assertEquals(expected, stage.reports.get(stage.reports.size() - 1).entries());
        assertEquals(
                Optional.empty(), stage.reports.get(stage.reports.size() - 1).observation());
    }

    @Test
    void whatCannotBeReadIsDroppedAndTheObservationGoesOn() {
        var watch = observe(LEVEL);
        var cut = Response.content(new Content(ContentFormat.TLV, Bytes.hex("c409")));
        assertEquals(
                Status.CHANGED, thing.ask(new Uplink.Notify(watch.token(), cut)).status());
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "51").status());
        stage.settle();
        assertEquals(List.of(level(50), level(51)), seen);
    }

    @Test
    void anApplicationThatThrowsStillHearsTheRest() {
        var watch = stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, values -> {
            seen.add(values);
            throw new IllegalStateException("a bug of the application's");
        }));
        thing.notify(watch.token(), "51");
        stage.settle();
        assertEquals(2, seen.size());
        assertEquals(2, stage.reports.size());
    }

    @Test
    void aClientHasOnlySoManyObservationsAndReports() {
        var small = new Stage(Map.of("observations.max", 2, "reports.max", 3));
        var flooding = Thing.registered(small, "thing").holds(Map.of("/3/0/9", "50", "/3/0/10", "4"));
        var watch = small.done(small.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen::add));
        small.done(small.client("thing").observe(List.of(Path.of(3, 0, 10)), Attributes.NONE, values -> {}));
        assertEquals(
                Status.TOO_MANY_REQUESTS,
                small.failure(small.client("thing").observe(List.of(LEVEL), Attributes.NONE, values -> {})));
        seen.clear();
        for (var i = 0; i < 10; i++) {
            flooding.send(new Uplink.Notify(watch.token(), Response.content(Content.text("5" + i))));
        }
        small.settle();
        assertEquals(List.of(level(50), level(51), level(52)), seen);
        small.add(timed(Instant.EPOCH), 110);
        var send = new Uplink.Send(new Content(ContentFormat.SENML_JSON, Bytes.utf8("x")));
        for (var i = 0; i < 3; i++) {
            flooding.send(send);
        }
        var refused = flooding.send(send);
        assertEquals(Status.UNAVAILABLE, small.done(refused).status());
    }

    @Test
    void aSendInAFormatWithoutCodecIs415() {
        var send = new Uplink.Send(new Content(ContentFormat.SENML_CBOR, Bytes.hex("80")));
        var answer = thing.send(send);
        stage.advance(Duration.ofSeconds(2));
        assertEquals(Status.UNSUPPORTED_FORMAT, stage.done(answer).status());
    }

    @Test
    void anObservationOfAnApplicationsOwnMakingIsHeardByDataListeners() {
        var token = Token.of(4711);
        var observe = new Downlink.Observe(LEVEL, token, Optional.of(ContentFormat.TEXT), Attributes.NONE);
        stage.done(stage.client("thing").send(observe));
        assertEquals(Status.CHANGED, thing.notify(token, "51").status());
        stage.settle();
        assertTrue(
                stage.reports.stream().anyMatch(report -> report.observation().equals(Optional.of(token))));
        stage.done(stage.client("thing").send(new Downlink.Cancel(LEVEL, token)));
        assertEquals(Status.NOT_FOUND, thing.notify(token, "52").status());
    }

    private Observation observe(Path path) {
        return stage.done(stage.client("thing").observe(List.of(path), Attributes.NONE, seen::add));
    }

    private long count(Class<?> kind) {
        return thing.asked.stream().filter(kind::isInstance).count();
    }

    private static List<Entry> level(int value) {
        return List.of(Entry.of(LEVEL, new Value.Int(value)));
    }

    private static List<Path> paths(List<?> entries) {
        return entries.stream().map(each -> ((Entry) each).path()).toList();
    }

    private static Codec timed(Instant then) {
        return new Codec() {
            @Override
            public Bytes encode(Path base, List<Entry> entries) {
                return Bytes.EMPTY;
            }

            @Override
            public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
                return List.of(
                        Entry.of(LEVEL, new Value.Real(1), then),
                        Entry.of(LEVEL, new Value.Real(2), then.plusSeconds(5)));
            }
        };
    }
}
