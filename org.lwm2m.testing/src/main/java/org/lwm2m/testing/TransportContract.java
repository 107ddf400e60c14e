package org.lwm2m.testing;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.testing.TransportBench.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;

/**
 * What engines rely on, whatever the wire. A transport extends this class and adds what is special to it; it should
 * give up on silent peers within a second or two, or these tests take long. One whose wire has sessions extends
 * {@link SecuredTransportContract}.
 */
@Timeout(60)
public abstract class TransportContract implements TransportBench.Supplies, NotificationRules, LargeBodyRules {

    private static final Request UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
    private static final Request READ = new Downlink.Read(Path.of(5, 0, 0), Optional.empty());

    private TransportBench bench;

    /** A fresh transport, as after its bundle was started. */
    @Override
    public abstract Transport open() throws Exception;

    /** What stopping its bundle does. */
    @Override
    public abstract void close(Transport transport);

    /** Where to listen: a free place on this machine. */
    @Override
    public abstract URI anywhere();

    @Override
    public final TransportBench bench() {
        return bench;
    }

    @BeforeEach
    void connect() throws Exception {
        bench = new TransportBench(this, Role.MANAGEMENT);
    }

    @AfterEach
    void disconnect() {
        bench.close();
    }

    private void bootstrap() throws Exception {
        bench.close();
        bench = new TransportBench(this, Role.BOOTSTRAP);
    }

    static Stream<Uplink> uplink() {
        return RequestSamples.uplink();
    }

    static Stream<Uplink> bootstrapUplink() {
        return RequestSamples.bootstrapUplink();
    }

    static Stream<Downlink> downlink() {
        return RequestSamples.downlink();
    }

    static Stream<BootstrapDownlink> bootstrapDownlink() {
        return RequestSamples.bootstrapDownlink();
    }

    static Stream<Foreign> foreign() {
        return RequestSamples.foreign();
    }

    @ParameterizedTest
    @MethodSource("uplink")
    void whatAClientAsksArrivesEqual(Uplink request) {
        await(bench.toServer.send(request));
        assertEquals(request, bench.server.next().request());
    }

    @ParameterizedTest
    @MethodSource("downlink")
    void whatAServerAsksArrivesEqual(Downlink request) {
        await(bench.toClient().send(request));
        assertEquals(request, bench.client.next().request());
    }

    @ParameterizedTest
    @MethodSource("bootstrapUplink")
    void whatAClientAsksABootstrapServerArrivesEqual(Uplink request) throws Exception {
        bootstrap();
        await(bench.toServer.send(request));
        assertEquals(request, bench.server.next().request());
    }

    @ParameterizedTest
    @MethodSource("bootstrapDownlink")
    void whatABootstrapServerAsksArrivesEqual(BootstrapDownlink request) throws Exception {
        bootstrap();
        await(bench.toServer.send(new Uplink.BootstrapRequest(Optional.of("urn:dev:1"), Optional.empty())));
        await(bench.server.next().from().send(request));
        assertEquals(request, bench.client.next().request());
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatIsNotOfLwM2mArrivesEqualOnBothSides(Foreign request) {
        await(bench.toServer.send(request));
        assertEquals(request, bench.server.next().request());
        await(bench.toClient().send(request));
        assertEquals(request, bench.client.next().request());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "CONTINUE"})
    void everyStatusArrives(Status status) {
        bench.server.answers(Response.of(status));
        assertEquals(Response.of(status), await(bench.toServer.send(UPDATE)));
    }

