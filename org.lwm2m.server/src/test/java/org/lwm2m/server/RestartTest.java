package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.store.memory.MemoryRegistrations;

/** The engine is replaced, and a store keeps what it knew. */
class RestartTest {

    static final Path LEVEL = Path.of(3, 0, 9);

    private final Stage stage = new Stage();
    private RegistrationStore store;

    @BeforeEach
    void begin() {
        store = store();
    }

    /** One that is empty. */
    RegistrationStore store() {
        return new MemoryRegistrations();
    }

    @Test
    void registrationsAndObservationsSurviveANewEngine() {
        stage.keepIn(store);
        var thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/9", "50"));
        var watch = stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen -> {}));
        var before = stage.registration("thing");
        stage.reports.clear();
        stage.restart(store);
        assertEquals(before, stage.registration("thing"));
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "51").status());
        stage.settle();
        assertEquals(Optional.of(watch.token()), stage.reports.get(0).observation());
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
        assertEquals(1, stage.done(stage.client("thing").read(LEVEL)).size());

        stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen -> {}));
        assertEquals(Status.NOT_FOUND, thing.notify(watch.token(), "52").status());
        assertEquals(1, store.observations(before.orElseThrow().id()).size());
    }

    @Test
    void whatEndedMeanwhileStaysEnded() {
        stage.keepIn(store);
        Thing.registered(stage, "thing");
        var kept = store.registrations().toList();
        stage.restart(new MemoryRegistrations());
        stage.advance(Duration.ofSeconds(300 + 93));
        kept.forEach(store::put);
        stage.keepIn(store);
        assertEquals(0, stage.server().count());
        assertEquals(0, store.registrations().count());
    }

    @Test
    void aRestoredRegistrationEndsWhenItWouldHave() {
        stage.keepIn(store);
        Thing.registered(stage, "thing");
        stage.advance(Duration.ofSeconds(200));
        stage.restart(store);
        stage.advance(Duration.ofSeconds(100 + 92));
        assertTrue(stage.registration("thing").isPresent());
        stage.advance(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), stage.registration("thing"));
        assertEquals(0, store.registrations().count());
    }

    @Test
    void theStoreFollowsAllThatHappens() {
        stage.keepIn(store);
        var thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/9", "50"));
        thing.update(Thing.lasting(77));
        assertEquals(Duration.ofSeconds(77), only().terms().lifetime());
        var watch = stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen -> {}));
        assertEquals(1, store.observations(only().id()).size());
        watch.close();
        stage.settle();
        assertEquals(0, store.observations(only().id()).size());
        thing.ask(new Uplink.Deregister(thing.location));
        stage.settle();
        assertEquals(0, store.registrations().count());
    }

    @Test
    void aStoreThatComesLaterGetsAllThatThereIs() {
        var thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/9", "50"));
        stage.done(stage.client("thing").observe(List.of(LEVEL), Attributes.NONE, seen -> {}));
        stage.keepIn(store);
        assertEquals("rd/" + only().id(), thing.location);
        assertEquals(1, store.observations(only().id()).size());
    }

    @Test
    void whatEndedWhileAStoreWasAwayIsNotThereAgainWithIt() {
        stage.keepIn(store);
        var stays = Thing.registered(stage, "stays").holds(Map.of("/3/0/9", "50"));
        var watch = stage.done(stage.client("stays").observe(List.of(LEVEL), Attributes.NONE, seen -> {}));
        var goes = Thing.registered(stage, "goes");
        stage.settle();
        stage.keepIn(new MemoryRegistrations());
        goes.ask(new Uplink.Deregister(goes.location));
        watch.close();
        stage.settle();
        stage.keepIn(store);
        assertEquals(Optional.empty(), stage.registration("goes"));
        assertEquals("rd/" + only().id(), stays.location);
        assertEquals(Map.of(), store.observations(only().id()));
    }

    @Test
    void aStoreThatFailsStopsNobody() {
        var asked = new ArrayList<String>();
        stage.keepIn(new Broken(asked));
        var thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/9", "50"));
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
        assertEquals(1, stage.done(stage.client("thing").read(LEVEL)).size());
        assertEquals(List.of("read", "put"), asked);
        stage.advance(Duration.ofMillis(100));
        assertEquals(List.of("read", "put", "put"), asked);
    }

    @Test
    void aStoreThatIsSlowIsWrittenToOnceForSeveralChanges() {
        var asked = new ArrayList<String>();
        stage.keepIn(new Broken(asked));
        asked.clear();
        var thing = Thing.registered(stage, "thing");
        stage.settle();
        asked.clear();
        for (var i = 0; i < 5; i++) {
            thing.send(new Uplink.Update(thing.location, Parameters.NONE, Optional.empty()));
        }
        stage.settle();
        assertEquals(List.of(), asked);
        stage.advance(Duration.ofMillis(100));
        assertEquals(List.of("put"), asked);
    }

    private Registration only() {
        var all = store.registrations().toList();
        assertEquals(1, all.size());
        return all.get(0);
    }

    private record Broken(List<String> asked) implements RegistrationStore {

        @Override
        public Stream<Registration> registrations() {
            asked.add("read");
            throw new IllegalStateException("no disk");
        }

        @Override
        public Map<Token, Downlink> observations(String registration) {
            throw new IllegalStateException("no disk");
        }

        @Override
        public void put(Registration registration) {
            asked.add("put");
            throw new IllegalStateException("no disk");
        }

        @Override
        public void remove(String registration) {
            throw new IllegalStateException("no disk");
        }

        @Override
        public void put(String registration, Token token, Downlink observe) {
            throw new IllegalStateException("no disk");
        }

        @Override
        public void remove(String registration, Token token) {
            throw new IllegalStateException("no disk");
        }
    }
}
