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
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.management.ServerSession;
import org.lwm2m.testing.Proves;

/** A client of queue mode listens for a while, sleeps, and wakes with an Update when it has something to say. */
final class QueueModeTest {

    private static final Token TOKEN = Token.of(7);
    private static final int LIFETIME = 86_400;
    private static final Downlink READ = new Downlink.Read(Path.of(3, 0, 1), Optional.empty());

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    private void start() {
        rig.start(server, Map.of(1, new Value.Int(LIFETIME), 7, new Value.Text("UQ")));
    }

    /** What the server gets for a request; empty for no answer at all. */
    private Optional<Status> ask(Downlink request) {
        var answer = server.ask(request);
        rig.loop.run();
        return answer.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.of(answer.join().status());
    }

    private ServerSession session() {
        ask(new Downlink.Observe(Path.of(3, 0, 9), TOKEN, Optional.empty(), Attributes.NONE));
        return rig.management.sessions.get(0);
    }

    private Uplink.Notify notification() {
        return new Uplink.Notify(TOKEN, Response.content(Content.text("21")));
    }

    private List<String> since(int before) {
        return server.heard.subList(before, server.heard.size()).stream()
                .map(each -> each.getClass().getSimpleName())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1.0, UQ, false", "1.1, U, true", "1.2, U, true"})
    @Proves("QM-01")
    void saysQueueModeInItsVersionsWay(String version, String binding, boolean apart) {
        var settings = new Account.Settings(
                org.lwm2m.api.Version.of(version).orElseThrow(), Optional.empty(), Optional.empty());
        rig.start(List.of());
        rig.client.add(
                Rig.account(0, server.id, server.uri(), Map.of(1, new Value.Int(300), 7, new Value.Text("UQ"))),
                settings);
        rig.loop.run();
        var said = server.last(Uplink.Register.class).parameters();
        assertEquals(Optional.of(binding), said.binding());
        assertEquals(apart, said.queueMode());
    }

    @Test
    @Proves("QM-04")
    void listensForMaxTransmitWaitAfterTheLastExchange() {
        start();
        rig.advance(92);
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
        rig.advance(92);
        assertEquals(Optional.of(Status.CHANGED), ask(READ), "an exchange begins the time anew");
        rig.advance(94);
        assertEquals(Optional.empty(), ask(READ));
        rig.advance(LIFETIME / 2);
        assertEquals(Optional.empty(), ask(READ));
        assertEquals(1, server.heard.size(), "nothing is said while it sleeps");
    }

    @Test
    @Proves("QM-06")
    void aNotificationThatWaitsWakesItAndAnUpdateGoesFirst() {
        start();
        var session = session();
        rig.advance(100);
        var before = server.heard.size();
        var sent = session.send(notification());
        var told = session.tell(notification());
        rig.loop.run();
        assertEquals(List.of("Update", "Notify", "Notify"), since(before));
        assertTrue(sent.toCompletableFuture().isDone()
                && told.toCompletableFuture().isDone());
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
    }

    @Test
    @Proves("QM-06")
    void anUpdateGoesOutBeforeTheLifetimeEnds() {
        start();
        rig.advance(LIFETIME - 94);
        assertEquals(0, server.count(Uplink.Update.class));
        assertEquals(Optional.empty(), ask(READ));
        rig.advance(2);
        assertEquals(1, server.count(Uplink.Update.class));
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
        rig.advance(94);
        assertEquals(Optional.empty(), ask(READ));
    }

    @Test
    void whileItIsAwakeItJustSaysWhatItHasToSay() {
        start();
        var session = session();
        var before = server.heard.size();
        session.send(notification());
        rig.loop.run();
        assertEquals(List.of("Notify"), since(before));
    }

    @Test
    void whatItWakesForFailsIfNobodyAnswersTheUpdate() {
        start();
        var session = session();
        rig.advance(100);
        server.answers(Response.failed(Status.UNAVAILABLE, "busy"));
        var before = server.heard.size();
        var sent = session.send(notification()).toCompletableFuture();
        rig.loop.run();
        assertEquals(List.of("Update"), since(before));
        assertTrue(sent.isCompletedExceptionally());
    }

    @Test
    void aServerThatForgotItGetsARegisterWhenItWakes() {
        start();
        var session = session();
        rig.advance(100);
        server.answers(Response.of(Status.NOT_FOUND));
        session.send(notification());
        rig.loop.run();
        assertEquals(2, server.count(Uplink.Register.class));
        assertEquals(List.of(session), rig.management.ended);
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
    }

    @Test
    void aChangeOfItsObjectsWakesIt() {
        start();
        rig.advance(100);
        rig.management.lists("/1/0", "/3/0", "/3303/0");
        rig.advance(1);
        assertEquals(1, server.count(Uplink.Update.class));
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
    }

    @Test
    void itDoesNotSleepWhileARequestIsBeingAnswered() {
        start();
        var session = session();
        server.answers(new CompletableFuture<>());
        session.send(notification());
        rig.advance(300);
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
    }

    @Test
    void aLargeBodyIsNotTakenInSleep() {
        start();
        rig.advance(100);
        var large = new Content(ContentFormat.OPAQUE, Bytes.wrap(new byte[5000]));
        assertEquals(Optional.empty(), ask(new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE)));
        assertEquals(List.of(), rig.management.handled);
    }

    @Test
    void anApplicationMayHaveItSleepSoonerAndWakeIt() {
        start();
        rig.client.sleep(101);
        rig.loop.run();
        assertEquals(Optional.empty(), ask(READ));
        rig.client.update(101);
        rig.loop.run();
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
        rig.advance(94);
        assertEquals(Optional.empty(), ask(READ));
    }

    @Test
    void withoutQueueModeItListensAlwaysAndCanNotSleep() {
        rig.start(server, Map.of(1, new Value.Int(LIFETIME)));
        rig.advance(LIFETIME / 2);
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
        var slept = rig.client.sleep(101).toCompletableFuture();
        rig.loop.run();
        assertEquals(Status.METHOD_NOT_ALLOWED, status(slept));
    }

    @Test
    void aServerThatEndsQueueModeByTheBindingIsListenedToAgain() {
        start();
        rig.management.write(0, 7, new Value.Text("U"));
        rig.loop.run();
        assertEquals(
                Optional.of("U"), server.last(Uplink.Update.class).parameters().binding());
        assertFalse(server.last(Uplink.Update.class).parameters().queueMode());
        rig.advance(1000);
        assertEquals(Optional.of(Status.CHANGED), ask(READ));
    }

    @Test
    void nothingOfASleepingClientIsLeftWhenItCloses() {
        start();
        rig.advance(100);
        rig.client.close();
        rig.loop.run();
        assertEquals(1, server.count(Uplink.Deregister.class));
        assertEquals(0, rig.loop.timers());
    }

    @Test
    void sleepsAsItIsConfigured() {
        assertEquals(Duration.ofSeconds(5), LimitsConfiguration.awake(Map.of("awake.seconds", "5"), each -> {}));
        var complaints = new java.util.ArrayList<String>();
        assertEquals(Duration.ofSeconds(93), LimitsConfiguration.awake(Map.of("awake.seconds", 0), complaints::add));
        assertTrue(complaints.get(0).contains("org.lwm2m.client")
                && complaints.get(0).contains("awake.seconds"));
    }

    private static Status status(CompletableFuture<?> failed) {
        return failed.handle((done, failure) -> ((LwM2mException) LwM2mException.cause(failure)).status())
                .join();
    }
}
