package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Content;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Waiting;
import org.lwm2m.testing.Proves;

/** Requests to clients of queue mode wait while these sleep, and go out one after another once they wake. */
final class QueueTest {

    static final Path MODEL = Path.parse("/3/0/1");
    static final Path REBOOT = Path.parse("/3/0/4");
    static final Duration AWAKE = Duration.ofSeconds(93);

    private final Stage stage = new Stage();
    private final List<String> heard = new ArrayList<>();
    private final Thing thing = sleepy(stage, "sleepy").holds(Map.of("/3/0/1", "valve"));

    QueueTest() {
        stage.listen(new Notes(heard));
    }

    /** Writes down what it hears. */
    record Notes(List<String> heard) implements ClientListener {

        @Override
        public void awake(Client client, boolean awake) {
            heard.add(awake ? "awake" : "asleep");
        }

        @Override
        public void delivered(Client client, Waiting request, Response answer) {
            heard.add("delivered " + name(request) + " " + answer.status().code());
        }

        @Override
        public void failed(Client client, Waiting request, RuntimeException why) {
            heard.add("failed " + name(request) + " " + why.getMessage());
        }

        private static String name(Waiting request) {
            return request.request().getClass().getSimpleName();
        }
    }

    static Thing sleepy(Stage stage, String endpoint) {
        var thing = new Thing(stage);
        thing.register(endpoint, "1.1", queueMode(), Thing.LINKS);
        return thing;
    }

    static Parameters queueMode() {
        return Parameters.of(Duration.ofHours(1), "U", true);
    }

    private Client client() {
        return stage.client("sleepy");
    }

    private void sleep() {
        stage.advance(AWAKE.plusSeconds(1));
        thing.asked.clear();
        heard.clear();
    }

    private void wake() {
        thing.update(Parameters.NONE);
        stage.settle();
    }

    /** Never answers, so that whoever asks has to give up. */
    private static CompletionStage<Response> never(Request request) {
        return new CompletableFuture<>();
    }

    @Test
    @Proves("QM-02")
    void aRequestToASleepingClientWaitsUntilItsNextUpdate() {
        sleep();
        var read = client().read(MODEL);
        stage.advance(Duration.ofMinutes(10));
        assertEquals(List.of(), thing.asked);

        wake();
        assertEquals(new Value.Text("valve"), stage.done(read).get(0).value());
        assertEquals(List.of("awake", "delivered Read 205"), heard);
    }

    @Test
    @Proves("QM-02")
    void whateverAClientSaysSaysThatItIsAwake() {
        var token = stage.done(client().observe(List.of(MODEL), Attributes.NONE, seen -> {}))
                .token();
        var words = List.<Runnable>of(
                () -> thing.notify(token, "new"),
                () -> thing.ask(new Uplink.Send(Content.text("no such format"))),
                () -> thing.register("sleepy", "1.1", queueMode(), Thing.LINKS),
                this::wake);
        for (var word : words) {
            sleep();
            var read = client().read(MODEL);
            stage.settle();
            assertFalse(read.toCompletableFuture().isDone());
            word.run();
            stage.done(read);
        }
    }

    @Test
    @Proves("QM-03")
    void requestsThatWaitedGoOutOneAfterAnother() {
        var answers = new ArrayDeque<CompletableFuture<Response>>();
        thing.answersLater(request -> {
            answers.add(new CompletableFuture<>());
            return answers.peekLast();
        });
        sleep();
        var done = new ArrayList<Integer>();
        for (var number = 0; number < 3; number++) {
            var which = number;
            client().execute(REBOOT, "" + number).thenRun(() -> done.add(which));
        }
        wake();
        for (var number = 0; number < 3; number++) {
            wake();
            assertEquals(number + 1, thing.asked.size(), "one at a time");
            assertEquals("" + number, thing.last(Downlink.Execute.class).arguments());
            answers.remove().complete(Response.of(Status.CHANGED));
            stage.settle();
        }
        assertEquals(List.of(0, 1, 2), done);
    }

