package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.testing.Proves;

/** How a registration is kept, told of changes, lost and ended. */
class UpdateTest {

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    @ParameterizedTest
    @CsvSource({"60, 30", "185, 92", "186, 93", "300, 207", "86400, 86307"})
    void updatesBeforeTheLifetimeEnds(long lifetime, long first) {
        rig.start(server, Map.of(1, new Value.Int(lifetime)));
        rig.advance(first - 1);
        assertEquals(0, server.count(Uplink.Update.class));
        rig.advance(2);
        assertEquals(1, server.count(Uplink.Update.class));
        rig.advance(first + 1);
        assertEquals(2, server.count(Uplink.Update.class));
    }

    @Test
    void anEndlessRegistrationNeedsNoUpdate() {
        rig.start(server, Map.of(1, new Value.Int(0)));
        rig.loop.advance(Duration.ofDays(100));
        assertEquals(1, server.heard.size());
        assertEquals(Optional.empty(), rig.status().next());
        rig.client.close();
        rig.loop.run();
        assertEquals(0, rig.loop.timers());
    }

    @Test
    @Proves("REG-10")
    void anUpdateTellsNothingButWhatChanged() {
        rig.start(server);
        rig.advance(207);
        var refresh = server.last(Uplink.Update.class);
        assertEquals(new Uplink.Update("rd/1", Parameters.NONE, Optional.empty()), refresh);

        rig.management.lists("/1/0", "/3/0", "/3303/0");
        rig.advance(1);
        var objects = server.last(Uplink.Update.class);
        assertEquals(Parameters.NONE, objects.parameters());
        assertEquals(
                "</1/0>,</3/0>,</3303/0>",
                objects.objects().orElseThrow().bytes().utf8());

        rig.management.write(0, 7, new Value.Text("UQ"));
        rig.loop.run();
        var binding = server.last(Uplink.Update.class).parameters();
        assertEquals(Optional.of("U"), binding.binding());
        assertTrue(binding.queueMode());
        assertEquals(Optional.empty(), binding.lifetime());
    }

    @Test
    @Proves("REG-39")
    void aLifetimeThatAServerWritesCountsAtOnce() {
        rig.start(server);
        rig.management.write(0, 1, new Value.Int(100));
        rig.loop.run();
        var update = server.last(Uplink.Update.class);
        assertEquals(Optional.of(Duration.ofSeconds(100)), update.parameters().lifetime());
        assertEquals(Optional.empty(), update.parameters().binding());
        assertEquals(Optional.empty(), update.objects());
        rig.advance(50);
        assertEquals(2, server.count(Uplink.Update.class));

        rig.management.write(0, 5, new Value.Int(40));
        rig.management.execute(0, 4, "");
        rig.loop.run();
        rig.advance(39);
        assertEquals(1, server.count(Uplink.Register.class));
        rig.advance(1);
        assertEquals(2, server.count(Uplink.Register.class));
    }

    @Test
    void manyChangesOfTheObjectsMakeOneUpdate() {
        rig.start(server);
        for (var instance = 0; instance < 20; instance++) {
            rig.management.lists("/1/0", "/3/0", "/3303/" + instance);
            rig.loop.advance(Duration.ofMillis(5));
        }
        rig.advance(5);
        assertEquals(1, server.count(Uplink.Update.class));
        var objects = server.last(Uplink.Update.class).objects().orElseThrow();
        assertEquals("</1/0>,</3/0>,</3303/19>", objects.bytes().utf8());
    }

    @Test
    void anObjectThatIsBackInAMomentIsNoNews() {
        rig.start(server);
        rig.management.lists("/1/0");
        rig.loop.advance(Duration.ofMillis(50));
        rig.management.lists("/1/0", "/3/0");
        rig.advance(5);
        assertEquals(0, server.count(Uplink.Update.class));
    }

    @Test
    void aCodecThatIsReplacedDisturbsNobody() {
        var codec = new TlvCodec();
        rig.providers.codecs().add(codec, List.of(11542), 0);
        rig.start(server);
        rig.providers.codecs().remove(codec);
        rig.client.providersChanged();
        rig.loop.advance(Duration.ofMillis(500));
        rig.providers.codecs().add(new TlvCodec(), List.of(11542), 0);
        rig.client.providersChanged();
        rig.advance(30);
        assertEquals(1, server.heard.size());
    }

    @Test
    void aNewFormatIsAnnounced() {
        rig.start(server);
        rig.providers.codecs().add(new TlvCodec(), List.of(11542), 0);
        rig.client.providersChanged();
        rig.advance(5);
        var objects = server.last(Uplink.Update.class).objects().orElseThrow();
        assertEquals("</>;ct=11542,</1/0>,</3/0>", objects.bytes().utf8());
    }

    @Test
    void aChangeWhileAnUpdateIsOutIsToldByTheNext() {
        rig.start(server);
        var answer = new CompletableFuture<Response>();
        server.answers(answer);
        rig.management.write(0, 1, new Value.Int(100));
        rig.loop.run();
        rig.management.write(0, 1, new Value.Int(200));
        rig.loop.run();
        assertEquals(1, server.count(Uplink.Update.class));
        answer.complete(Response.of(Status.CHANGED));
        rig.loop.run();
        assertEquals(
                Optional.of(Duration.ofSeconds(200)),
                server.last(Uplink.Update.class).parameters().lifetime());
    }

