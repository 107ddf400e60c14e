package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.testing.Proves;

/** How contexts begin, go on and are recovered: RFC 8613, B.1 and B.2. */
@Proves("OSC-04")
class ContextsTest {

    private static final OscoreConfiguration.Checked AS_IT_IS = new OscoreConfiguration.Checked(false, false, 100);

    private final List<Party> pair = Party.pair();
    private final Party client = pair.get(0);
    private final Party server = pair.get(1);

    @Test
    void derivesAContextBeforeTheFirstRequestIsTaken() {
        var outcome = client.ask(server, "a");
        assertEquals("a", outcome.text());
        assertEquals(3, outcome.trips(), "R1, R3, an Echo");
        var one = option(outcome.requests().get(0));
        var two = option(outcome.requests().get(1));
        // B.2: R1 of 8 octets; then R2, of 16 octets here, and R3.
        assertEquals(8, nonce(one).length);
        assertEquals(24, nonce(two).length);
    }

    /** Transport 1.2, 5.5: "The Echo option MUST be used by the receiving endpoint" then. */
    @Test
    @Proves("OSC-03")
    void theFirstRequestInAContextIsTakenOnceItsSenderHasEchoed() {
        var asking = client.call("a");
        var derived = asking.next(server.respond(message(asking.first().orElseThrow())));
        var challenged = server.answer(message(derived));
        assertEquals(Optional.empty(), challenged.peer());
        var challenge = message(challenged.first().orElseThrow());
        assertFalse(CoapBytes.read(challenge).option(CoapBytes.OSCORE).isEmpty(), "nobody else can write one");
        // Neither a copy nor another request in the context is taken meanwhile.
        assertEquals(Optional.empty(), server.answer(message(derived)).peer());
        assertEquals(
                Optional.empty(),
                server.answer(message(client.call("b").first().orElseThrow())).peer());
        assertEquals("a", text(echoed(asking, asking.next(challenge), server)));
        assertEquals(1, client.ask(server, "c").trips());
    }

    @Test
    void aContextThatIsUsedAsItIsBeginsWithAnEchoToo() {
        var pair = Party.pair(Party.KEYS, new OscoreConfiguration.Checked(false, true, 100));
        assertEquals(2, pair.get(0).ask(pair.get(1), "a").trips());
        pair.get(1).restart();
        assertEquals(1, pair.get(0).ask(pair.get(1), "b").trips(), "it is on record");
    }

    @Test
    void thereIsNoEchoForPeersThatKnowNone() {
        var pair = Party.pair(Party.KEYS, new OscoreConfiguration.Checked(true, false, 100));
        assertEquals(2, pair.get(0).ask(pair.get(1), "a").trips());
    }

    @Test
    void takesOneTripAfterwardsAndNamesNoContext() {
        client.ask(server, "a");
        var outcome = client.ask(server, "b");
        assertEquals("b", outcome.text());
        assertEquals(1, outcome.trips());
        assertTrue(option(outcome.requests().get(0)).context().isEmpty());
    }

    @Test
    void serverAsksInTheContextThatTheClientDerived() {
        client.ask(server, "a");
        assertEquals(1, server.ask(client, "c").trips());
    }

    @Test
    void showsNeitherCodeNorPathNorPayload() {
        for (var request : client.ask(server, "secretpath").requests()) {
            assertEquals(CoapBytes.POST, CoapBytes.read(request).code());
            assertFalse(request.hex().contains(Bytes.utf8("secretpath").hex()));
        }
    }

    @Test
    void serverThatCrashedAsksForAnEchoOnce() {
        client.ask(server, "a");
        server.crash();
        var outcome = client.ask(server, "b");
        assertEquals("b", outcome.text());
        assertEquals(2, outcome.trips());
        assertTrue(option(outcome.requests().get(1)).context().isEmpty(), "no new context");
        assertEquals(1, client.ask(server, "c").trips());
    }

    @Test
    void serverThatEndedInGoodOrderGoesOnAsBefore() {
        var before = client.ask(server, "a").requests();
        server.restart();
        assertRefused(CoapBytes.UNAUTHORIZED, "Replay detected", server, before.get(1));
        assertEquals(1, client.ask(server, "b").trips());
    }

    /** It would use numbers that its successor uses, or have the peer derive another context. */
    @Test
    void whoWasReplacedNeitherCallsNorAnswersNorRefuses() {
        client.ask(server, "a");
        var request = message(client.call("b").first().orElseThrow());
        var before = server.protection();
        server.restart();
        var answered = before.answer(Bytes.utf8("t"), request, server).toCompletableFuture();
        assertTrue(answered.isCompletedExceptionally());
        var called =
                assertThrows(LwM2mException.class, () -> before.call(server.keys, Bytes.utf8("u"), Party.get("c")));
        assertEquals(Status.UNAVAILABLE, called.status());
        assertEquals(1, client.ask(server, "d").trips());
    }