    @Test
    void whatGoesOnWithARequestGoesBeforeOthers() {
        sleep();
        thing.answers(request -> request instanceof Downlink.Write && thing.asked.size() == 1
                ? Response.of(Status.UNSUPPORTED_FORMAT)
                : Response.of(Status.CHANGED));
        var write = client().write(Path.parse("/3/0/15"), new Value.Text("Europe/Rome"));
        var reboot = client().execute(REBOOT, "");
        wake();
        stage.done(write);
        stage.done(reboot);
        assertEquals(
                List.of("Write", "Write", "Execute"),
                thing.asked.stream()
                        .map(each -> each.getClass().getSimpleName())
                        .toList());
    }

    @Test
    void anAwakeClientIsAskedAtOnce() {
        assertTrue(client().awake());
        stage.done(client().read(MODEL));
        assertEquals(List.of(), client().waiting());
    }

    @Test
    @Proves("QM-05")
    void listenersHearThatAClientFellAsleepAndWoke() {
        heard.clear();
        stage.advance(AWAKE.minusSeconds(1));
        assertTrue(client().awake());
        stage.advance(Duration.ofSeconds(2));
        assertFalse(client().awake());
        wake();
        assertEquals(List.of("asleep", "awake"), heard);
    }

    @Test
    void anotherAwakeTimeCountsAtOnce() {
        var settings = Settings.of(Map.of("listen", Stage.HERE, "awake.seconds", 5), heard::add);
        stage.server().change(settings);
        stage.advance(Duration.ofSeconds(6));
        assertFalse(client().awake());
    }

    @Test
    @Proves("QM-05")
    void aClientThatDoesNotAnswerIsAsleepAndOneThatMayHaveActedIsNotAskedTwice() {
        stage.network.loseRequests(1);
        heard.clear();
        var reboot = client().execute(REBOOT, "");
        assertEquals(Status.TIMEOUT, stage.failure(reboot));
        assertFalse(client().awake());
        wake();
        assertEquals(List.of("asleep", "awake"), heard);
        assertEquals(List.of(), thing.asked, "it is not known whether it arrived");
    }

    @Test
    void aReadThatIsNotAnsweredIsAskedAgainWhenTheClientWakes() {
        stage.network.loseRequests(1);
        var read = client().read(MODEL);
        stage.settle();
        assertEquals(1, client().waiting().size());
        wake();
        assertEquals(1, stage.done(read).size());
    }

    @Test
    void aRequestThatMakesItsClientFallOverIsGivenUpAfterThreeTimes() {
        thing.answersLater(QueueTest::never);
        var read = client().read(MODEL);
        stage.settle();
        for (var time = 0; time < 2; time++) {
            stage.advance(AWAKE);
            assertFalse(read.toCompletableFuture().isDone());
            wake();
        }
        stage.advance(AWAKE);
        assertEquals(Status.TIMEOUT, stage.failure(read));
        assertEquals(3, thing.asked.size());
        assertEquals(List.of(), client().waiting());
    }

    @Test
    void aClientThatWokeWhileItWasAskedIsAskedAgainSoon() {
        sleep();
        var first = new CompletableFuture<Response>();
        Queue<CompletionStage<Response>> answers = new ArrayDeque<>(List.of(first));
        wake();
        thing.answersLater(request -> answers.isEmpty()
                ? CompletableFuture.completedFuture(Response.content(Content.text("valve")))
                : answers.remove());
        var read = client().read(MODEL);
        stage.settle();
        stage.advance(Duration.ofSeconds(50));
        wake();
        assertEquals(1, thing.asked.size());
        stage.advance(Duration.ofSeconds(43));
        assertEquals(1, stage.done(read).size());
    }

