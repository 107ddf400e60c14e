package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;

/** What happens to single messages between two that have a context: replays, forgeries, notifications. */
class MessagesTest {

    private final List<Party> pair = Party.pair();
    private final Party client = pair.get(0);
    private final Party server = pair.get(1);

    @BeforeEach
    void deriveAContext() {
        client.ask(server, "begin");
    }

    @Test
    void requestIsTakenOnce() {
        var request = down(client.call("a").first());
        assertInstanceOf(Step.Up.class, server.answer(request).first().orElseThrow());
        assertRefused("Replay detected", CoapBytes.UNAUTHORIZED, request);
    }

    @Test
    void requestsMayOvertakeOneAnotherWithinAWindowOf32() {
        var requests = new ArrayList<Bytes>();
        for (var each = 0; each < 40; each++) {
            requests.add(down(client.call("a" + each).first()));
        }
        assertTaken(requests.get(39));
        assertRefused("Replay detected", CoapBytes.UNAUTHORIZED, requests.get(7));
        for (var each = 8; each < 39; each++) {
            assertTaken(requests.get(each));
        }
        requests.forEach(each -> assertRefused("Replay detected", CoapBytes.UNAUTHORIZED, each));
    }

    @Test
    void windowKnowsWhatCame() {
        var random = new Random(32);
        for (var round = 0; round < 200; round++) {
            var window = new ReplayWindow();
            var came = new java.util.HashSet<Long>();
            var top = -1L;
            for (var each = 0; each < 300; each++) {
                var number = Math.max(0, top + random.nextInt(80) - 60 + (random.nextInt(20) == 0 ? 40 : 0));
                var expected = number > top || top - number < ReplayWindow.SIZE && !came.contains(number);
                assertEquals(expected, window.isNew(number));
                assertEquals(expected, window.take(number));
                came.add(number);
                top = Math.max(top, expected ? number : top);
            }
        }
    }

    /** Of a changed message nothing is taken, and the genuine one still is. */
    @Test
    void forgedMessagesAreTakenForNothing() {
        var exchange = client.call("a");
        var request = down(exchange.first());
        for (var bit = 0; bit < 8 * request.size(); bit++) {
            var step = server.answer(flipped(request, bit)).first().orElseThrow();
            if (step instanceof Step.Up up) {
                // Outer code and Observe are not protected, and mean nothing.
                assertTrue(bit < 8, "bit " + bit);
                assertArrayEquals(
                        "a".getBytes(UTF_8),
                        CoapBytes.read(up.message()).option(11).orElseThrow());
                server.restart();
                client.ask(server, "again");
                request = down((exchange = client.call("a")).first());
            }
        }
        var response = server.respond(request);
        for (var bit = 8; bit < 8 * response.size(); bit++) {
            var step = exchange.next(flipped(response, bit));
            assertFalse(step instanceof Step.Up, "bit " + bit);
        }
        assertInstanceOf(Step.Up.class, exchange.next(response));
    }

    @Test
    void responseToAnotherRequestIsNone() {
        var one = client.call("1");
        var two = client.call("2");
        var answer = server.respond(down(two.first()));
        assertInstanceOf(Step.Drop.class, one.next(answer));
        assertInstanceOf(Step.Up.class, two.next(answer));
    }

    @Test
    void unprotectedErrorIsARefusalAndUnprotectedSuccessNothing() {
        var exchange = client.call("a");
        assertInstanceOf(Step.Drop.class, exchange.next(Party.content("forged")));
        var overload = Bytes.wrap(Refusal.of(0xa3).write());
        assertEquals(new Step.Refused(overload), exchange.next(overload));
    }

    @Test
    void refusesWhatHasNoKeysAsTheSpecificationSays() {
        assertRefused("Failed to decode COSE", CoapBytes.BAD_OPTION, Party.get("plain"));
        var noNumber = CoapBytes.read(down(client.call("a").first())).with(CoapBytes.OSCORE, (byte) 0x08, (byte) 'd');
        assertRefused("Failed to decode COSE", CoapBytes.BAD_OPTION, Bytes.wrap(noNumber.write()));
        var stranger = CoapBytes.read(down(client.call("a").first()))
                .with(CoapBytes.OSCORE, (byte) 0x09, (byte) 0x05, (byte) 'x');
        assertRefused("Security context not found", CoapBytes.UNAUTHORIZED, Bytes.wrap(stranger.write()));
        var other = CoapBytes.read(down(client.call("a").first()))
                .with(CoapBytes.OSCORE, (byte) 0x09, (byte) 0x7f, (byte) 'd', (byte) 'e', (byte) 'v');
        assertRefused("Decryption failed", CoapBytes.BAD_REQUEST, Bytes.wrap(other.write()));
    }

    @Test
    void notificationsAreTakenInOrderAndOnce() {
        var observation = new Observation();
        var one = observation.notify("1");
        var two = observation.notify("2");
        var three = observation.notify("3");
        assertEquals(CoapBytes.CONTENT, CoapBytes.read(one).code());
        var observing = client.observing(observation.token).orElseThrow();
        assertUp("2", observing.next(two));
        assertInstanceOf(Step.Drop.class, observing.next(one));
        assertInstanceOf(Step.Drop.class, observing.next(two));
        assertUp("3", observing.next(three));
    }

