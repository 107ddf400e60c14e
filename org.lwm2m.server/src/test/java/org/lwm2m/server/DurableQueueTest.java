package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.store.memory.MemoryRegistrations;

/** What waits for a client and is durable outlives the server, and is never sent twice because of that. */
final class DurableQueueTest {

    private static final Path REBOOT = Path.parse("/3/0/4");

    private final Stage stage = new Stage();
    private final MemoryRegistrations registrations = new MemoryRegistrations();
    private final Shelf shelf = new Shelf();
    private final List<String> heard = new ArrayList<>();
    private final Thing thing;

    /** Keeps, as a file would. */
    private static final class Shelf implements StateStore {

        private final Map<String, Bytes> kept = new TreeMap<>();
        private boolean broken;

        @Override
        public Optional<Bytes> get(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void put(String name, Bytes state) {
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            kept.put(name, state);
        }

        @Override
        public void remove(String name) {
            kept.remove(name);
        }

        @Override
        public Stream<String> names(String prefix) {
            return List.copyOf(kept.keySet()).stream().filter(name -> name.startsWith(prefix));
        }
    }

    DurableQueueTest() {
        stage.keepIn(registrations);
        stage.queueIn(shelf);
        stage.listen(new QueueTest.Notes(heard));
        thing = QueueTest.sleepy(stage, "sleepy").answers(request -> Response.of(Status.CHANGED));
        sleep();
    }

    private Client durable() {
        return stage.client("sleepy").durable();
    }

    private void sleep() {
        stage.advance(QueueTest.AWAKE.plusSeconds(1));
        heard.clear();
        thing.asked.clear();
    }

    private void wake() {
        thing.update(Parameters.NONE);
        stage.settle();
    }

    private void restart() {
        stage.restart(registrations);
        stage.listen(new QueueTest.Notes(heard));
        stage.queueIn(shelf);
    }

    @Test
    void durableRequestsOutliveTheServerAndOthersFail() {
        var durable = durable().execute(REBOOT, "1");
        var other = stage.client("sleepy").execute(REBOOT, "2");
        stage.settle();
        var before = stage.client("sleepy").waiting().get(0);
        restart();
        assertEquals(Status.UNAVAILABLE, stage.failure(durable));
        assertEquals(Status.UNAVAILABLE, stage.failure(other));

        var after = stage.client("sleepy").waiting();
        assertEquals(1, after.size());
        assertEquals(before.id(), after.get(0).id());
        heard.clear();
        wake();
        assertEquals(List.of(new Downlink.Execute(REBOOT, "1")), thing.asked);
        assertEquals(List.of("awake", "delivered Execute 204"), heard);
        assertEquals(Map.of(), shelf.kept);
    }

    @Test
    void everyRequestThatCanBeKeptComesBackAsItWas() {
        var device = Path.parse("/3/0");
        var zone = List.of(Entry.of(Path.parse("/3/0/15"), new Value.Text("Europe/Rome")));
        var set = Attributes.NONE.with(Attribute.PMIN, 10).with(Attribute.GT, 2.5);
        durable().write(Path.parse("/3/0/15"), new Value.Text("Europe/Rome"));
        durable().write(device, zone, Downlink.Write.Mode.PARTIAL_UPDATE);
        durable().writeAttributes(device, Attributes.NONE.with(Attribute.PMIN, 10), Set.of(Attribute.PMAX));
        durable().send(new Downlink.WriteAttributes(Path.parse("/3/0/9"), set, Set.of()));
        durable().execute(REBOOT, "0='é'");
        durable().create(1, List.of(Entry.of(Path.parse("/1/7/1"), new Value.Int(60))));
        durable().delete(Path.parse("/1/7"));
        durable().send(new Downlink.WriteComposite(org.lwm2m.api.Content.text("anything")));
        stage.settle();
        var before = requests();
        assertEquals(8, before.size());
        restart();
        assertEquals(before, requests());
    }

    private List<Downlink> requests() {
        return stage.client("sleepy").waiting().stream()
                .map(each -> each.request())
                .toList();
    }

    @Test
    void whatWasOutWhenTheServerWasKilledIsNotSentAgain() {
        thing.answersLater(request -> new CompletableFuture<>());
        durable().execute(REBOOT, "1");
        stage.settle();
        wake();
        assertEquals(1, thing.asked.size());
        var killed = new HashMap<>(shelf.kept);
        stage.restart(registrations);
        shelf.kept.clear();
        shelf.kept.putAll(killed);
        heard.clear();
        stage.listen(new QueueTest.Notes(heard));
        stage.queueIn(shelf);
        wake();
        assertEquals(1, thing.asked.size());
        assertTrue(heard.get(0).startsWith("failed Execute") && heard.get(0).contains("not known"), heard.toString());
        assertEquals(Map.of(), shelf.kept);
    }

    @Test
    void aDurableRequestThatIsNotAnsweredWaitsAgainAndIsStillKept() {
        var write = durable().write(Path.parse("/3/0/15"), new Value.Text("Europe/Rome"));
        stage.settle();
        thing.answersLater(request -> new CompletableFuture<>());
        wake();
        stage.advance(QueueTest.AWAKE);
        assertEquals(1, thing.asked.size());
        restart();
        assertEquals(Status.UNAVAILABLE, stage.failure(write));
        wake();
        assertEquals(2, thing.asked.size());
    }