    @Test
    void aRequestFailsWhenItsDeadlinePasses() {
        sleep();
        var read = client().within(Duration.ofMinutes(5)).read(MODEL);
        stage.advance(Duration.ofMinutes(4));
        assertFalse(read.toCompletableFuture().isDone());
        stage.advance(Duration.ofMinutes(2));
        assertEquals(Status.TIMEOUT, stage.failure(read));
        wake();
        assertEquals(List.of(), thing.asked);
        assertTrue(heard.get(0).startsWith("failed Read"), heard.toString());
    }

    @Test
    void whatWaitsCanBeListedAndTakenBack() {
        sleep();
        var first = client().execute(REBOOT, "1");
        var second = client().execute(REBOOT, "2");
        var third = client().execute(REBOOT, "3");
        stage.settle();
        var waiting = client().waiting();
        assertEquals(3, waiting.size());
        assertEquals(new Downlink.Execute(REBOOT, "2"), waiting.get(1).request());
        assertEquals(
                Duration.ofDays(1),
                Duration.between(waiting.get(1).since(), waiting.get(1).deadline()));

        assertTrue(client().cancel(waiting.get(1).id()));
        assertFalse(client().cancel(waiting.get(1).id()));
        stage.settle();
        assertThrows(
                CancellationException.class, () -> second.toCompletableFuture().join());
        first.toCompletableFuture().cancel(false);
        wake();
        stage.done(third);
        assertEquals(List.of(new Downlink.Execute(REBOOT, "3")), thing.asked);
    }

    @Test
    void aFullQueueRefusesTheNext() {
        var small = new Stage(Map.of("queue.max", 2, "queue.all.max", 3));
        for (var name : List.of("one", "other")) {
            sleepy(small, name);
        }
        small.advance(AWAKE.plusSeconds(1));
        var fate = new ArrayList<CompletionStage<?>>();
        for (var name : List.of("one", "one", "one", "other", "other")) {
            fate.add(small.client(name).execute(REBOOT, ""));
        }
        small.settle();
        assertFalse(fate.get(1).toCompletableFuture().isDone());
        assertEquals(Status.TOO_MANY_REQUESTS, small.failure(fate.get(2)));
        assertFalse(fate.get(3).toCompletableFuture().isDone());
        assertEquals(Status.TOO_MANY_REQUESTS, small.failure(fate.get(4)));
    }

    @Test
    void aClientThatLeavesEndsAllThatWaitedForIt() {
        sleep();
        var last = client();
        var some = new ArrayList<CompletionStage<?>>();
        for (var number = 0; number < 100; number++) {
            some.add(client().execute(REBOOT, "" + number));
        }
        thing.answersLater(QueueTest::never);
        thing.ask(new Uplink.Deregister(thing.location));
        some.forEach(each -> assertEquals(Status.NOT_FOUND, stage.failure(each)));
        assertEquals(List.of(), last.waiting());
        assertTrue(thing.asked.size() <= 1, "sent after it left: " + thing.asked);
    }

    @Test
    void whatWaitsFollowsANewRegistrationFromElsewhere() {
        sleep();
        var read = client().read(MODEL);
        stage.settle();
        var reborn = new Thing(stage).holds(Map.of("/3/0/1", "valve"));
        reborn.register("sleepy", "1.1", queueMode(), Thing.LINKS);
        assertEquals(1, stage.done(read).size());
        assertEquals(1, reborn.asked.size());
        assertEquals(List.of(), thing.asked);
    }

    @Test
    void anObservationThatWaitsFollowsANewRegistration() {
        sleep();
        var seen = new ArrayList<Object>();
        var observation = client().observe(List.of(MODEL), Attributes.NONE, seen::addAll);
        stage.settle();
        thing.register("sleepy", "1.1", queueMode(), Thing.LINKS);
        var token = stage.done(observation).token();
        thing.notify(token, "new");
        stage.settle();
        assertEquals(2, seen.size());
    }

    @Test
    void theCancelOfAnObservationWaitsAndIsNotSentToAnotherRegistration() throws Exception {
        var observation = stage.done(client().observe(List.of(MODEL), Attributes.NONE, seen -> {}));
        sleep();
        observation.close();
        stage.settle();
        assertEquals(1, client().waiting().size());
        thing.register("sleepy", "1.1", queueMode(), Thing.LINKS);
        stage.settle();
        assertEquals(List.of(), thing.asked);
        assertEquals(List.of(), client().waiting());
    }

