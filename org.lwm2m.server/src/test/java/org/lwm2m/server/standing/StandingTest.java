package org.lwm2m.server.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.server.StandingObservation;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;
import org.lwm2m.store.memory.MemoryRegistrations;
import org.lwm2m.store.memory.MemoryState;

/** What is observed for good: in each registration, and after each restart. */
class StandingTest {

    private static final StandingObservation LEVEL = wish("meter*", "/3/0/9");

    private final Stage stage = new Stage();
    private final MemoryRegistrations store = new MemoryRegistrations();
    private final MemoryState states = new MemoryState();
    private int listening;
    private Standing standing = begin();

    private Standing begin() {
        var begun = new Standing(stage.clients(), listener -> {
            listening++;
            stage.listen(listener);
            return () -> {
                listening--;
                stage.leave(listener);
            };
        });
        begun.addStore(states);
        stage.settle();
        return begun;
    }

    private static StandingObservation wish(String endpoints, String path) {
        return new StandingObservation(endpoints, List.of(Path.parse(path)), Attributes.NONE);
    }

    private Thing meter(String endpoint) {
        return registered(new Thing(stage).holds(Map.of("/3/0/9", "50")), endpoint);
    }

    private Thing registered(Thing thing, String endpoint) {
        thing.register(endpoint, "1.1", Thing.lasting(300), Thing.LINKS);
        stage.settle();
        return thing;
    }

    private static long count(Thing thing, Class<?> kind) {
        return thing.asked.stream().filter(kind::isInstance).count();
    }

    private void keep(String name, StandingObservation wish) {
        standing.keep(name, wish);
        stage.settle();
    }

    /** As a process that ends; what is registered and observed is in the store. */
    private void restart() {
        standing.close();
        stage.restart(store);
        standing = begin();
    }

    @Test
    void whoIsThereAndWhoComesIsObservedAndListenersHearIt() {
        var before = meter("meter-1");
        keep("levels", LEVEL);
        var after = meter("meter-2");
        var other = meter("thing");
        stage.settle();
        assertEquals(2, standing.observed("levels"));
        assertEquals(0, count(other, Downlink.Observe.class));
        assertEquals(1, count(after, Downlink.Observe.class));
        stage.reports.clear();
        var token = before.last(Downlink.Observe.class).token();
        assertEquals(Status.CHANGED, before.notify(token, "49").status());
        assertEquals("meter-1", stage.reports.get(0).endpoint());
    }

    @Test
    void itIsMadeAgainInANewRegistrationAndAfterARestart() {
        stage.keepIn(store);
        keep("levels", LEVEL);
        var thing = meter("meter-1");
        stage.settle();
        thing.register("meter-1", "1.1", Thing.lasting(300), Thing.LINKS);
        stage.settle();
        assertEquals(2, count(thing, Downlink.Observe.class));
        restart();
        assertEquals(Map.of("levels", LEVEL), standing.all());
        assertEquals(3, count(thing, Downlink.Observe.class), "as nobody knows what the client has still");
        thing.register("meter-1", "1.1", Thing.lasting(300), Thing.LINKS);
        stage.settle();
        assertEquals(4, count(thing, Downlink.Observe.class));
        stage.reports.clear();
        var token = thing.last(Downlink.Observe.class).token();
        assertEquals(Status.CHANGED, thing.notify(token, "49").status());
        assertEquals(1, stage.reports.size());
        assertEquals(0, count(thing, Downlink.Cancel.class), "a restart cancels nothing");
    }

    @Test
    void whoWasGoneIsObservedWhenItIsBack() {
        keep("levels", LEVEL);
        var thing = meter("meter-1");
        stage.settle();
        thing.ask(new Uplink.Deregister(thing.location));
        stage.settle();
        assertEquals(0, standing.observed("levels"));
        var back = meter("meter-1");
        stage.settle();
        assertEquals(1, count(back, Downlink.Observe.class));
        assertEquals(1, standing.observed("levels"));
    }

    @Test
    void whoRefusesIsAskedAgainOnceItListsSomethingElse() {
        keep("levels", LEVEL);
        var thing = Thing.registered(stage, "meter-1").holds(Map.of());
        stage.settle();
        assertEquals(1, count(thing, Downlink.Observe.class));
        thing.update(Parameters.NONE);
        thing.update(Parameters.NONE);
        stage.settle();
        assertEquals(1, count(thing, Downlink.Observe.class));
        assertEquals(0, standing.observed("levels"));
        thing.holds(Map.of("/3/0/9", "50"));
        thing.ask(new Uplink.Update(
                thing.location, Parameters.NONE, java.util.Optional.of(Thing.links(Thing.LINKS + ",</4/0>"))));
        stage.settle();
        assertEquals(2, count(thing, Downlink.Observe.class));
        assertEquals(1, standing.observed("levels"));
    }

