package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.registration.Jitter;
import org.lwm2m.testing.Proves;

/** What a client with several servers does when one of them does not take it (Core 1.2, 6.2.1.1). */
class FailureTest {

    private static final Value ONE = new Value.Unsigned(1);
    private static final Value TWO = new Value.Unsigned(2);
    private static final Value YES = new Value.Flag(true);
    private static final Value NO = new Value.Flag(false);

    private final Bootstrapping it = new Bootstrapping();

    /** A first server that is away, a second that waits for it, and a Bootstrap-Server. */
    private void start(Map<Integer, Value> first) {
        it.start(Version.V1_2, Map.of());
        var resources = new HashMap<>(Map.of(13, ONE, 17, TWO, 18, new Value.Unsigned(10)));
        resources.putAll(first);
        it.account(101, it.first, resources);
        it.account(102, it.second, Map.of(13, TWO));
    }

    private long registers(ScriptedServer server) {
        return server.count(Uplink.Register.class);
    }

    @Test
    @Proves("REG-22")
    void aServerThatFailsAndBlocksIsTriedOnAloneAndThenTheBootstrapServerIsAsked() {
        it.first.stop();
        start(Map.of(15, YES));
        it.rig.advance(9);
        assertEquals(State.WAITING, it.state(101));
        assertEquals(0, registers(it.second), "blocked");
        it.rig.advance(2);
        assertEquals(State.FAILED, it.state(101));
        assertEquals(0, registers(it.second), "still blocked");
        it.rig.advance(3);
        assertEquals(State.BOOTSTRAPPING, it.state(0));
    }

    @Test
    @Proves("REG-22")
    void aServerThatBlockedLetsTheOthersOnceItIsThere() {
        it.first.answers(CompletableFuture.failedStage(new LwM2mException(Status.INTERNAL_ERROR, "not now")));
        start(Map.of(15, YES));
        it.rig.advance(9);
        assertEquals(0, registers(it.second));
        it.rig.advance(2);
        assertEquals(State.REGISTERED, it.state(101));
        assertEquals(State.REGISTERED, it.state(102));
        assertEquals(State.WAITING, it.state(0));
    }

    @Test
    @Proves("REG-22")
    void aServerThatFailsAndDoesNotBlockIsTriedOnBesideTheNext() {
        it.first.stop();
        start(Map.of(15, NO));
        it.rig.advance(1);
        assertEquals(1, registers(it.second));
        it.rig.advance(200);
        assertEquals(State.FAILED, it.state(101));
        assertEquals(State.REGISTERED, it.state(102));
        assertEquals(State.WAITING, it.state(0), "a server works");
    }

    @Test
    @Proves("REG-22")
    void withoutBootstrapOnFailureTheServerIsTriedOnAsTheAccountSays() {
        it.first.stop();
        start(Map.of(15, YES, 16, NO, 19, new Value.Unsigned(100)));
        it.rig.advance(1000);
        assertEquals(State.FAILED, it.state(101));
        assertEquals(0, registers(it.second));
        assertEquals(0, it.bootstrap.heard.size());
        assertTrue(it.status(101).next().isPresent());
    }

    @ParameterizedTest
    @Proves("REG-22")
    @CsvSource({
        // what Register is answered, whether the Bootstrap-Server is to be asked, whether it is
        "403, true, true",
        "412, true, true",
        "400, true, true",
        "403, false, false",
        "500, true, false",
        "429, true, false",
    })
    void aServerThatRejectsTheClientLeadsToABootstrapWithoutFurtherAttempts(int code, boolean wanted, boolean asked) {
        for (var answer = 0; answer < 10; answer++) {
            it.first.answers(Response.of(Status.of(code)));
        }
        it.start(Version.V1_0, Map.of());
        it.account(101, it.first, Map.of(16, new Value.Flag(wanted)));
        it.rig.advance(10);
        assertEquals(asked ? State.BOOTSTRAPPING : State.WAITING, it.state(0));
        assertEquals(State.WAITING, it.state(101));
    }

    @Test
    void whoIsDisabledByTheGatewayStaysAwayUntilItsTimeIsOverOrItIsEnabled() {
        var rig = new Rig();
        var server = rig.server(101);
        rig.start(server);
        rig.client.disable(101, Optional.of(Duration.ofSeconds(100)));
        rig.loop.run();
        assertEquals(State.DISABLED, rig.status().state());
        assertEquals(1, server.count(Uplink.Deregister.class));
        rig.advance(99);
        assertEquals(1, registers(server));
        rig.advance(1);
        assertEquals(2, registers(server));

        rig.client.disable(101, Optional.empty());
        rig.advance(86_399);
        assertEquals(2, registers(server), "/1/x/5 is a day where it says nothing");
        rig.client.enable(101);
        rig.loop.run();
        assertEquals(3, registers(server));
        rig.advance(10);
        var refused = rig.client.enable(101).toCompletableFuture();
        rig.loop.run();
        var failure = assertThrows(Exception.class, refused::join);
        assertEquals(Status.METHOD_NOT_ALLOWED, ((LwM2mException) LwM2mException.cause(failure)).status());

        rig.client.deregister(101);
        rig.advance(100_000);
        assertEquals(3, registers(server));
        rig.client.enable(101);
        rig.loop.run();
        assertEquals(4, registers(server));
    }

    @Test
    void clientsThatFailedTogetherComeBackApartAndNeverTooSoon() {
        var jitter = Jitter.of(new Random(1));
        var pauses = new ArrayList<Long>();
        for (var client = 0; client < 5000; client++) {
            pauses.add(jitter.later(Duration.ofSeconds(60)).toMillis());
        }
        assertTrue(pauses.stream().allMatch(each -> each >= 60_000 && each < 75_000), "within a quarter");
        var most = pauses.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        each -> each / 1000, java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        assertTrue(most < 450, "5,000 within 15 s are 333 a second, not " + most);
        assertEquals(Duration.ZERO, jitter.later(Duration.ZERO));
        var day = Duration.ofDays(1);
        assertTrue(jitter.later(day).minus(day).compareTo(Duration.ofMinutes(1)) < 0, "a sequence delay is what it is");
    }

    @Test
    void aClientComesBackLaterThanItsAccountSaysByItsJitter() {
        var rig = new Rig();
        rig.jitter = new Jitter(bound -> bound - 1);
        var server = rig.server(101);
        server.answers(Response.of(Status.INTERNAL_ERROR));
        server.answers(new Response(
                Status.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(100))));
        rig.start(server);
        rig.advance(74);
        assertEquals(1, registers(server));
        rig.advance(1);
        assertEquals(2, registers(server), "60 s and up to 15 more");
        rig.advance(124);
        assertEquals(2, registers(server));
        rig.advance(1);
        assertEquals(3, registers(server), "the server's 100 s and up to 25 more");
        assertFalse(rig.status().problem().isPresent());
        assertEquals(
                List.of(State.REGISTERED),
                rig.client.servers().stream().map(each -> each.state()).toList());
    }
}
