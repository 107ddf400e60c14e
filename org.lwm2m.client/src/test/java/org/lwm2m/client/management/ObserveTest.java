package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.client.management.Bench.attach;
import static org.lwm2m.client.management.Bench.cancel;
import static org.lwm2m.client.management.Bench.observe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.testing.Proves;

/** What begins and what ends an observation, and how notifications get to the server. */
class ObserveTest {

    private final Bench bench = new Bench(Limits.USUAL, ContentFormat.TEXT, ContentFormat.TLV, ContentFormat.ETCH_CBOR);
    private final TestServer server = bench.server;
    private final Kitchen kitchen = bench.kitchen(0);

    @ParameterizedTest
    @CsvSource({
        "/3303/0/5605,405",
        "/3303/0/5851,405",
        "/3303/0/5700/0,405",
        "/,405",
        "/9,404",
        "/3303/1,404",
        "/3303/0/1,404",
        "/3303/0/5800/7,404",
        "/0,401",
        "/21/0,401"
    })
    void refusesToObserveWithTheCodeForIt(String path, String code) {
        assertEquals(code, bench.ask(observe(path, 1)));
        assertEquals("406", bench.ask(observeAs("/3303/0", ContentFormat.TEXT)));
        assertEquals(0, bench.loop.timers());
    }

    @Test
    void refusesAttributesInTheRequestWhereTheyDoNotBelong() {
        assertEquals("400", bench.ask(observe("/3303/0", 1, "gt=5")));
        assertEquals("400", bench.ask(observe("/3303/0/5701", 1, "gt=5")));
        server.version = Version.V1_1;
        assertEquals("400", bench.ask(observe("/3303/0/5700", 1, "pmin=5")));
        assertEquals(0, bench.loop.timers());
    }

    @Test
    @Proves("IR-07")
    void cancelAnswersTheValueAndIsTheEnd() {
        bench.ask(observe("/3303/0/5701", 1));
        assertEquals("205 Cel", bench.ask(cancel("/3303/0/5701", 1)));
        units("K");
        assertEquals(List.of(), server.news());
        bench.ask(observe("/3303/0/5701", 2));
        assertEquals("205 K", bench.ask(cancel("/", 2)));
        bench.ask(observe("/3303/0/5701", 3));
        assertEquals("205 K", bench.ask(cancel("/3303/0/5701", 99)));
        units("F");
        assertEquals(List.of(), server.news());
        assertEquals("404", bench.ask(cancel("/", 4)));
    }

    @Test
    void aLateCancelOfWhatIsOverEndsNothingElse() {
        bench.ask(observe("/3303/0/5701", 1));
        bench.ask(observe("/3303/0/5701", 2));
        assertEquals("205 Cel", bench.ask(cancel("/3303/0/5701", 1)));
        units("K");
        assertEquals(List.of("K"), server.news());
    }

    @Test
    void aLateCancelOfACompositeEndsNoOtherOfItsPaths() {
        bench.codecs.come(ContentFormat.SENML_JSON);
        bench.ask(composite("/3303/0/5701\n/3303/0/5750", 1, ""));
        bench.ask(composite("/3303/0/5701\n/3303/0/5750", 2, ""));
        var late = new Downlink.CancelComposite(
                new Content(ContentFormat.ETCH_CBOR, Bytes.utf8("/3303/0/5701\n/3303/0/5750")), Token.of(1));
        assertEquals("404", bench.ask(late));
        units("K");
        assertEquals(1, server.news().size());
    }

    @Test
    void aCancelThatComesOnlyInTheNextRegistrationEndsNothingElse() {
        bench.ask(observe("/3303/0/5701", 1));
        bench.device.ended(server);
        var next = new TestServer(server.id);
        bench.ask(next, observe("/3303/0/5701", 2));
        assertEquals("205 Cel", bench.ask(next, cancel("/3303/0/5701", 1)));
        units("K");
        assertEquals(List.of("K"), next.news());
    }

    @Test
    @Proves("IR-07")
    void aServerThatDoesNotKnowTheObservationIsNotToldAgain() {
        server.confirms = true;
        bench.ask(observe("/3303/0/5701", 1));
        units("K");
        assertEquals(List.of("!K"), server.news());
        server.answer = Status.NOT_FOUND;
        units("F");
        units("C");
        assertEquals(List.of("!F"), server.news());
    }

