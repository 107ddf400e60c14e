package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.testing.Proves;

/** When a client asks its Bootstrap-Server, when again, and when not. */
class BootstrapBeginningTest {

    private final Bootstrapping it = new Bootstrapping();

    private long requests() {
        return it.bootstrap.count(Uplink.BootstrapRequest.class);
    }

    @Test
    @Proves("BS-05")
    void asksAfterTheHoldOffIfThereIsNoServer() {
        it.start(Version.V1_2, Map.of(11, new Value.Int(60)));
        it.rig.advance(59);
        assertEquals(0, requests());
        assertEquals(State.WAITING, it.state(0));
        it.rig.advance(1);
        assertEquals(1, requests());
        assertEquals(
                Optional.of("gateway"),
                it.bootstrap.last(Uplink.BootstrapRequest.class).endpoint());
    }

    @Test
    @Proves({"BS-01", "BS-03"})
    void accountsOfTheFactoryAreThoseOfItsConfiguration() {
        it.start(Version.V1_2, Map.of());
        var server =
                AccountConfiguration.read(Map.of("uri", it.first.uri(), "server.id", "101", "lifetime.seconds", "300"));
        it.rig.client.add(server.entries(), server.settings());
        it.rig.advance(1);
        assertEquals(State.REGISTERED, it.state(101));
        var other = new Bootstrapping();
        other.rig.start(List.of());
        var bootstrap = AccountConfiguration.read(Map.of("uri", other.bootstrap.uri(), "bootstrap", "true"));
        other.rig.client.add(bootstrap.entries(), bootstrap.settings());
        other.rig.loop.run();
        assertEquals(other.uri(), other.status(0).uri());
        var second =
                other.rig.client.add(bootstrap.entries(), bootstrap.settings()).toCompletableFuture();
        other.rig.loop.run();
        assertEquals(Status.BAD_REQUEST, status(second), "there is one at most");
    }

    @Test
    void doesNotAskAsLongAsAServerWorks() {
        it.start(Version.V1_2, Map.of(11, new Value.Int(60)));
        it.rig.advance(30);
        it.account(101, it.first, Map.of());
        it.rig.advance(100_000);
        assertEquals(0, requests());
        assertEquals(State.REGISTERED, it.state(101));
        assertEquals(State.WAITING, it.state(0));
    }

    @Test
    @Proves("BS-22")
    void asksWhenAllRegistrationsHaveFailed() {
        it.start(Version.V1_2, Map.of());
        it.first.stop();
        it.account(101, it.first, Map.of(17, new Value.Unsigned(2), 18, new Value.Unsigned(10)));
        it.account(102, it.second, Map.of(17, new Value.Unsigned(2), 18, new Value.Unsigned(10)));
        it.rig.advance(600);
        assertEquals(State.FAILED, it.state(101));
        assertEquals(0, requests(), "one works");
        it.second.stop();
        it.rig.client.register(102);
        it.rig.advance(100);
        assertEquals(1, requests());
        assertEquals(State.BOOTSTRAPPING, it.state(0));
        var third = it.rig.server(103);
        it.delete("/0");
        it.writeAccount(0, third, 300);
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(5);
        assertEquals(State.REGISTERED, it.state(103));
        assertEquals(List.of(103, 0), it.servers());
    }

    @Test
    @Proves("BS-22")
    void doesNotAskIfTheServerThatFailedIsToBeTriedOn() {
        it.start(Version.V1_2, Map.of());
        it.first.stop();
        it.account(
                101,
                it.first,
                Map.of(17, new Value.Unsigned(1), 19, new Value.Unsigned(100), 16, new Value.Flag(false)));
        it.rig.advance(1000);
        assertEquals(State.FAILED, it.state(101));
        assertEquals(0, requests());
    }

    @Test
    void aServerThatWorksAgainEndsTheWish() {
        it.start(Version.V1_2, Map.of(11, new Value.Int(500)));
        it.first.answers(Response.of(Status.FORBIDDEN));
        it.account(101, it.first, Map.of(17, new Value.Unsigned(1), 19, new Value.Unsigned(100)));
        it.rig.advance(50);
        assertEquals(State.FAILED, it.state(101));
        assertTrue(it.status(0).next().isPresent());
        it.rig.advance(60);
        assertEquals(State.REGISTERED, it.state(101));
        assertFalse(it.status(0).next().isPresent());
        it.rig.advance(1000);
        assertEquals(0, requests());
    }

    @Test
    @Proves("BS-21")
    void aServerThatABootstrapLeftAsItWasIsTriedAnew() {
        it.start(Version.V1_2, Map.of());
        it.first.answers(Response.of(Status.FORBIDDEN));
        it.account(101, it.first, Map.of(17, new Value.Unsigned(1)));
        it.rig.advance(10);
        assertEquals(State.BOOTSTRAPPING, it.state(0));
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(State.REGISTERED, it.state(101));
    }

