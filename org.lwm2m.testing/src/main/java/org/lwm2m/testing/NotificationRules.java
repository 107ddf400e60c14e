package org.lwm2m.testing;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.testing.TransportBench.await;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;

/** What engines rely on where observations and notifications are concerned; part of {@link TransportContract}. */
interface NotificationRules {

    Token TOKEN = Token.of(0x7766554433221100L);
    Downlink OBSERVE = new Downlink.Observe(Path.of(3, 0, 9), TOKEN, Optional.empty(), Attributes.NONE);

    /** The server and the client of this test. */
    TransportBench bench();

    /** Makes an observation: on some wires notifications are tied to the request that began it. */
    private void observe() {
        bench().server.observes(TOKEN, OBSERVE);
        var toClient = bench().toClient();
        bench().client.answers(Response.content(Content.text("94")));
        await(toClient.send(OBSERVE));
        assertEquals(OBSERVE, bench().client.next().request());
    }

    @Test
    default void aNotificationArrivesAndIsAccepted() {
        var notify = new Uplink.Notify(TOKEN, Response.content(Content.text("95")));
        observe();
        assertEquals(Status.CHANGED, await(bench().toServer.send(notify)).status());
        assertEquals(notify, bench().server.next().request());
    }

    @Test
    default void notificationsArriveInTheOrderTheyWereSent() {
        observe();
        var answers = new ArrayList<CompletableFuture<Response>>();
        for (var i = 0; i < 20; i++) {
            var notify = new Uplink.Notify(TOKEN, Response.content(Content.text("" + i)));
            answers.add(bench().toServer.send(notify).toCompletableFuture());
        }
        answers.forEach(TransportBench::await);
        for (var i = 0; i < 20; i++) {
            var notify = (Uplink.Notify) bench().server.next().request();
            assertEquals(Content.text("" + i), notify.response().content().orElseThrow());
        }
    }

    @Test
    default void aNotificationThatNobodyAskedForIsRefusedWithoutTheHandler() {
        var notify = new Uplink.Notify(TOKEN, Response.content(Content.text("95")));
        assertEquals(Status.NOT_FOUND, await(bench().toServer.send(notify)).status());
        assertTrue(bench().server.poll().isEmpty());
    }

    @Test
    default void aNotificationThatTheHandlerRefusesIsRefused() {
        var notify = new Uplink.Notify(TOKEN, Response.content(Content.text("95")));
        observe();
        bench().server.answers(Response.of(Status.NOT_FOUND));
        assertEquals(Status.NOT_FOUND, await(bench().toServer.send(notify)).status());
    }

    @Test
    default void anObservationEndsWithAnErrorThatArrives() {
        var notify = new Uplink.Notify(TOKEN, Response.failed(Status.NOT_FOUND, "it is gone"));
        observe();
        assertEquals(Status.CHANGED, await(bench().toServer.send(notify)).status());
        assertEquals(notify, bench().server.next().request());
    }

    @Test
    default void anObservationAndItsEndMayShareATokenAtATime() {
        var later = new CompletableFuture<Response>();
        bench().client
                .answers(request -> request.equals(OBSERVE) ? later : completedStage(Response.of(Status.CONTENT)));
        var toClient = bench().toClient();
        var observe = toClient.send(OBSERVE);
        var cancel = toClient.send(new Downlink.Cancel(Path.of(3, 0, 9), TOKEN));
        bench().client.next();
        later.complete(Response.content(Content.text("95")));
        assertEquals(Response.content(Content.text("95")), await(observe));
        assertEquals(Status.CONTENT, await(cancel).status());
    }

    @Test
    default void anObservationSurvivesTheReplacementOfTheServersTransport() throws Exception {
        observe();
        await(bench().toClient().send(OBSERVE));
        bench().replaceServerTransport();
        bench().callAgain();
        var notify = new Uplink.Notify(TOKEN, Response.content(Content.text("95")));
        assertEquals(Status.CHANGED, await(bench().toServer.send(notify)).status());
        assertEquals(notify, bench().server.next().request());
    }

    @Test
    default void anObservationSurvivesTheReplacementOfTheClientsTransport() throws Exception {
        observe();
        await(bench().toClient().send(OBSERVE));
        bench().replaceClientTransport();
        var notify = new Uplink.Notify(TOKEN, Response.content(Content.text("95")));
        assertEquals(Status.CHANGED, await(bench().toServer.send(notify)).status());
        assertEquals(notify, bench().server.next().request());
    }

    @Test
    default void aLargeNotificationArrivesAlsoAfterBothTransportsWereReplaced() throws Exception {
        var large = Response.content(new Content(ContentFormat.OPAQUE, TransportBench.random(5000)));
        bench().client.answers(request -> completedStage(large));
        bench().server.observes(TOKEN, OBSERVE);
        assertEquals(large, await(bench().toClient().send(OBSERVE)));
        var notify = new Uplink.Notify(TOKEN, large);
        assertEquals(Status.CHANGED, await(bench().toServer.send(notify)).status());
        assertEquals(notify, bench().server.next().request());
        bench().replaceClientTransport();
        bench().replaceServerTransport();
        bench().callAgain();
        assertEquals(Status.CHANGED, await(bench().toServer.send(notify)).status());
        assertEquals(notify, bench().server.next().request());
    }

    @Test
    default void whoeverTellsWhatNobodyObservesIsAskedToCancel() {
        await(bench().toServer.tell(new Uplink.Notify(TOKEN, Response.content(Content.text("95")))));
        assertEquals(
                new Downlink.Cancel(Path.ROOT, TOKEN), bench().client.next().request());
        observe();
        bench().server.answers(Response.of(Status.NOT_FOUND));
        await(bench().toServer.tell(new Uplink.Notify(TOKEN, Response.content(Content.text("96")))));
        assertEquals(
                new Downlink.Cancel(Path.ROOT, TOKEN), bench().client.next().request());
    }

    @Test
    default void anObserveMayBeAnsweredLikeARead() {
        var value = Response.content(Content.text("95"));
        var toClient = bench().toClient();
        bench().client.answers(value);
        assertEquals(value, await(toClient.send(OBSERVE)));
        bench().client.answers(value.asRead());
        assertEquals(value.asRead(), await(toClient.send(OBSERVE)));
    }

    @Test
    default void whatIsToldArrives() {
        observe();
        var notify = new Uplink.Notify(TOKEN, Response.content(Content.text("95")));
        var send = new Uplink.Send(Content.text("1"));
        await(bench().toServer.tell(notify));
        assertEquals(notify, bench().server.next().request());
        await(bench().toServer.tell(send));
        assertEquals(send, bench().server.next().request());
        var execute = new Downlink.Execute(Path.of(1, 0, 8), "");
        await(bench().toClient().tell(execute));
        assertEquals(execute, bench().client.next().request());
    }
}