    @Test
    void contentLocationAndTimeToTryAgainArrive() {
        var content = Response.content(new Content(ContentFormat.TLV, Bytes.hex("c80004")));
        var created = Response.created("rd/5a3f");
        var later = new Response(
                Status.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(30)));
        var failed = Response.failed(Status.NOT_FOUND, "no such registration");
        for (var response : new Response[] {content, created, later, failed}) {
            bench.server.answers(response);
            assertEquals(response, await(bench.toServer.send(UPDATE)));
        }
    }

    @Test
    void anAnswerMayTakeItsTime() {
        var later = new CompletableFuture<Response>();
        bench.server.answers(request -> later);
        var answer = bench.toServer.send(UPDATE).toCompletableFuture();
        bench.server.next();
        assertFalse(answer.isDone());
        later.complete(Response.created("rd/1"));
        assertEquals(Response.created("rd/1"), await(answer));
    }

    @Test
    void silenceIsNoAnswer() {
        bench.server.answers(Response.SILENCE);
        var failure = assertThrows(LwM2mException.class, () -> await(bench.toServer.send(UPDATE)));
        assertEquals(Status.TIMEOUT, failure.status());
        bench.server.next();
    }

    @Test
    void aFailureIsAnsweredWithItsStatusAndWords() {
        var failure = new LwM2mException(Status.FORBIDDEN, "not you");
        bench.server.answers(request -> failedStage(failure));
        assertEquals(Response.failed(Status.FORBIDDEN, "not you"), await(bench.toServer.send(UPDATE)));
        bench.server.answers(request -> {
            throw failure;
        });
        assertEquals(Response.failed(Status.FORBIDDEN, "not you"), await(bench.toServer.send(UPDATE)));
    }

    @Test
    void anUnexpectedFailureSaysNothingOfItself() {
        bench.server.answers(request -> failedStage(new IllegalStateException("secret")));
        assertEquals(Response.of(Status.INTERNAL_ERROR), await(bench.toServer.send(UPDATE)));
        bench.server.answers(request -> {
            throw new IllegalStateException("secret");
        });
        assertEquals(Response.of(Status.INTERNAL_ERROR), await(bench.toServer.send(UPDATE)));
    }

    @Test
    void aServerFindsAClientAgainByItsAddress() throws Exception {
        var from = bench.toClient();
        var before = bench.listener.resume(from.address(), from.identity());
        assertEquals(Status.CHANGED, await(before.send(READ)).status());
        bench.replaceServerTransport();
        bench.replaceClientTransport();
        var after = bench.listener.resume(from.address(), from.identity());
        if (joined()) {
            // Its session may be known already, or it is told at once that there is none.
            bench.toClient();
        }
        assertEquals(Status.CHANGED, await(after.send(READ)).status());
        assertEquals(from.identity(), after.identity());
    }

    @Test
    void aCallComesFromWhereItSays() {
        var from = bench.toClient();
        assertEquals(bench.toServer.local().orElseThrow(), from.address());
        assertEquals(bench.listener.local(), bench.toServer.address());
    }

    @Test
    void callsFromTheSameHostHaveTheSameIdentityAndDifferentAddresses() {
        var first = bench.toClient();
        await(bench.connect(Optional.empty()).send(UPDATE));
        var second = bench.server.next().from();
        assertEquals(first.identity(), second.identity());
        assertNotEquals(first.address(), second.address());
        assertTrue(keys().who().test(first.identity()), first.identity().toString());
    }

    @Test
    void whoseOldPlaceIsTakenCallsFromAnother() {
        var other = bench.connect(bench.toServer.local());
        assertNotEquals(bench.toServer.local(), other.local());
        assertEquals(Status.CHANGED, await(other.send(UPDATE)).status());
    }

    @Test
    void eachOfManyRequestsAtATimeGetsItsOwnAnswer() {
        bench.server.answers(request -> completedStage(Response.created(((Uplink.Deregister) request).location())));
        var answers = new ArrayList<CompletableFuture<Response>>();
        for (var i = 0; i < 50; i++) {
            answers.add(bench.toServer.send(new Uplink.Deregister("rd/" + i)).toCompletableFuture());
        }
        for (var i = 0; i < 50; i++) {
            assertEquals(Response.created("rd/" + i), await(answers.get(i)));
        }
    }

    @Test
    void bothSidesMayAskAtTheSameTime() {
        var toClient = bench.toClient();
        bench.server.answers(request -> toClient.send(READ));
        bench.client.answers(Response.content(Content.text("x")));
        assertEquals(Response.content(Content.text("x")), await(bench.toServer.send(UPDATE)));
    }

    @Test
    void whereNobodyIsThereIsNoAnswer() {
        var nobody = bench.listener.local();
        bench.listener.close();
        var failure = assertThrows(LwM2mException.class, () -> await(bench.toServer.send(UPDATE)));
        assertTrue(Set.of(Status.UNAVAILABLE, Status.TIMEOUT).contains(failure.status()), failure.getMessage());
        assertEquals(nobody, bench.toServer.address());
    }

    @Test
    void anUnknownCallerIsRefusedUntilItIsKnown() {
        bench.toClient();
        bench.callersKnown = false;
        assertEquals(Status.UNAUTHORIZED, await(bench.toServer.send(UPDATE)).status());
        assertTrue(bench.server.poll().isEmpty());
        bench.callersKnown = true;
        assertEquals(Status.CHANGED, await(bench.toServer.send(UPDATE)).status());
        bench.callersKnown = false;
        assertEquals(Status.UNAUTHORIZED, await(bench.toServer.send(UPDATE)).status());
    }

    @Test
    void aConnectionThatWeCloseSendsNothingAndTellsNobody() {
        bench.toServer.close();
        assertUnavailable(bench.toServer);
        assertFalse(bench.client.sawClosed());
    }

    @Test
    void aPlaceIsFreeAfterItsListenerWasClosed() throws Exception {
        bench.listener.close();
        bench.replaceServerTransport();
        bench.callAgain();
        assertEquals(Status.CHANGED, await(bench.toServer.send(UPDATE)).status());
    }

    @Test
    void aTransportThatStopsEndsItsConnectionsAndSaysSo() {
        var never = new CompletableFuture<Response>();
        bench.server.answers(request -> never);
        var open = bench.toServer.send(UPDATE);
        bench.server.next();
        bench.closeClientTransport();
        assertEquals(bench.toServer, bench.client.nextClosed());
        var failure = assertThrows(LwM2mException.class, () -> await(open));
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertUnavailable(bench.toServer);
    }

    private static void assertUnavailable(Connection connection) {
        var failure = assertThrows(LwM2mException.class, () -> await(connection.send(UPDATE)));
        assertEquals(Status.UNAVAILABLE, failure.status());
    }
}