    @ParameterizedTest
    @Proves("REG-14")
    @EnumSource(names = {"NOT_FOUND", "BAD_REQUEST", "FORBIDDEN", "INTERNAL_ERROR"})
    void registersAgainWhenItsUpdateIsRefused(Status refusal) {
        rig.start(server);
        server.ask(new Downlink.Read(Path.of(3, 0), Optional.empty()));
        rig.loop.run();
        server.answers(Response.of(refusal));
        rig.advance(207);
        assertEquals(2, server.count(Uplink.Register.class));
        assertEquals(rig.management.sessions, rig.management.ended);
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    void keepsItsRegistrationWhileTheServerIsAway() {
        rig.start(server, Map.of(1, new Value.Int(1000)));
        rig.network.loseRequests(1);
        rig.advance(907);
        assertEquals(State.WAITING, rig.status().state());
        rig.advance(60);
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals(1, server.count(Uplink.Register.class));
        assertEquals(1, rig.management.reachable.size());
        assertTrue(rig.management.ended.isEmpty());
    }

    @Test
    void registersAgainWhenTheLifetimeEndedMeanwhile() {
        rig.start(server, Map.of(1, new Value.Int(60)));
        rig.network.loseRequests(2);
        rig.advance(30 + 60 + 120);
        assertEquals(2, server.count(Uplink.Register.class));
        assertEquals(0, server.count(Uplink.Update.class));
        assertEquals(1, rig.management.ended.size());
    }

    @Test
    void anExecuteOfTheTriggerMakesAnUpdate() {
        rig.start(server);
        rig.management.execute(0, 8, "");
        rig.loop.run();
        rig.management.execute(0, 8, "0='U'");
        rig.loop.run();
        assertEquals(2, server.count(Uplink.Update.class));
        var refused = assertThrows(LwM2mException.class, () -> rig.management.execute(0, 8, "0='T'"));
        assertEquals(Status.BAD_REQUEST, refused.status());
    }

    @Test
    void staysAwayWhileItIsDisabled() {
        rig.start(server, Map.of(1, new Value.Int(300), 5, new Value.Int(1000)));
        var before = server.client();
        rig.management.execute(0, 4, "");
        rig.loop.run();
        assertEquals("rd/1", server.last(Uplink.Deregister.class).location());
        assertEquals(State.DISABLED, rig.status().state());
        assertFalse(rig.network.inUse(before));
        assertEquals(1, rig.management.ended.size() + rig.management.sessions.size());
        rig.management.lists("/1/0");
        rig.client.providersChanged();
        rig.advance(999);
        assertEquals(2, server.heard.size());
        rig.advance(1);
        assertEquals(2, server.count(Uplink.Register.class));
    }

    @Test
    void hasNoBootstrapToTrigger() {
        rig.start(server);
        var refused = assertThrows(CompletionException.class, () -> rig.management.execute(0, 9, ""));
        assertEquals(Status.METHOD_NOT_ALLOWED, ((LwM2mException) refused.getCause()).status());
    }

    @Test
    void aReplacedTransportCallsFromTheSamePlaceAndUpdates() {
        rig.start(server);
        server.ask(new Downlink.Read(Path.of(3, 0), Optional.empty()));
        rig.loop.run();
        var before = server.client();
        rig.takeTransport();
        assertEquals(State.NO_PROVIDER, rig.status().state());
        var session = rig.management.sessions.get(0);
        assertFalse(session.reachable());
        rig.loop.advance(Duration.ofMillis(20));
        rig.bringTransport();
        assertEquals(before, server.client());
        assertEquals(new Uplink.Update("rd/1", Parameters.NONE, Optional.empty()), server.last(Uplink.Update.class));
        assertEquals(1, server.count(Uplink.Register.class));
        assertEquals(1, rig.management.reachable.size());
        assertSame(session, rig.management.reachable.get(0));
        assertTrue(session.reachable());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20})
    void aTransportThatClosesBeforeItsServiceGoesCostsNoRetryPause(long age) {
        rig.start(server);
        rig.advance(age);
        rig.transport.close();
        rig.loop.run();
        rig.remove(rig.transport);
        rig.client.providersChanged();
        rig.bringTransport();
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals(1, server.count(Uplink.Update.class));
    }

    @Test
    void aServerThatForgotUsWhileTheTransportWasAwayHearsARegister() {
        rig.start(server);
        rig.takeTransport();
        server.answers(Response.of(Status.NOT_FOUND));
        rig.bringTransport();
        assertEquals(2, server.count(Uplink.Register.class));
        assertTrue(rig.management.reachable.isEmpty());
    }