    @Test
    @Proves("BS-24")
    void aServerMakesItAsk() {
        it.start(Version.V1_2, Map.of(11, new Value.Int(600)));
        it.account(101, it.first, Map.of());
        it.rig.advance(5);
        var answer = it.first.ask(new Downlink.Execute(Path.of(1, 0, 9), ""));
        answer.thenRun(() -> assertEquals(0, requests(), "answered first"));
        it.rig.loop.run();
        assertEquals(Status.CHANGED, answer.join().status());
        assertEquals(1, requests());
        assertEquals(State.REGISTERED, it.state(101));
        it.write("/1/0/1", "/1/0/1", 60);
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(
                Optional.of(Duration.ofSeconds(60)),
                it.first.last(Uplink.Update.class).parameters().lifetime());
        assertEquals(1, it.first.count(Uplink.Register.class));
    }

    @Test
    void whatHappensToAccountsDuringABootstrapIsNotLost() {
        it.start(Version.V1_2, Map.of());
        it.account(101, it.first, Map.of(1, new Value.Int(300)));
        it.rig.client.bootstrap();
        it.rig.loop.run();
        var bytes = Bootstrapping.TLV.encode(Path.of(1, 0, 1), Bootstrapping.entries("/1/0/1", 77));
        var content = new org.lwm2m.api.Content(org.lwm2m.api.ContentFormat.TLV, bytes);
        it.first.ask(new Downlink.Write(Path.of(1, 0, 1), content, Downlink.Write.Mode.REPLACE));
        it.account(102, it.second, Map.of());
        it.writeAccount(7, it.rig.server(103), 300);
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(List.of(101, 102, 103, 0), it.servers());
        it.rig.client.register(101);
        it.rig.loop.run();
        assertEquals(
                Optional.of(Duration.ofSeconds(77)),
                it.first.last(Uplink.Register.class).parameters().lifetime());
    }

    @Test
    @Proves("BS-24")
    void aTriggerWithoutBootstrapAccountIsRefused() {
        it.start(Version.V1_2, Map.of(12, new Value.Int(1)));
        it.asked();
        it.writeAccount(0, it.first, 300);
        it.finish();
        it.rig.advance(5);
        var answer = it.first.ask(new Downlink.Execute(Path.of(1, 0, 9), ""));
        it.rig.loop.run();
        assertEquals(Status.METHOD_NOT_ALLOWED, answer.join().status());
        var again = it.rig.client.bootstrap().toCompletableFuture();
        it.rig.loop.run();
        assertEquals(Status.NOT_FOUND, status(again));
    }

    @Test
    void saysWhatCameOfABootstrap() {
        it.start(Version.V1_2, Map.of());
        it.account(101, it.first, Map.of());
        it.rig.advance(1);
        it.bootstrap.answers(Response.failed(Status.BAD_REQUEST, "who are you"));
        var refused = it.rig.client.bootstrap().toCompletableFuture();
        it.rig.advance(1);
        assertEquals(Status.BAD_REQUEST, status(refused));
        assertTrue(it.status(0).problem().orElseThrow().contains("who are you"));
        assertEquals(State.FAILED, it.state(0));
        var taken = it.rig.client.bootstrap().toCompletableFuture();
        it.rig.loop.run();
        assertFalse(taken.isDone());
        it.finish();
        assertTrue(taken.isDone() && !taken.isCompletedExceptionally());
        it.rig.advance(10_000);
        assertEquals(2, requests());
    }