    /** What a transport makes of the reset of a notification that was not to be confirmed. */
    @Test
    @Proves("IR-07")
    void aRefusedNotificationEndsItsObservationWhateverItWasOf() {
        bench.ask(observe("/3303/0/5701", 1));
        bench.codecs.come(ContentFormat.SENML_JSON);
        bench.ask(composite("/3303/0/5701\n/3303/0/5750", 2, ""));
        units("K");
        assertEquals(List.of("K", "/3303/0/5701=K\n/3303/0/5750=1"), server.news());
        bench.ask(cancel("/", 2));
        units("F");
        assertEquals(List.of("F"), server.news());
        bench.ask(cancel("/", 1));
        units("C");
        assertEquals(List.of(), server.news());
        assertEquals("404", bench.ask(cancel("/", 1)));
    }

    @Test
    @Proves("IR-18")
    void aSecondObserveOfTheSamePathReplacesTheFirst() {
        bench.ask(observe("/3303/0/5701", 1));
        bench.ask(observe("/3303/0/5701", 2, "pmin=5"));
        units("K");
        assertEquals(List.of(), server.news());
        bench.pass(5);
        assertEquals(List.of("K"), server.news());
    }

    @Test
    @Proves("IR-10")
    void theEndOfTheRegistrationIsTheEndOfItsObservations() {
        bench.ask(observe("/3303/0/5701", 1, "pmax=5"));
        bench.ask(observe("/3303/0", 2, "pmax=5"));
        bench.device.ended(server);
        units("K");
        bench.pass(20);
        assertEquals(List.of(), server.news());
        assertEquals(0, bench.loop.timers());
    }

    @Test
    @Proves("IR-19")
    void notificationsKeepTheFormatOfTheObserve() {
        bench.ask(observeAs("/3303/0/5701", ContentFormat.TLV));
        bench.codecs.come(ContentFormat.LWM2M_CBOR);
        units("K");
        assertEquals(List.of("/3303/0/5701=K"), server.news());
        bench.codecs.go(ContentFormat.TLV);
        units("F");
        assertEquals(List.of(), server.news());
        bench.pass(1);
        bench.codecs.come(ContentFormat.TLV);
        bench.loop.run();
        assertEquals(List.of("/3303/0/5701=F"), server.news());
    }

    @Test
    void aCodecThatComesBackLateBringsWhatWaitedForIt() {
        bench.ask(observeAs("/3303/0/5701", ContentFormat.TLV));
        bench.codecs.go(ContentFormat.TLV);
        units("F");
        bench.pass(60);
        units("K");
        bench.pass(60);
        assertEquals(List.of(), server.news());
        bench.codecs.come(ContentFormat.TLV);
        bench.loop.run();
        assertEquals(List.of("/3303/0/5701=K"), server.news());
    }

    @Test
    @Proves("IR-12")
    void aNotificationIsConfirmedIfTheServerWantsItAndAtLeastOnceADay() {
        bench.ask(observe("/3303/0/5701", 1));
        units("K");
        bench.pass(24 * 3600);
        units("F");
        units("C");
        assertEquals(List.of("K", "!F", "C"), server.news());
        server.confirms = true;
        units("K");
        bench.ask(attach("/3303", "con=0"));
        units("F");
        server.confirms = false;
        bench.ask(attach("/3303/0", "con=1"));
        units("C");
        assertEquals(List.of("!K", "F", "!C"), server.news());
    }

    @Test
    @Proves("IR-13")
    void keepsNotificationsWhileOfflineIfTheServerWantsThat() {
        server.stores = true;
        bench.ask(observe("/3303/0/5701", 1));
        offline("K", "F");
        assertEquals(List.of("K", "F"), server.news());
        server.stores = false;
        offline("C", "R");
        assertEquals(List.of("R"), server.news());
        offline("C", "R");
        assertEquals(List.of(), server.news());
    }

