package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.MessageProtection.Step;

/** What becomes of an observation when one of its ends begins again, or both. */
class ObservationsTest {

    private static final Bytes TOKEN = Bytes.utf8("observed");
    private static final Bytes THEIRS = Bytes.utf8("t");

    private final List<Party> pair = Party.pair();
    private final Party observer = pair.get(0);
    private final Party observed = pair.get(1);
    private Bytes first;

    @BeforeEach
    void observe() {
        observer.ask(observed, "begin");
        var exchange = observer.protection().call(observer.keys, TOKEN, Party.observe("x"));
        var taken = observed.answer(message(exchange.first().orElseThrow()));
        first = message(taken.next(Party.notification("0")));
        assertTaken("0", exchange.next(first));
    }

    @Test
    void goesOnWhereBothEndsAreReplaced() {
        var one = tell("1");
        assertTaken("1", hear(one));
        observer.restart();
        observed.restart();
        assertTaken("2", hear(tell("2")));
        assertInstanceOf(Step.Drop.class, hear(one));
        observer.restart();
        assertInstanceOf(Step.Drop.class, hear(one));
        assertTaken("3", hear(tell("3")));
    }

    @Test
    void goesOnWhereBothEndsAreKilled() {
        observer.crash();
        observed.crash();
        assertTaken("1", hear(tell("1")));
        observed.crash();
        assertTaken("2", hear(tell("2")));
        observer.crash();
        assertTaken("3", hear(tell("3")));
    }

    @Test
    void whatCameLongBeforeAKillCountsNoSecondTime() {
        var told = new ArrayList<Bytes>();
        for (var each = 1; each <= 2 * Page.LAG; each++) {
            told.add(tell("" + each));
            assertTaken("" + each, hear(told.get(each - 1)));
        }
        observer.crash();
        told.subList(0, Page.LAG).forEach(each -> assertInstanceOf(Step.Drop.class, hear(each)));
        assertInstanceOf(Step.Drop.class, hear(first));
        assertTaken("new", hear(tell("new")));
    }

    @Test
    void oneThatEndedIsNotOnRecord() {
        assertEquals(1, onRecord(observer));
        assertEquals(1, onRecord(observed));
        var last = observed.observed(THEIRS)
                .orElseThrow()
                .next(Bytes.wrap(Refusal.of(0x84).write()));
        assertInstanceOf(Step.Up.class, hear(message(last)));
        assertEquals(0, onRecord(observer));
        assertEquals(0, onRecord(observed));
    }

    @Test
    void observerIsToldOfTheEndWhereThePeerThatLostAllDerivesANewContext() {
        observed.forget();
        assertEquals(Optional.empty(), observed.observed(THEIRS));
        var asking = observed.call("u");
        var again = asking.next(observer.respond(message(asking.first().orElseThrow())));
        var echoed = asking.next(observer.respond(message(again)));
        var taken = observer.answer(message(echoed));
        assertInstanceOf(Step.Up.class, taken.first().orElseThrow());
        assertEquals(List.of(TOKEN), taken.ended());
        assertEquals(List.of(), taken.ended());
        assertEquals(Optional.empty(), observer.observing(TOKEN));
        assertEquals(0, onRecord(observer));
    }

    @Test
    void observerIsToldOfTheEndWhereItDerivesANewContextItself() {
        observed.forget();
        var asking = observer.call("u");
        var step = asking.first().orElseThrow();
        List<Bytes> ended = new ArrayList<>();
        while (step instanceof Step.Down down) {
            step = asking.next(observed.respond(down.message()));
            ended.addAll(asking.ended());
        }
        assertInstanceOf(Step.Up.class, step);
        assertEquals(List.of(TOKEN), ended);
    }

    @Test
    void whoIsObservedEndsItWithTheContext() {
        observer.forget();
        observer.ask(observed, "again");
        assertEquals(Optional.empty(), observed.observed(THEIRS));
        assertEquals(Optional.empty(), observer.observing(TOKEN));
        assertEquals(0, onRecord(observed));
    }

    @Test
    void eachPairHasRoomForSoMany() {
        var page = new Page();
        var pairs = Pair.of(Party.KEYS);
        for (var each = 0; each <= Page.MOST; each++) {
            page.begin(Bytes.utf8("" + each), new Begun(pairs, Bytes.EMPTY, new PartialIv(each)), -1);
        }
        assertEquals(Page.MOST, page.size());
        assertEquals(Optional.empty(), page.find(Bytes.utf8("0")));
        assertTrue(Page.read(pairs, page.text()).find(Bytes.utf8("1")).isPresent());
    }

    @Test
    void recordThatCannotBeReadEndsItOnly() {
        observer.kept.replaceAll((name, page) -> name.endsWith("/observing") ? Bytes.utf8("x y") : page);
        observer.crash();
        assertEquals(Optional.empty(), observer.observing(TOKEN));
        assertEquals("b", observer.ask(observed, "b").text());
    }

    private Bytes tell(String text) {
        return message(observed.observed(THEIRS).orElseThrow().next(Party.notification(text)));
    }

    private Step hear(Bytes notification) {
        return observer.observing(TOKEN).orElseThrow().next(notification);
    }

    private static long onRecord(Party party) {
        return party.kept.keySet().stream()
                .filter(each -> each.endsWith("/observing") || each.endsWith("/observed"))
                .count();
    }

    private static Bytes message(Step step) {
        return ((Step.Down) step).message();
    }

    private static void assertTaken(String text, Step step) {
        var message = CoapBytes.read(((Step.Up) step).message());
        assertEquals(text, new String(message.payload(), UTF_8));
    }
}