    @Test
    void whoDoesNotAnswerIsAskedAtItsNextUpdate() {
        keep("levels", LEVEL);
        var thing = registered(new Thing(stage).answersLater(request -> new CompletableFuture<>()), "meter-1");
        stage.advance(Duration.ofSeconds(94));
        assertEquals(0, standing.observed("levels"));
        thing.holds(Map.of("/3/0/9", "50"));
        thing.update(Parameters.NONE);
        stage.settle();
        assertEquals(1, standing.observed("levels"));
    }

    @Test
    void ofAFleetNotAllAreAskedAtOnce() {
        var asked = new ArrayList<CompletableFuture<Response>>();
        for (var i = 0; i < 250; i++) {
            Thing.registered(stage, "meter-" + i).answersLater(request -> {
                var answer = new CompletableFuture<Response>();
                asked.add(answer);
                return answer;
            });
        }
        keep("levels", LEVEL);
        assertEquals(100, asked.size());
        asked.get(7).complete(Response.content(org.lwm2m.api.Content.text("50")));
        asked.get(8).complete(Response.of(Status.NOT_FOUND));
        stage.settle();
        assertEquals(102, asked.size());
        for (var i = 0; i < asked.size(); i++) {
            asked.get(i).complete(Response.content(org.lwm2m.api.Content.text("50")));
            stage.settle();
        }
        assertEquals(249, standing.observed("levels"));
    }

    @Test
    void oneThatIsRemovedIsCancelledAndStaysSo() {
        stage.keepIn(store);
        keep("levels", LEVEL);
        var thing = meter("meter-1");
        stage.settle();
        assertTrue(standing.remove("levels"));
        stage.settle();
        assertEquals(1, count(thing, Downlink.Cancel.class));
        assertFalse(standing.remove("levels"));
        restart();
        assertEquals(Map.of(), standing.all());
        assertEquals(1, count(thing, Downlink.Observe.class));
        assertEquals(0, listening, "nobody listens where nothing is wanted");
    }

    @Test
    void oneThatTakesANameReplacesWhatHadIt() {
        var thing = meter("meter-1").holds(Map.of("/3/0/9", "50", "/3/0/0", "maker"));
        keep("one", LEVEL);
        keep("one", wish("meter-1", "/3/0/0"));
        assertEquals(1, count(thing, Downlink.Cancel.class));
        assertEquals("/3/0/0", thing.last(Downlink.Observe.class).path().toString());
        assertEquals(1, standing.all().size());
        assertEquals(1, listening);
    }

    @Test
    void whatIsConfiguredIsNoPersonsToChangeAndAStoreThatComesLateCounts() {
        standing.removeStore(states);
        standing.configure("file", LEVEL);
        assertThrows(IllegalArgumentException.class, () -> standing.keep("file", LEVEL));
        assertThrows(IllegalArgumentException.class, () -> standing.keep("a b", LEVEL));
        assertThrows(IllegalArgumentException.class, () -> standing.keep("a/b", LEVEL));
        assertFalse(standing.remove("file"));
        standing.keep("mine", wish("thing", "/3"));
        var other = begin();
        other.keep("theirs", wish("thing", "/4"));
        standing.addStore(states);
        assertEquals(
                List.of("file", "mine", "theirs"), List.copyOf(standing.all().keySet()));
        assertEquals(List.of("mine", "theirs"), List.copyOf(begin().all().keySet()));
        standing.forget("file");
        assertEquals(List.of("mine", "theirs"), List.copyOf(standing.all().keySet()));
    }

    @Test
    void whatIsDamagedOrNewerIsLeftOutAndTheRestCounts() {
        keep(
                "good",
                new StandingObservation(
                        "a*",
                        List.of(Path.parse("/3/0/9"), Path.parse("/d/4/0")),
                        WishStore.attributes("pmin=10&gt=0.5")));
        for (var bad : List.of("", "2\na\n/3\n", "1\na\n/3", "1\n\n/3\n", "1\na\nx\n", "1\na\n/3\nfoo=1")) {
            states.put("org.lwm2m.server/standing/bad", Bytes.utf8(bad));
            assertEquals(standing.all(), begin().all(), bad);
        }
        assertEquals(1, standing.all().size());
    }

    @Test
    void aConfigurationIsReadOrNamedWithItsKey() {
        var two = ConfiguredStanding.wishes(
                "pid", Map.of("endpoint", "a*", "paths", "/3/0/9, /4/0", "attributes", "pmin=10"));
        assertEquals(2, two.size());
        assertEquals("[/4/0]", two.get(1).paths().toString());
        var one =
                ConfiguredStanding.wishes("pid", Map.of("endpoint", "a", "paths", "/3/0/9,/4/0", "composite", "true"));
        assertEquals(2, one.get(0).paths().size());
        for (var bad : List.of(
                Map.<String, Object>of("paths", "/3"),
                Map.<String, Object>of("endpoint", "a"),
                Map.<String, Object>of("endpoint", "a", "paths", "x"),
                Map.<String, Object>of("endpoint", "a", "paths", "/3", "attributes", "pmin"))) {
            assertEquals(List.of(), ConfiguredStanding.wishes("pid", bad));
        }
    }
}