    @Test
    void asksAgainAfterAMinuteTwoFourAndWhenItIsTold() {
        it.start(Version.V1_2, Map.of());
        for (var i = 0; i < 3; i++) {
            it.bootstrap.answers(Response.of(Status.BAD_REQUEST));
        }
        it.bootstrap.answers(new Response(
                Status.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(17))));
        var times = List.of(2, 60, 120, 240, 17);
        for (var i = 0; i < times.size(); i++) {
            it.rig.advance(times.get(i) - (i == 0 ? 0 : 1));
            assertEquals(i + (i == 0 ? 1 : 0), requests());
            it.rig.advance(i == 0 ? 0 : 1);
            assertEquals(i + 1, requests());
        }
        assertEquals(State.BOOTSTRAPPING, it.state(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    @Proves("BS-27")
    void theAccountGoesSomeSecondsAfterASuccess(int seconds) {
        it.start(Version.V1_2, Map.of(12, new Value.Int(seconds)));
        it.asked();
        it.rig.advance(200);
        it.writeAccount(0, it.first, 300);
        it.finish();
        it.advance(Duration.ofSeconds(seconds).minusMillis(100));
        assertTrue(it.servers().contains(0));
        it.advance(Duration.ofMillis(200));
        assertEquals(List.of(101), it.servers());
        assertEquals(State.REGISTERED, it.state(101));
        // A new account of the same kind begins anew.
        it.account(Version.V1_2, Map.of(12, new Value.Int(0)));
        it.rig.advance(100_000);
        assertEquals(List.of(101, 0), it.servers());
    }

    @Test
    @Proves("BS-26")
    void aBootstrapServerMayBeginWhileTheClientHoldsOff() {
        it.start(Version.V1_0, Map.of(11, new Value.Int(600)));
        it.rig.advance(10);
        it.bootstrap.reach(Bootstrapping.HERE);
        it.writeAccount(0, it.first, 300);
        assertEquals(State.BOOTSTRAPPING, it.state(0));
        it.rig.advance(200);
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(0, requests());
        assertEquals(State.REGISTERED, it.state(101));
        it.rig.advance(1000);
        assertEquals(0, requests());
    }

    @Test
    @Proves("BS-35")
    void requestsOfTheWrongInterfaceAreIgnored() {
        it.start(Version.V1_2, Map.of());
        it.asked();
        for (var request : List.of(
                new Downlink.Read(Path.of(3, 0), Optional.empty()),
                new Downlink.Execute(Path.of(3, 0, 4), ""),
                new Downlink.Discover(Path.of(1), Optional.empty()))) {
            assertUnanswered(it.bootstrap.ask(request));
        }
        it.writeAccount(0, it.first, 300);
        it.finish();
        it.rig.advance(1);
        for (var request : List.of(
                new BootstrapDownlink.Delete(Path.of(0)),
                new BootstrapDownlink.Discover(Path.ROOT),
                new BootstrapDownlink.Finish())) {
            assertUnanswered(it.first.ask(request));
        }
        assertUnanswered(it.bootstrap.ask(new BootstrapDownlink.Delete(Path.of(0))));
        assertEquals(State.REGISTERED, it.state(101));
    }

    @Test
    @Proves("BS-38")
    void thereIsNoAlternatePath() {
        it.start(Version.V1_2, Map.of());
        it.asked();
        it.writeAccount(0, it.first, 300);
        var prefixed = Path.of(1, 0, 1).in("lwm2m");
        assertEquals(
                Status.BAD_REQUEST,
                it.ask(new BootstrapDownlink.Delete(Path.of(1).in("lwm2m"))).status());
        assertEquals(
                Status.BAD_REQUEST,
                it.ask(new BootstrapDownlink.Write(
                                prefixed,
                                new org.lwm2m.api.Content(
                                        new org.lwm2m.api.ContentFormat(0), org.lwm2m.api.Bytes.utf8("5"))))
                        .status());
        assertEquals(
                Status.METHOD_NOT_ALLOWED,
                it.ask(new BootstrapDownlink.Read(Path.of(1).in("lwm2m"), Optional.empty()))
                        .status());
        assertFalse(it.discover("/").contains("lwm2m/"));
        assertFalse(it.discover("/").contains("oma.lwm2m"));
    }

    @Test
    void aTransportThatIsReplacedDoesNotEndTheWish() {
        it.start(Version.V1_2, Map.of());
        it.rig.takeTransport();
        it.rig.advance(10);
        assertEquals(State.NO_PROVIDER, it.state(0));
        it.rig.bringTransport();
        it.rig.advance(1);
        assertEquals(1, requests());
        it.rig.takeTransport();
        it.rig.bringTransport();
        it.rig.advance(61);
        assertEquals(2, requests());
        it.writeAccount(0, it.first, 300);
        assertEquals(Status.CHANGED, it.finish().status());
    }

    @Test
    void leavesNothingBehindWhenItEnds() {
        it.start(Version.V1_2, Map.of(12, new Value.Int(1000)));
        it.asked();
        it.writeAccount(0, it.first, 300);
        it.finish();
        it.rig.advance(1);
        it.rig.client.bootstrap();
        it.rig.loop.run();
        it.rig.client.close();
        it.rig.advance(5);
        assertEquals(0, it.rig.loop.timers());
    }

    private void assertUnanswered(CompletableFuture<Response> answer) {
        it.rig.loop.run();
        assertFalse(answer.isDone() && !answer.isCompletedExceptionally());
    }

    private static Status status(CompletableFuture<?> failed) {
        return failed.handle((done, failure) -> ((LwM2mException) LwM2mException.cause(failure)).status())
                .join();
    }
}