    @Test
    void goodOrderOfBeforeACrashCountsNoMore() {
        client.ask(server, "a");
        server.restart();
        var replayed = client.ask(server, "b").requests().get(0);
        server.crash();
        assertInstanceOf(Step.Down.class, server.answer(replayed).first().orElseThrow());
        assertEquals(2, client.ask(server, "c").trips());
    }

    @Test
    void clientThatCrashedGoesOnWithHigherNumbers() {
        var before = option(client.ask(server, "a").requests().get(1)).number().orElseThrow();
        client.crash();
        var outcome = client.ask(server, "b");
        assertEquals("b", outcome.text());
        assertEquals(1, outcome.trips());
        assertTrue(option(outcome.requests().get(0)).number().orElseThrow().value() > before.value());
        assertEquals(2, server.ask(client, "c").trips(), "an Echo, as the client lost its window");
    }

    @Test
    void serverThatLostAllGetsANewContext() {
        client.ask(server, "a");
        server.forget();
        var outcome = client.ask(server, "b");
        assertEquals("b", outcome.text());
        assertEquals(4, outcome.trips(), "a refusal, R1, R3, an Echo");
        assertEquals(1, client.ask(server, "c").trips());
        assertEquals(1, server.ask(client, "d").trips());
    }

    @Test
    void clientThatLostAllGetsANewContext() {
        client.ask(server, "a");
        client.forget();
        assertEquals(3, client.ask(server, "b").trips());
        assertEquals(1, server.ask(client, "c").trips());
    }

    @Test
    void serverThatLostAllBeginsANewContextItself() {
        client.ask(server, "a");
        server.forget();
        assertEquals(3, server.ask(client, "b").trips());
        assertEquals(1, client.ask(server, "c").trips());
    }

    @Test
    void bothMayDeriveAContextAtTheSameTime() {
        var up = client.call("up");
        var down = server.call("down");
        var up2 = (Step.Down) up.next(server.respond(message(up.first().orElseThrow())));
        var down2 = (Step.Down) down.next(client.respond(message(down.first().orElseThrow())));
        var answerUp = server.respond(up2.message());
        var answerDown = client.respond(down2.message());
        assertEquals("up", text(echoed(up, up.next(answerUp), server)));
        assertEquals("down", text(echoed(down, down.next(answerDown), client)));
        assertEquals("x", client.ask(server, "x").text());
        assertEquals("y", server.ask(client, "y").text());
        assertEquals("z", client.ask(server, "z").text());
    }

    @Test
    void requestsThatBeganTogetherShareTheNewContext() {
        var one = client.call("1");
        var two = client.call("2");
        var one2 = (Step.Down) one.next(server.respond(message(one.first().orElseThrow())));
        var two2 = (Step.Down) two.next(server.respond(message(two.first().orElseThrow())));
        assertEquals(option(one2.message()).context(), option(two2.message()).context());
        assertEquals("2", text(echoed(two, two.next(server.respond(two2.message())), server)));
        assertEquals("1", text(echoed(one, one.next(server.respond(one2.message())), server)));
    }

    /** The window begins with the number of who is first; who sent with a lower one is asked again, or has echoed. */
    @Test
    void requestsThatWereOvertakenByTheFirstOneToEchoAreTakenOnce() {
        client.ask(server, "a");
        server.crash();
        var exchanges = List.of(client.call("1"), client.call("2"), client.call("3"));
        var challenged = new ArrayList<Bytes>();
        for (var each : exchanges.subList(0, 2)) {
            var challenge = server.respond(message(each.first().orElseThrow()));
            challenged.add(message(each.next(challenge)));
        }
        assertEquals("2", text(exchanges.get(1).next(server.respond(challenged.get(1)))));
        assertEquals("1", text(exchanges.get(0).next(server.respond(challenged.get(0)))));
        var third = exchanges.get(2);
        assertEquals(
                "3",
                text(echoed(
                        third, third.next(server.respond(message(third.first().orElseThrow()))), server)));
        for (var replayed : challenged) {
            assertRefused(CoapBytes.UNAUTHORIZED, "Replay detected", server, replayed);
        }
    }

    @Test
    void nonceOfAnEarlierDerivationMakesNoContextAgain() {
        var old = client.ask(server, "a").requests();
        client.forget();
        client.ask(server, "b");
        client.forget();
        client.ask(server, "c");
        // Two contexts later, the server knows nothing of the first one any more.
        for (var replayed : old) {
            var step = server.answer(replayed).first().orElseThrow();
            assertInstanceOf(Step.Down.class, step);
        }
        assertEquals("d", client.ask(server, "d").text());
        assertEquals(1, client.ask(server, "e").trips());
    }