    @Test
    void requestsWaitWhileTheirTransportIsReplaced() {
        sleep();
        var reboot = client().execute(REBOOT, "");
        stage.settle();
        stage.removeTransport();
        stage.addTransport();
        thing.call(Credentials.NONE, Optional.empty());
        wake();
        stage.done(reboot);
    }

    @Test
    void aClientThatGivesUpQueueModeGetsAllThatWaited() {
        sleep();
        var first = client().execute(REBOOT, "1");
        var second = client().execute(REBOOT, "2");
        thing.update(new Parameters(Optional.empty(), Optional.of("U"), false, Optional.empty(), List.of(), Map.of()));
        stage.done(first);
        stage.done(second);
        stage.advance(Duration.ofMinutes(5));
        assertTrue(client().awake());
        stage.done(client().read(MODEL));
    }

    /** A wire with connections, such as TCP, has none left to a client that slept long. */
    @ParameterizedTest
    @ValueSource(strings = {"U", "T", "N", "M", "H", "UT"})
    @Proves("QM-08")
    void queueModeIsTheSameForEveryBindingAndNeedsNoConnectionThatLasts(String binding) {
        var other = new Thing(stage).holds(Map.of("/3/0/1", "valve"));
        other.register("other", "1.2", Parameters.of(Duration.ofHours(1), binding, true), Thing.LINKS);
        assertEquals(
                Binding.parse(binding),
                stage.registration("other").orElseThrow().terms().bindings());
        other.connection().close();
        stage.advance(AWAKE.plusSeconds(1));
        assertFalse(stage.client("other").awake());
        var read = stage.client("other").read(MODEL);
        stage.advance(Duration.ofMinutes(5));
        assertFalse(read.toCompletableFuture().isDone());

        other.call(Credentials.NONE, Optional.empty());
        other.update(Parameters.NONE);
        assertEquals(1, stage.done(read).size());
    }

    /** Its connection is lost before the server knows that it sleeps. */
    @Test
    @Proves("QM-08")
    void aRequestForWhichThereIsNoWayWaits() {
        thing.connection().close();
        var read = client().read(MODEL);
        stage.settle();
        assertFalse(client().awake());
        assertFalse(read.toCompletableFuture().isDone());
        thing.call(Credentials.NONE, Optional.empty());
        wake();
        assertEquals(1, stage.done(read).size());
    }

    @Test
    void aClientOfLwM2m10SaysQueueModeInItsBinding() {
        var old = new Thing(stage);
        old.register("old", "1.0", Parameters.of(Duration.ofHours(1), "UQ", false), Thing.LINKS);
        stage.advance(AWAKE.plusSeconds(1));
        assertFalse(stage.client("old").awake());
        var read = stage.client("old").execute(REBOOT, "");
        stage.settle();
        assertEquals(List.of(), old.asked);
        old.answers(request -> Response.of(Status.CHANGED));
        old.update(Parameters.NONE);
        stage.done(read);
    }

    @Test
    void aClientWithoutQueueModeHasNoQueue() {
        var plain = Thing.registered(stage, "plain").answersLater(QueueTest::never);
        stage.advance(AWAKE.plusSeconds(1));
        stage.client("plain").execute(REBOOT, "1");
        stage.client("plain").execute(REBOOT, "2");
        stage.settle();
        assertEquals(2, plain.asked.size());
        assertEquals(List.of(), stage.client("plain").waiting());
        assertTrue(stage.client("plain").awake());
    }

    @Test
    void aServerThatEndsFailsWhatWaits() {
        sleep();
        var reboot = client().execute(REBOOT, "");
        stage.settle();
        stage.server().close();
        assertEquals(Status.UNAVAILABLE, stage.failure(reboot));
    }
}