    @ParameterizedTest
    @CsvSource({"110, V1_2", "112, V1_2", "110, V1_1", "112, V1_1", "11543, V1_0"})
    @Proves("IR-14")
    void keptValuesHaveTheirTimesWhereTheFormatHasTimes(int format, Version version) {
        server.version = version;
        server.stores = true;
        bench.codecs.come(new ContentFormat(format));
        bench.ask(observeAs("/3303/0/5701", new ContentFormat(format)));
        offline("K", "F");
        assertEquals(
                List.of("/3303/0/5701=F@2026-01-01T00:00:20Z\n/3303/0/5701=K@2026-01-01T00:00:10Z"), server.news());
        offline("C");
        assertEquals(List.of("/3303/0/5701=C@2026-01-01T00:00:40Z"), server.news());
    }

    @Test
    void anEndThatCannotBeToldIsToldWhenThereIsAWayAgain() {
        bench.ask(observe("/3303/0/5750", 1));
        server.reachable = false;
        kitchen.level = -1;
        bench.device.changed(kitchen, 5750);
        bench.pass(10);
        server.stores = true;
        bench.device.changed(kitchen, 5750);
        bench.pass(10);
        online();
        assertEquals(List.of("!404"), server.news());
        assertEquals("404", bench.ask(cancel("/", 1)));
        assertEquals(0, bench.loop.timers());
    }

    @Test
    void whatDidNotArriveIsTriedAgainAfterAWhile() {
        server.confirms = true;
        server.stores = true;
        bench.ask(observe("/3303/0/5701", 1));
        server.silent = true;
        units("K");
        bench.pass(30);
        units("F");
        assertEquals(List.of("!K", "!K"), server.news());
        server.silent = false;
        bench.pass(59);
        assertEquals(List.of(), server.news());
        bench.pass(1);
        assertEquals(List.of("!K", "!F"), server.news());
        bench.pass(600);
        assertEquals(List.of(), server.news());
    }

    @Test
    void whileOneIsOnItsWayChangesAreEvaluatedAndToldInTheirOrder() {
        server.confirms = true;
        server.stores = true;
        bench.ask(observe("/3303/0/5700", 1, "gt=45"));
        server.slow = true;
        for (var value : List.of(46.0, 44.0, 47.0)) {
            kitchen.value = value;
            bench.device.changed(kitchen, 5700);
            bench.loop.run();
        }
        assertEquals(List.of("!46.0"), server.news());
        server.slow = false;
        server.answer();
        bench.loop.run();
        assertEquals(List.of("!44.0", "!47.0"), server.news());
    }

    @Test
    void keepsNoMoreThanItMay() {
        server.stores = true;
        bench.ask(observe("/3303/0/5701", 1, "hqmax=2"));
        bench.ask(observe("/3303/0", 2, "hqmax=0"));
        offline("A", "B", "C");
        assertEquals(List.of("B", "C"), server.news());
        bench.ask(observe("/3303/0/5701", 1));
        offline("abcdefghijklmnopqrstuvwxyz".split(""));
        var kept = server.news().stream().filter(each -> !each.startsWith("/")).toList();
        assertEquals(26, kept.size());
        assertEquals("z", kept.get(kept.size() - 1));
    }

    @Test
    void aShortGapLosesNothing() {
        bench.ask(observe("/3303/0/5701", 1));
        server.reachable = false;
        units("K");
        units("F");
        bench.pass(1);
        online();
        assertEquals(List.of("F"), server.news());
    }

    @Test
    void refusesMoreObservationsAndAttributesThanItCanKeep() {
        var small = new Bench(
                new Limits(Duration.ZERO, Duration.ofSeconds(1), 1, 2, 1, 1, 1), ContentFormat.TEXT, ContentFormat.TLV);
        small.kitchen(0);
        assertEquals("205 Cel", small.ask(observe("/3303/0/5701", 1)));
        assertEquals("205 22.5", small.ask(observe("/3303/0/5700", 2)));
        assertEquals("503", small.ask(observe("/3303/0", 3)));
        assertEquals("205 22.5", small.ask(observe("/3303/0/5700", 4)));
        assertEquals("205 1", small.ask(observe("/3303/0/5750", 4)));
        assertEquals("503", small.ask(observe("/3303/0/5700", 2)));
        assertEquals("204", small.ask(attach("/3303", "pmin=1")));
        assertEquals("204", small.ask(attach("/3303", "pmax=1")));
        assertEquals("503", small.ask(attach("/3303/0", "pmin=1")));
        assertEquals("205 1", small.ask(new TestServer(2), observe("/3303/0/5750", 4)));
    }

