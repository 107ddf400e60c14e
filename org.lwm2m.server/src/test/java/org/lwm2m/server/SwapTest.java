package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.testing.LoopTransport;

/** Providers are replaced while clients are managed. */
class SwapTest {

    private static final Path NAME = Path.of(3, 0, 0);

    private static final List<Entry> LIFETIME = List.of(Entry.of(Path.of(1, 0, 1), new Value.Int(60)));

    private final Stage stage = new Stage();
    private final Thing thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/0", "ours", "/3/0/9", "50"));

    @Test
    void registrationsAndObservationsSurviveANewTransport() {
        var seen = new ArrayList<Object>();
        var watch = stage.done(stage.client("thing").observe(List.of(Path.of(3, 0, 9)), Attributes.NONE, seen::add));
        var before = stage.registration("thing").orElseThrow();
        swapTransport();
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "51").status());
        stage.settle();
        assertEquals(2, seen.size());
        assertEquals(1, stage.done(stage.client("thing").read(NAME)).size());
        assertEquals(before, stage.registration("thing").orElseThrow());
        assertEquals(
                1,
                thing.asked.stream().filter(Downlink.Observe.class::isInstance).count());
    }

    @Test
    void aRequestWaitsAMomentForATransport() {
        stage.removeTransport();
        var read = stage.client("thing").read(NAME);
        stage.advance(Duration.ofMillis(500));
        assertFalse(read.toCompletableFuture().isDone());
        stage.addTransport();
        callAgain();
        thing.update(Parameters.NONE);
        assertEquals(1, stage.done(read).size());
    }

    @Test
    void aClientThatSharesTheTransportIsAskedWhenItIsBackOrAfterAMoment() {
        stage.advance(Duration.ofSeconds(1));
        stage.removeTransport();
        stage.addTransport();
        var first = stage.client("thing").read(NAME);
        stage.settle();
        assertEquals(List.of(), thing.asked);
        callAgain();
        thing.update(Parameters.NONE);
        assertEquals(1, stage.done(first).size());
        stage.advance(Duration.ofSeconds(1));
        stage.removeTransport();
        stage.addTransport();
        callAgain();
        var second = stage.client("thing").read(NAME);
        stage.advance(Duration.ofMillis(99));
        assertFalse(second.toCompletableFuture().isDone());
        stage.advance(Duration.ofMillis(1));
        assertEquals(1, stage.done(second).size());
    }

    @Test
    void aClosedServerListensNoMore() {
        stage.server().close();
        stage.server().start();
        stage.removeTransport();
        stage.addTransport();
        assertFalse(stage.network.inUse(URI.create(Stage.HERE)));
    }

    @Test
    void withoutATransportForLongerARequestFailsWith503() {
        stage.removeTransport();
        var early = stage.client("thing").read(NAME);
        stage.advance(Duration.ofSeconds(2));
        assertEquals(Status.UNAVAILABLE, stage.failure(early));
        assertEquals(Status.UNAVAILABLE, stage.failure(stage.client("thing").read(NAME)));
    }

    @Test
    void whatWasOnItsWayIsAskedAgainIfThatDoesNoHarm() {
        var answers = new ArrayList<CompletableFuture<Response>>();
        thing.answersLater(request -> {
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        });
        var read = stage.client("thing").read(NAME);
        var execute = stage.client("thing").execute(Path.of(3, 0, 4), "");
        assertEquals(2, thing.asked.size());
        stage.advance(Duration.ofSeconds(1));
        stage.removeTransport();
        assertEquals(Status.UNAVAILABLE, stage.failure(execute));
        thing.answers(request -> Response.content(Content.text("ours")));
        stage.addTransport();
        callAgain();
        thing.update(Parameters.NONE);
        assertEquals(1, stage.done(read).size());
        assertEquals(
                1,
                thing.asked.stream().filter(Downlink.Execute.class::isInstance).count());
        answers.get(0).complete(Response.of(Status.NOT_FOUND));
        stage.settle();
    }

    @Test
    void aRequestFollowsTheClientToItsNewAddress() {
        var silent = new CompletableFuture<Response>();
        thing.answersLater(request -> silent);
        var read = stage.client("thing").read(NAME);
        var execute = stage.client("thing").execute(Path.of(3, 0, 4), "");
        thing.answers(request -> Response.content(Content.text("ours")));
        stage.network.move(stage.registration("thing").orElseThrow().address(), URI.create("loop://127.0.0.1:61000"));
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
        assertEquals(1, stage.done(read).size());
        stage.settle();
        assertFalse(execute.toCompletableFuture().isDone());
        assertEquals(
                1,
                thing.asked.stream().filter(Downlink.Execute.class::isInstance).count());
    }

    @Test
    void aRequestFollowsANewRegister() {
        thing.answersLater(request -> new CompletableFuture<>());
        var read = stage.client("thing").read(NAME);
        var anew = new Thing(stage).holds(Map.of("/3/0/0", "ours"));
        anew.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        assertEquals(1, stage.done(read).size());
    }

    @Test
    void aCodecThatIsBeingReplacedIsWaitedFor() {
        stage.remove(stage.tlv, 11542);
        var write = stage.client("thing").write(Path.of(1, 0), LIFETIME, Mode.PARTIAL_UPDATE);
        thing.answers(request -> Response.of(Status.CHANGED));
        stage.advance(Duration.ofMillis(1900));
        assertEquals(List.of(), thing.asked);
        stage.add(new TlvCodec(), 11542);
        stage.done(write);
        assertEquals(1, thing.asked.size());
    }

    @Test
    void withoutAnyCodecARequestFailsAndTheClientIsNotAsked() {
        stage.remove(stage.tlv, 11542);
        var write = stage.client("thing").write(Path.of(1, 0), LIFETIME, Mode.PARTIAL_UPDATE);
        stage.advance(Duration.ofSeconds(2));
        assertEquals(Status.UNSUPPORTED_FORMAT, stage.failure(write));
        assertEquals(List.of(), thing.asked);
    }

    @Test
    void theServerListensWhereverAndWheneverThereIsATransport() {
        var two = new Stage(Map.of("listen", List.of("loop://127.0.0.1:1001", "other://127.0.0.1:1002", "no uri")));
        assertTrue(two.network.inUse(URI.create("loop://127.0.0.1:1001")));
        assertFalse(two.network.inUse(URI.create("other://127.0.0.1:1002")));
        assertEquals(1, two.heard.size());
        assertTrue(two.heard.get(0).startsWith("org.lwm2m.server: listen: "), two.heard.get(0));
        two.server().sites().add(new LoopTransport(two.network), Map.of("lwm2m.transport.scheme", "other"));
        assertTrue(two.network.inUse(URI.create("other://127.0.0.1:1002")));
        two.server().change(Settings.of(Map.of("listen", "other://127.0.0.1:1002"), two.heard::add));
        assertFalse(two.network.inUse(URI.create("loop://127.0.0.1:1001")));
        assertTrue(two.network.inUse(URI.create("other://127.0.0.1:1002")));
        two.server().close();
        assertFalse(two.network.inUse(URI.create("other://127.0.0.1:1002")));
    }

    @Test
    void aPortThatIsTakenIsTriedAgain() {
        stage.removeTransport();
        var other = new LoopTransport(stage.network);
        var uri = URI.create(Stage.HERE);
        stage.done(
                other.listen(uri, org.lwm2m.api.transport.Role.MANAGEMENT, claimed -> null, (from, request) -> null));
        stage.addTransport();
        other.close();
        assertFalse(stage.network.inUse(uri));
        stage.advance(Duration.ofMillis(100));
        assertTrue(stage.network.inUse(uri));
    }

    @Test
    void anyPortIsTheSamePortAfterASwap() {
        var any = new Stage(Map.of("listen", "loop://127.0.0.1:0"));
        var local = any.server()
                .sites()
                .find(URI.create("loop://127.0.0.1:0"))
                .orElseThrow()
                .local();
        assertTrue(local.getPort() > 0);
        any.removeTransport();
        any.addTransport();
        assertEquals(
                Optional.of(local),
                any.server()
                        .sites()
                        .find(local)
                        .flatMap(site -> site.listener())
                        .map(each -> each.local()));
    }

    @Test
    void nothingIsLeftAfterAThousandStarts() {
        var timers = stage.time.waiting();
        for (var i = 0; i < 1000; i++) {
            swapTransport();
        }
        assertEquals(timers, stage.time.waiting());
        assertEquals(1, stage.done(stage.client("thing").read(NAME)).size());
    }

    private void swapTransport() {
        stage.removeTransport();
        stage.addTransport();
        callAgain();
    }

    private void callAgain() {
        thing.call(Credentials.NONE, thing.connection().local());
    }
}