    @Test
    void notificationsAreNumberedByTheirPartialIv() {
        var observation = new Observation();
        var observing = client.observing(observation.token).orElseThrow();
        var notice = observation.notify("1");
        var outer = CoapBytes.read(notice);
        var number = OscoreOption.read(outer.option(CoapBytes.OSCORE).orElseThrow())
                .number()
                .orElseThrow();
        var opened = CoapBytes.read(((Step.Up) observing.next(notice)).message());
        var expected = number.value() == 0 ? new byte[0] : number.octets();
        assertArrayEquals(expected, opened.option(CoapBytes.OBSERVE).orElseThrow());
    }

    @Test
    void unprotectedErrorEndsNoObservation() {
        var observation = new Observation();
        var observing = client.observing(observation.token).orElseThrow();
        assertInstanceOf(
                Step.Drop.class, observing.next(Bytes.wrap(Refusal.of(0x84).write())));
        assertUp("1", observing.next(observation.notify("1")));
    }

    @Test
    void errorThatIsProtectedEndsTheObservation() {
        var observation = new Observation();
        var observing = client.observing(observation.token).orElseThrow();
        var gone = observation.answering.next(Bytes.wrap(Refusal.of(0x84).write()));
        assertInstanceOf(Step.Up.class, observing.next(((Step.Down) gone).message()));
        assertEquals(Optional.empty(), client.observing(observation.token));
        assertEquals(Optional.empty(), server.observed(Bytes.utf8("t")));
    }

    @Test
    void cancelEndsTheObservationOnBothSides() {
        var observation = new Observation();
        var cancel = CoapBytes.read(Party.get("x")).with(CoapBytes.OBSERVE, (byte) 1);
        var exchange = client.protection().call(client.keys, observation.token, Bytes.wrap(cancel.write()));
        assertEquals(CoapBytes.FETCH, CoapBytes.read(down(exchange.first())).code());
        assertInstanceOf(Step.Up.class, exchange.next(server.respond(down(exchange.first()))));
        assertEquals(Optional.empty(), client.observing(observation.token));
        assertEquals(Optional.empty(), server.observed(Bytes.utf8("t")));
    }

    @Test
    void observeThatAProxyTookAwayIsARead() {
        var exchange = client.protection().call(client.keys, Bytes.utf8("o"), Party.observe("x"));
        var stripped = CoapBytes.read(down(exchange.first())).without(CoapBytes.OBSERVE);
        var step = (Step.Up) server.answer(Bytes.wrap(stripped.write())).first().orElseThrow();
        assertTrue(CoapBytes.read(step.message()).option(CoapBytes.OBSERVE).isEmpty());
    }

    @Test
    void optionsForProxiesStayOutsideAndOthersAreNotBelievedThere() {
        var request = CoapBytes.read(Party.get("x"))
                .with(3, "host".getBytes(UTF_8))
                .with(7, (byte) 99)
                .with(27, (byte) 0x0e);
        var exchange = client.protection().call(client.keys, Bytes.utf8("o"), Bytes.wrap(request.write()));
        var outer = CoapBytes.read(down(exchange.first()));
        assertEquals(
                List.of(3, 7, 9),
                outer.options().stream().map(CoapBytes.Option::number).toList());
        var forged = outer.with(12, (byte) 42).with(11, "other".getBytes(UTF_8));
        var opened = (Step.Up) server.answer(Bytes.wrap(forged.write())).first().orElseThrow();
        assertEquals(HexFormat.of().formatHex(request.write()), opened.message().hex());
    }

    @Test
    void readsNoOptionThatIsMalformed() {
        for (var bad : List.of(
                "00", "06", "07", "0900", "20", "1103", "110301", "0100ff", "020001", "1901", "1901ff05", "8901")) {
            if (!bad.equals("0900")) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> OscoreOption.read(HexFormat.of().parseHex(bad)),
                        bad);
            }
        }
        for (var good : List.of("", "0100", "0914", "091400", "19140837cbf3210017a2d3", "08", "1000", "05ffffffffff")) {
            var read = OscoreOption.read(HexFormat.of().parseHex(good));
            assertEquals(good, HexFormat.of().formatHex(read.write()));
        }
    }

    /** The client observes "x" at the server. */
    private final class Observation {

        final Bytes token = Bytes.utf8("obs");
        final org.lwm2m.api.security.Identity peer;
        final Exchange answering;

        Observation() {
            var exchange = client.protection().call(client.keys, token, Party.observe("x"));
            var taken = server.answer(down(exchange.first()));
            peer = taken.peer().orElseThrow();
            var first = (Step.Down) taken.next(Party.notification("0"));
            assertUp("0", exchange.next(first.message()));
            answering = server.observed(Bytes.utf8("t")).orElseThrow();
        }

        Bytes notify(String text) {
            return ((Step.Down) answering.next(Party.notification(text))).message();
        }
    }

    private void assertTaken(Bytes request) {
        assertInstanceOf(Step.Up.class, server.answer(request).first().orElseThrow());
    }

    private void assertRefused(String words, int code, Bytes request) {
        var refusal = CoapBytes.read(down(server.answer(request).first()));
        assertEquals(words, new String(refusal.payload(), UTF_8));
        assertEquals(code, refusal.code());
    }

    private static void assertUp(String text, Step step) {
        assertEquals(text, new String(CoapBytes.read(((Step.Up) step).message()).payload(), UTF_8));
    }

    private static Bytes down(Optional<Step> step) {
        return ((Step.Down) step.orElseThrow()).message();
    }

    private static Bytes flipped(Bytes octets, int bit) {
        var other = octets.array();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.wrap(other);
    }
}