    @Test
    void aResourceThatIsGoneEndsItsObservation() {
        bench.ask(observe("/3303/0/5750", 1));
        kitchen.level = -1;
        bench.device.changed(kitchen, 5750);
        bench.loop.run();
        assertEquals(List.of("!404"), server.news());
        kitchen.level = 5;
        bench.device.changed(kitchen, 5750);
        bench.loop.run();
        assertEquals(List.of(), server.news());
    }

    @Test
    void aWriteIsAnsweredBeforeObserversAreTold() {
        bench.ask(observe("/3303/0/5701", 1));
        var answered = bench.device.handle(server, Bench.replace("/3303/0/5701", "K"));
        assertEquals("204", Bench.answer(answered));
        assertEquals(List.of(), server.news());
        bench.loop.run();
        assertEquals(List.of("K"), server.news());
    }

    @Test
    @Proves("IR-11")
    void aCompositeIsToldWithAllItsPathsThatThereAre() {
        bench.codecs.come(ContentFormat.SENML_JSON);
        var paths = new Content(ContentFormat.ETCH_CBOR, Bytes.utf8("/3303/0/5701\n/3303/0/5800/7\n/9\n/3303/0/5750"));
        var observe = new Downlink.ObserveComposite(paths, Token.of(1), Optional.empty(), Bench.attributes("pmin=5"));
        assertEquals("205 /3303/0/5701=Cel\n/3303/0/5750=1", bench.ask(observe));
        kitchen.history.put(7, 9L);
        bench.device.changed(kitchen, 5800);
        bench.pass(5);
        assertEquals(List.of("/3303/0/5701=Cel\n/3303/0/5800/7=9\n/3303/0/5750=1"), server.news());
        var none = new Content(ContentFormat.ETCH_CBOR, Bytes.EMPTY);
        assertEquals(
                "205 /3303/0/5701=Cel\n/3303/0/5800/7=9\n/3303/0/5750=1",
                bench.ask(new Downlink.CancelComposite(none, Token.of(1))));
        units("K");
        bench.pass(9);
        assertEquals(List.of(), server.news());
    }

    @ParameterizedTest
    @EnumSource
    @Proves("ATT-14")
    void aCompositeTakesTheAttributesThatItsRequestMayHave(Attribute attribute) {
        bench.codecs.come(ContentFormat.SENML_JSON);
        var takes = List.of("pmin", "pmax", "epmin", "epmax", "con").contains(attribute.key());
        var answer = bench.ask(composite("/3303/0/5700", 1, attribute.key() + "=1"));
        assertEquals(takes ? "205 /3303/0/5700=22.5" : "400", answer);
        if (!takes) {
            assertEquals("404", bench.ask(cancel("/", 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/3303", "/3303/0", "/3303/0/5701", "/3303/0/5800", "/3303/0/5800/1"})
    @Proves("IR-01")
    void anObservationIsOfAnyLevel(String path) {
        assertTrue(bench.ask(observe(path, 1)).startsWith("205"));
        units("K");
        kitchen.history.put(1, 26L);
        bench.device.changed(kitchen, 5800);
        bench.loop.run();
        var told = server.news();
        var values = told.get(told.size() - 1);
        assertTrue(path.endsWith("5701") ? values.equals("K") : values.contains("26"), values);
    }

    private void offline(String... units) {
        server.reachable = false;
        for (var each : units) {
            bench.pass(10);
            units(each);
        }
        bench.pass(10);
        assertEquals(List.of(), server.news());
        online();
    }

    private void online() {
        server.reachable = true;
        bench.device.reachable(server);
        bench.loop.run();
    }

    private void units(String units) {
        kitchen.units = units;
        bench.device.changed(kitchen, 5701);
        bench.loop.run();
    }

    private static Downlink composite(String paths, long token, String attributes) {
        return new Downlink.ObserveComposite(
                new Content(ContentFormat.ETCH_CBOR, Bytes.utf8(paths)),
                Token.of(token),
                Optional.empty(),
                Bench.attributes(attributes));
    }

    private static Downlink observeAs(String path, ContentFormat accept) {
        return new Downlink.Observe(Path.parse(path), Token.of(7), Optional.of(accept), Bench.attributes(""));
    }
}