    @Test
    void whatHasEndedIsNotKept() {
        var answered = durable().execute(REBOOT, "1");
        var cancelled = durable().execute(REBOOT, "2");
        var late = durable().within(Duration.ofMinutes(1)).execute(REBOOT, "3");
        stage.settle();
        assertEquals(3, shelf.kept.size());
        cancelled.toCompletableFuture().cancel(false);
        stage.advance(Duration.ofMinutes(2));
        assertEquals(Status.TIMEOUT, stage.failure(late));
        assertEquals(1, shelf.kept.size());
        wake();
        stage.done(answered);
        assertEquals(Map.of(), shelf.kept);
    }

    @Test
    void whatIsTakenBackJustWhenItsTurnComesIsNeitherSentNorKept() {
        var reboot = durable().execute(REBOOT, "1");
        stage.settle();
        thing.send(new Uplink.Update(thing.location, Parameters.NONE, Optional.empty()));
        reboot.toCompletableFuture().cancel(false);
        stage.settle();
        assertEquals(List.of(), thing.asked);
        assertEquals(Map.of(), shelf.kept);
    }

    @Test
    void aClientThatLeavesTakesAlongWhatWasKept() {
        for (var number = 0; number < 20; number++) {
            durable().execute(REBOOT, "" + number);
        }
        stage.settle();
        thing.ask(new Uplink.Deregister(thing.location));
        stage.settle();
        assertEquals(Map.of(), shelf.kept);
    }

    @Test
    void aDeadlineThatPassesWhileTheServerIsDownIsTold() {
        durable().within(Duration.ofMinutes(1)).execute(REBOOT, "1");
        stage.settle();
        stage.server().close();
        stage.advance(Duration.ofMinutes(2));
        restart();
        wake();
        assertEquals(List.of(), thing.asked);
        assertTrue(heard.get(0).startsWith("failed Execute"), heard.toString());
        assertEquals(Map.of(), shelf.kept);
    }

    @Test
    void whatEndedWhileTheStoreWasAwayEndsInItToo() {
        var reboot = durable().execute(REBOOT, "1");
        stage.settle();
        stage.queueNoLongerIn(shelf);
        reboot.toCompletableFuture().cancel(false);
        stage.settle();
        assertEquals(1, shelf.kept.size());
        stage.queueIn(shelf);
        assertEquals(Map.of(), shelf.kept);
        wake();
        assertEquals(List.of(), thing.asked);
    }

    @Test
    void whatIsKeptDoesNotGoOutWhileItsStoreIsAway() {
        var reboot = durable().execute(REBOOT, "1");
        stage.settle();
        stage.queueNoLongerIn(shelf);
        wake();
        assertEquals(List.of(), thing.asked, "a restart could send it again");
        stage.done(stage.client("sleepy").execute(REBOOT, "2"));
        stage.queueIn(new Shelf());
        stage.done(reboot);
        assertEquals(2, thing.asked.size());
    }

    @Test
    void whatCanNotBeKeptIsRefused() {
        assertEquals(Status.METHOD_NOT_ALLOWED, stage.failure(durable().read(Path.parse("/3/0/1"))));
        assertEquals(
                Status.TOO_LARGE,
                stage.failure(durable().write(Path.parse("/3/0/15"), new Value.Text("x".repeat(70_000)))));
        shelf.broken = true;
        assertEquals(Status.UNAVAILABLE, stage.failure(durable().execute(REBOOT, "1")));
        stage.queueNoLongerIn(shelf);
        assertEquals(Status.UNAVAILABLE, stage.failure(durable().execute(REBOOT, "1")));
        assertEquals(List.of(), stage.client("sleepy").waiting());
    }

    @Test
    void damagedRequestsAreDroppedAndLaterFormsLeftAlone() {
        durable().execute(REBOOT, "1");
        stage.settle();
        var name = shelf.kept.keySet().iterator().next();
        var good = shelf.kept.get(name);
        for (var length = 0; length < good.size(); length++) {
            shelf.kept.put(name + "-cut-" + length, good.slice(0, length));
        }
        shelf.kept.put(name + "-long", Bytes.hex(good.hex() + "00"));
        shelf.kept.put(name + "-next", Bytes.hex("02" + good.hex().substring(2)));
        restart();
        assertEquals(Set.of(name, name + "-next"), shelf.kept.keySet());
        assertEquals(1, stage.client("sleepy").waiting().size());
    }

    @Test
    void aRequestWaitsForAClientThatTheServerForgot() {
        durable().execute(REBOOT, "1");
        stage.settle();
        stage.restart(new MemoryRegistrations());
        stage.queueIn(shelf);
        assertFalse(stage.registration("sleepy").isPresent());
        thing.register("sleepy", "1.1", QueueTest.queueMode(), Thing.LINKS);
        stage.settle();
        assertEquals(1, thing.asked.size());
    }
}