    @Test
    @Proves({"REG-15", "ATT-15"})
    void deregistersWhenItStopsIsDisabledOrLosesItsAccount() {
        rig.start(server);
        rig.management.execute(0, 4, "");
        rig.loop.run();
        assertEquals("rd/1", server.last(Uplink.Deregister.class).location());

        rig.client.register(101);
        rig.loop.run();
        var second = rig.server(102);
        var account = rig.client
                .add(Rig.account(0, 102, second.uri(), Map.of()), Account.Settings.STANDARD)
                .toCompletableFuture();
        rig.loop.run();
        assertEquals(State.REGISTERED, rig.client.servers().get(1).state());
        rig.client.remove(account.join());
        rig.loop.run();
        assertEquals(1, second.count(Uplink.Deregister.class));
        assertEquals(1, rig.client.servers().size());
        assertEquals(List.of(102), rig.management.forgotten);

        rig.client.close();
        rig.loop.run();
        assertEquals("rd/2", server.last(Uplink.Deregister.class).location());
        assertTrue(rig.client.leaving().toCompletableFuture().isDone());
        assertEquals(0, rig.loop.timers());
        assertFalse(rig.network.inUse(server.client()));
    }

    @Test
    void aServerThatDoesNotAnswerHoldsNobodyUp() {
        rig.start(server);
        server.answers(new CompletableFuture<>());
        rig.client.close();
        rig.advance(1);
        assertFalse(rig.client.leaving().toCompletableFuture().isDone());
        rig.advance(1);
        assertTrue(rig.client.leaving().toCompletableFuture().isDone());
        assertEquals(0, rig.loop.timers());
    }

    @Test
    void aRegisterThatIsOutWhenTheClientStopsIsTakenBack() {
        var answer = new CompletableFuture<Response>();
        server.answers(answer);
        rig.start(server);
        rig.client.close();
        rig.loop.run();
        answer.complete(Response.created("rd/9"));
        rig.loop.run();
        assertEquals("rd/9", server.last(Uplink.Deregister.class).location());
        assertTrue(rig.client.leaving().toCompletableFuture().isDone());
        assertEquals(0, rig.loop.timers());
    }

    @Test
    void anAccountCanBeReplacedAtOnce() {
        rig.start(server);
        var settings = Account.Settings.STANDARD;
        var second = rig.server(102);
        var first = rig.client
                .add(Rig.account(0, 102, second.uri(), Map.of()), settings)
                .toCompletableFuture();
        rig.loop.run();
        rig.client.remove(first.join());
        var again = rig.client.add(Rig.account(0, 102, second.uri(), Map.of(1, new Value.Int(77))), settings);
        rig.loop.run();
        assertTrue(again.toCompletableFuture().isDone());
        assertEquals(
                Optional.of(Duration.ofSeconds(77)),
                second.last(Uplink.Register.class).parameters().lifetime());
        assertEquals(
                List.of(101, 102),
                rig.client.servers().stream().map(each -> each.server()).toList());
    }

    @Test
    void anAccountThatIsTakenAwayWithItsClientSaysGoodByeFirst() {
        rig.start(List.of());
        var account = rig.client
                .add(Rig.account(0, 101, server.uri(), Map.of()), Account.Settings.STANDARD)
                .toCompletableFuture();
        rig.loop.run();
        var answer = new CompletableFuture<Response>();
        server.answers(answer);
        rig.client.remove(account.join());
        rig.client.close();
        rig.loop.run();
        assertEquals(1, server.count(Uplink.Deregister.class));
        assertFalse(rig.client.leaving().toCompletableFuture().isDone());
        answer.complete(Response.of(Status.DELETED));
        rig.loop.run();
        assertTrue(rig.client.leaving().toCompletableFuture().isDone());
        assertEquals(0, rig.loop.timers());
    }

    @Test
    void aThousandReplacedTransportsLeaveNothingBehind() {
        rig.start(server, Map.of(1, new Value.Int(0)));
        var place = server.client();
        for (var count = 0; count < 1000; count++) {
            rig.swapTransport(Duration.ofMillis(20));
        }
        rig.advance(5);
        assertEquals(place, server.client());
        assertEquals(1000, server.count(Uplink.Update.class));
        assertEquals(1, server.count(Uplink.Register.class));
        assertEquals(0, rig.loop.timers());
    }

    @Test
    void whoAsksByHandHearsTheOutcome() {
        rig.start(server);
        var update = rig.client.update(101).toCompletableFuture();
        var unknown = rig.client.update(7).toCompletableFuture();
        rig.loop.run();
        assertTrue(update.isDone() && !update.isCompletedExceptionally());
        assertEquals(Status.NOT_FOUND, status(unknown));

        server.answers(Response.of(Status.FORBIDDEN));
        var register = rig.client.register(101).toCompletableFuture();
        rig.loop.run();
        assertEquals(Status.FORBIDDEN, status(register));

        var gone = rig.client.deregister(101).toCompletableFuture();
        rig.loop.run();
        assertTrue(gone.isDone());
        rig.loop.advance(Duration.ofDays(3));
        assertEquals(State.WAITING, rig.status().state());
        assertEquals(2, server.count(Uplink.Register.class));
    }

    private static Status status(CompletableFuture<Void> failed) {
        var failure = assertThrows(CompletionException.class, failed::join).getCause();
        return ((LwM2mException) failure).status();
    }
}