    @Test
    void requestThatWasHeardBeforeACrashIsNotTakenAfterIt() {
        var old = client.ask(server, "a").requests();
        server.crash();
        old.forEach(each ->
                assertInstanceOf(Step.Down.class, server.answer(each).first().orElseThrow()));
        server.forget();
        old.forEach(each ->
                assertInstanceOf(Step.Down.class, server.answer(each).first().orElseThrow()));
    }

    @Test
    void contextIsUsedAsItIsWhereThatIsConfigured() {
        var keys = new Credentials.Oscore(
                Party.KEYS.secret(),
                Bytes.hex("9e7ca92223786340"),
                Party.KEYS.sender(),
                Party.KEYS.recipient(),
                Bytes.hex("37cbf3210017a2d3"),
                10,
                -10,
                Credentials.NONE);
        var pair = Party.pair(keys, AS_IT_IS);
        var outcome = pair.get(0).ask(pair.get(1), "a");
        assertEquals(1, outcome.trips());
        assertEquals("a", outcome.text());
        assertEquals(keys.context(), option(outcome.requests().get(0)).context().orElseThrow());
        assertEquals(0, option(outcome.requests().get(0)).number().orElseThrow().value());
        pair.get(0).crash();
        assertEquals(1, pair.get(0).ask(pair.get(1), "b").trips());
    }

    @Test
    void contextWhoseNumbersAreUsedUpSaysSo() {
        var numbers = new Numbers(PartialIv.MAX - 1, below -> {});
        numbers.next();
        assertEquals(PartialIv.MAX, numbers.next().value());
        assertTrue(numbers.exhausted());
        var failure = assertThrows(LwM2mException.class, numbers::next);
        assertEquals(Status.UNAVAILABLE, failure.status());
        assertTrue(failure.getMessage().contains("sequence numbers"), failure.getMessage());
    }

    @Test
    void anotherContextFollowsOneWhoseNumbersAreUsedUp() {
        client.ask(server, "a");
        client.kept.replaceAll((name, page) -> Bytes.utf8(page.utf8().split(" ")[0] + " " + (PartialIv.MAX + 1)));
        client.crash();
        assertEquals(3, client.ask(server, "b").trips());
    }

    @Test
    void noNumberIsUsedThatTheStoreDidNotTake() {
        var numbers = new Numbers(0, below -> {
            throw new LwM2mException(Status.UNAVAILABLE, "disk full");
        });
        assertThrows(LwM2mException.class, numbers::next);
        assertEquals(0, numbers.unused());
    }

    /** A file that lost its end brings numbers that were used; the parties note each nonce, and fail at a second use. */
    @Test
    void aStoreThatWentBackBringsNoNumberOfBefore() {
        client.ask(server, "a");
        var before = Map.copyOf(client.kept);
        var old = List.<Bytes>of();
        for (var i = 0; i <= Numbers.BLOCK; i++) {
            old = client.ask(server, "b").requests();
        }
        client.goBack(before);
        assertEquals("c", client.ask(server, "c").text());
        assertEquals("d", server.ask(client, "d").text());
        server.goBack(Map.copyOf(server.kept));
        old.forEach(each ->
                assertInstanceOf(Step.Down.class, server.answer(each).first().orElseThrow()));
        assertEquals("e", server.ask(client, "e").text());
        server.restart();
        assertEquals(1, client.ask(server, "f").trips(), "what was kept since then is believed");
    }

    @Test
    void aContextThatIsUsedAsItIsIsDerivedOnceTheStoreWentBack() {
        var pair = Party.pair(Party.KEYS, AS_IT_IS);
        pair.get(0).ask(pair.get(1), "a");
        pair.get(0).goBack(Map.of());
        assertEquals("b", pair.get(0).ask(pair.get(1), "b").text());
        assertEquals(1, pair.get(1).ask(pair.get(0), "c").trips());
    }

    private static void assertRefused(int code, String words, Party party, Bytes request) {
        var refusal = CoapBytes.read(message(party.answer(request).first().orElseThrow()));
        assertEquals(code, refusal.code());
        assertEquals(words, new String(refusal.payload(), UTF_8));
        assertTrue(refusal.option(CoapBytes.OSCORE).isEmpty());
    }

    private static Step echoed(Exchange exchange, Step step, Party other) {
        return exchange.next(other.respond(message(step)));
    }

    private static Bytes message(Step step) {
        return ((Step.Down) step).message();
    }

    private static String text(Step step) {
        return new String(CoapBytes.read(((Step.Up) step).message()).payload(), UTF_8);
    }

    private static OscoreOption option(Bytes message) {
        return OscoreOption.read(
                CoapBytes.read(message).option(CoapBytes.OSCORE).orElseThrow());
    }

    private static byte[] nonce(OscoreOption option) {
        return Cbor.unwrap(option.context().orElseThrow().array()).orElseThrow();
    }
}
