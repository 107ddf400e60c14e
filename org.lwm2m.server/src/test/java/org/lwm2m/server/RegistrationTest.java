package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.testing.Proves;

class RegistrationTest {

    private final Stage stage = new Stage();

    @Test
    @Proves("REG-03")
    void aRegisterIsAnsweredWithAShortLocationThatNobodyGuesses() {
        var locations = new HashSet<String>();
        for (var i = 0; i < 200; i++) {
            var thing = Thing.registered(stage, "thing-" + i);
            assertTrue(thing.location.matches("rd/[A-Za-z0-9_-]{16}"), thing.location);
            locations.add(thing.location);
        }
        assertEquals(200, locations.size());
        // No two share a beginning that a counter or a clock would make.
        assertTrue(
                locations.stream().map(each -> each.substring(0, 8)).distinct().count() > 195);
    }

    @Test
    @Proves("MOD-09")
    void aNameIsOneClientsAndAnyOtherSpellingIsAnothers() {
        var names = List.of("urn:dev:ops:32473-Pump-7", "urn:dev:ops:32473-pump-7", "urn%3Adev", "urn:dev", "№7");
        names.forEach(name -> Thing.registered(stage, name));
        var ids = names.stream()
                .map(name -> stage.registration(name).orElseThrow().id())
                .toList();
        assertEquals(names.size(), Set.copyOf(ids).size());
        Thing.registered(stage, names.get(0));
        assertNotEquals(
                ids.get(0), stage.registration(names.get(0)).orElseThrow().id());
        assertEquals(ids.get(1), stage.registration(names.get(1)).orElseThrow().id());
    }

    @Test
    @Proves("REG-37")
    void whatAClientSaysOfItselfIsKept() {
        var parameters = new Parameters(
                Optional.of(Duration.ofSeconds(60)), Optional.of("US"), true, Optional.of("4912"), List.of(), Map.of());
        new Thing(stage).register("thing", "1.1", parameters, "</>;ct=110,</1/0>,</3/0>,</5>");
        var registration = stage.registration("thing").orElseThrow();
        assertEquals(Version.V1_1, registration.version());
        assertEquals(Duration.ofSeconds(60), registration.terms().lifetime());
        assertEquals(Set.of(Binding.U, Binding.S), registration.terms().bindings());
        assertTrue(registration.terms().queueMode());
        assertEquals(Optional.of("4912"), registration.terms().sms());
        assertEquals(
                List.of(
                        new Link(Path.ROOT, Map.of("ct", "110")),
                        Link.of(Path.of(1, 0)),
                        Link.of(Path.of(3, 0)),
                        Link.of(Path.of(5))),
                registration.links());
        assertEquals(List.of("registered thing"), stage.heard);
    }

    @Test
    @Proves("REG-37")
    void anUpdateTellsANewNumberAndOneWithoutKeepsTheOld() {
        var thing = Thing.registered(stage, "thing");
        var number =
                new Parameters(Optional.empty(), Optional.empty(), false, Optional.of("4912"), List.of(), Map.of());
        assertEquals(Status.CHANGED, thing.update(number).status());
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
        assertEquals(
                Optional.of("4912"),
                stage.registration("thing").orElseThrow().terms().sms());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2", "1.1.1"})
    @Proves("VER-01")
    void clientsOfEachVersionMayRegister(String version) {
        assertEquals(
                Status.CREATED,
                new Thing(stage)
                        .register("thing", version, Thing.lasting(60), "</3/0>")
                        .status());
        assertEquals(Version.of(version), stage.registration("thing").map(each -> each.version()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9", "1.3", "2.0", "x"})
    @Proves("VER-03")
    void aVersionThatIsNotSpokenIs412(String version) {
        var answer = new Thing(stage).register("thing", version, Thing.lasting(60), "</3/0>");
        assertEquals(Status.PRECONDITION_FAILED, answer.status());
        assertEquals(0, stage.server().count());
    }

    @Test
    @Proves("REG-04")
    void whatIsMissingOrWrongIs400AndWhatIsForbiddenIs403() {
        var thing = new Thing(stage);
        var links = Optional.of(Thing.links("</3/0>"));
        var nameless = new Uplink.Register(Optional.empty(), "1.1", Thing.lasting(60), links);
        assertEquals(Status.BAD_REQUEST, thing.ask(nameless).status());
        assertEquals(
                Status.BAD_REQUEST,
                thing.register("thing", "", Thing.lasting(60), "</3/0>").status());
        assertEquals(
                Status.BAD_REQUEST,
                thing.register("thing", "1.1", Thing.lasting(-1), "</3/0>").status());
        assertEquals(
                Status.BAD_REQUEST,
                thing.register("thing", "1.1", binding("u1"), "</3/0>").status());
        assertEquals(
                Status.BAD_REQUEST,
                thing.register("thing", "1.1", binding("XYZ"), "</3/0>").status());
        assertEquals(
                Status.BAD_REQUEST,
                thing.register("thing", "1.1", others("lt", "abc"), "</3/0>").status());
        assertEquals(
                Status.BAD_REQUEST,
                thing.register("thing", "1.1", Thing.lasting(60), "</3/0></1/0>")
                        .status());
        var mute = new Uplink.Register(Optional.of("thing"), "1.0", Thing.lasting(60), Optional.empty());
        assertEquals(Status.BAD_REQUEST, thing.ask(mute).status());

        stage.callers.put(new org.lwm2m.api.security.Identity.Psk("key"), List.of("mine"));
        var owner = new Thing(stage, Stage.key("key"), Optional.empty());
        assertEquals(
                Status.BAD_REQUEST,
                owner.register("yours", "1.1", Thing.lasting(60), "</3/0>").status());
        assertEquals(
                Status.CREATED,
                owner.register("mine", "1.1", Thing.lasting(60), "</3/0>").status());
        assertEquals(
                Status.FORBIDDEN,
                thing.register("mine", "1.1", Thing.lasting(60), "</3/0>").status());
        assertEquals(1, stage.server().count());
    }

    @Test
    @Proves("REG-29")
    void anObjectListThatIsKnownFromNowhereIs409AndWithTheListItIsFine() {
        var parameters = new Parameters(
                Optional.of(Duration.ofSeconds(60)),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of("6:27354b9a"),
                Map.of());
        var thing = new Thing(stage);
        var register = new Uplink.Register(Optional.of("thing"), "1.2", parameters, Optional.empty());
        assertEquals(Status.CONFLICT, thing.ask(register).status());
        assertEquals(0, stage.server().count());
        assertEquals(
                Status.CREATED,
                thing.register("thing", "1.2", parameters, "</1/0>,</3/0>").status());
        assertEquals(
                List.of("6:27354b9a"),
                stage.registration("thing").orElseThrow().terms().profiles());
    }

    @Test
    void aParameterThatNobodyKnowsIsNoError() {
        assertEquals(
                Status.CREATED,
                new Thing(stage)
                        .register("thing", "1.1", others("et", "x"), "</3/0>")
                        .status());
    }

    @Test
    @Proves("REG-06")
    void anObjectListIsReadAsClientsReallyWriteIt() {
        new Thing(stage)
                .register(
                        "thing",
                        "1.1",
                        Thing.lasting(60),
                        "</>;ct=\"110 112\";hb, <1/0>, </3/0/>;x=y,</0/0>,</21>,</5>;ver=\"1.1\"");
        assertEquals(
                List.of(Path.ROOT, Path.of(1, 0), Path.of(3, 0), Path.of(5)),
                stage.registration("thing").orElseThrow().links().stream()
                        .map(Link::path)
                        .toList());
    }

    @ParameterizedTest
    @Proves("REG-25")
    @CsvSource({
        // version, b, Q; what is understood
        "1.0, U, false, U, false",
        "1.0, UQ, false, U, true",
        "1.0, S, false, S, false",
        "1.0, SQ, false, S, true",
        "1.0, US, false, US, false",
        "1.0, UQS, false, US, true",
        "1.1, UTSN, false, UTSN, false",
        "1.1, T, true, T, true",
        "1.2, UMH, true, UMH, true",
        "1.2, UXN, false, UN, false",
    })
    void bindingsAreUnderstoodAsTheVersionWritesThem(
            String version, String said, boolean q, String bindings, boolean queue) {
        new Thing(stage).register("thing", version, Parameters.of(Duration.ofSeconds(60), said, q), "</3/0>");
        var terms = stage.registration("thing").orElseThrow().terms();
        assertEquals(Binding.parse(bindings), terms.bindings());
        assertEquals(queue, terms.queueMode());
    }

    @Test
    void whoSaysNoLifetimeGetsADay() {
        new Thing(stage).register("thing", "1.0", Parameters.NONE, "</3/0>");
        assertEquals(
                Duration.ofDays(1),
                stage.registration("thing").orElseThrow().terms().lifetime());
    }

    @Test
    @Proves("REG-12")
    void anUpdateChangesWhatItSaysAndLeavesTheRest() {
        var thing = Thing.registered(stage, "thing", "1.1", "</1/0>,</3/0>");
        var before = stage.registration("thing").orElseThrow();
        stage.advance(Duration.ofSeconds(250));
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
        stage.advance(Duration.ofSeconds(250));
        var refreshed = stage.registration("thing").orElseThrow();
        assertEquals(before.terms(), refreshed.terms());
        assertEquals(before.links(), refreshed.links());
        assertEquals(before.id(), refreshed.id());

        var said = new Uplink.Update(
                thing.location,
                new Parameters(
                        Optional.of(Duration.ofSeconds(900)),
                        Optional.empty(),
                        false,
                        Optional.of("49"),
                        List.of(),
                        Map.of()),
                Optional.of(new Content(ContentFormat.TEXT, Bytes.utf8("</3/0>,</4/0>"))));
        assertEquals(Status.CHANGED, thing.ask(said).status());
        var changed = stage.registration("thing").orElseThrow();
        assertEquals(Duration.ofSeconds(900), changed.terms().lifetime());
        assertEquals(before.terms().bindings(), changed.terms().bindings());
        assertEquals(Optional.of("49"), changed.terms().sms());
        assertEquals(
                List.of(Path.of(3, 0), Path.of(4, 0)),
                changed.links().stream().map(Link::path).toList());
        stage.advance(Duration.ofSeconds(899));
        assertTrue(stage.registration("thing").isPresent());
        assertEquals(List.of("registered thing", "updated thing", "updated thing"), stage.heard);
    }

    @Test
    void textThatIsNoUtf8IsRefusedAsItCannotBeToldFromOther() {
        var thing = new Thing(stage);
        var cut = Bytes.of((byte) 0xff).utf8();
        var register = thing.register("thing" + cut, "1.1", Thing.lasting(60), "</3/0>");
        assertEquals(Status.BAD_REQUEST, register.status());
        var list = new Content(ContentFormat.LINK, Bytes.of((byte) '<', (byte) 0xff, (byte) '>'));
        var listed = new Uplink.Register(Optional.of("thing"), "1.1", Thing.lasting(60), Optional.of(list));
        assertEquals(Status.BAD_REQUEST, thing.ask(listed).status());
        assertEquals(0, stage.server().count());
    }

    @Test
    void anObjectListOfNothingIsNone() {
        var none = Optional.of(Thing.links(""));
        var thing = new Thing(stage);
        assertEquals(
                Status.CONFLICT,
                thing.ask(new Uplink.Register(Optional.of("thing"), "1.1", Thing.lasting(60), none))
                        .status());
        thing.register("thing", "1.1", Thing.lasting(60), "</3/0>");
        var update = new Uplink.Update(thing.location, Parameters.NONE, none);
        assertEquals(Status.CHANGED, thing.ask(update).status());
        assertEquals(
                List.of(Link.of(Path.of(3, 0))),
                stage.registration("thing").orElseThrow().links());
    }

    @Test
    @Proves("REG-13")
    void aLocationThatIsNotKnownIs404() {
        var thing = Thing.registered(stage, "thing");
        var known = thing.location;
        for (var location : List.of("rd/nobody", "nobody", known + "x", "xd/" + known.substring(3))) {
            thing.location = location;
            assertEquals(Status.NOT_FOUND, thing.update(Parameters.NONE).status());
            assertEquals(
                    Status.NOT_FOUND, thing.ask(new Uplink.Deregister(location)).status());
        }
        thing.location = known;
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
    }

    @Test
    void aDeregisterEndsIt() {
        var thing = Thing.registered(stage, "thing");
        assertEquals(
                Status.DELETED, thing.ask(new Uplink.Deregister(thing.location)).status());
        assertEquals(Optional.empty(), stage.registration("thing"));
        assertEquals(Status.NOT_FOUND, thing.update(Parameters.NONE).status());
        assertEquals(List.of("registered thing", "gone thing DEREGISTERED"), stage.heard);
    }

    @Test
    void aSecondRegisterTakesThePlaceOfTheFirst() {
        var thing = Thing.registered(stage, "thing");
        var first = thing.location;
        thing.register("thing", "1.1", Thing.lasting(60), "</3/0>");
        assertNotEquals(first, thing.location);
        assertEquals(1, stage.server().count());
        assertEquals(
                Status.NOT_FOUND,
                thing.ask(new Uplink.Update(first, Parameters.NONE, Optional.empty()))
                        .status());
        assertEquals(List.of("registered thing", "registered thing again"), stage.heard);
    }

    @Test
    @Proves("REG-17")
    void itEndsALittleAfterItsLifetimeUnlessThatIsZero() {
        var thing = new Thing(stage);
        thing.register("brief", "1.1", Thing.lasting(60), "</3/0>");
        new Thing(stage).register("for ever", "1.1", Thing.lasting(0), "</3/0>");
        stage.advance(Duration.ofSeconds(60 + 92));
        assertTrue(stage.registration("brief").isPresent());
        stage.advance(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), stage.registration("brief"));
        assertEquals(Status.NOT_FOUND, thing.update(Parameters.NONE).status());
        stage.advance(Duration.ofDays(10_000));
        assertTrue(stage.registration("for ever").isPresent());
        assertEquals(List.of("registered brief", "registered for ever", "gone brief EXPIRED"), stage.heard);
        assertEquals(0, stage.time.waiting());
    }

    @Test
    void aClockThatIsSetEndsNoRegistration() {
        Thing.registered(stage, "thing");
        stage.time.set(stage.time.now().plus(Duration.ofDays(3000)));
        stage.advance(Duration.ofSeconds(100));
        assertTrue(stage.registration("thing").isPresent());
    }

    @Test
    void manyRegistrationsWaitWithOneTimer() {
        var thing = new Thing(stage);
        for (var i = 0; i < 1000; i++) {
            thing.register("thing-" + i, "1.1", Thing.lasting(60 + i % 50), "</3/0>");
        }
        assertEquals(1, stage.time.waiting());
        stage.advance(Duration.ofSeconds(60 + 93));
        assertEquals(980, stage.server().count());
        assertEquals(1, stage.time.waiting());
        stage.advance(Duration.ofSeconds(50));
        assertEquals(0, stage.server().count());
    }

    @Test
    void clientsThatAreAlikeShareWhatTheySaid() {
        Thing.registered(stage, "one");
        Thing.registered(stage, "two");
        var one = stage.registration("one").orElseThrow();
        var two = stage.registration("two").orElseThrow();
        assertSame(one.links(), two.links());
        assertSame(one.terms(), two.terms());
        assertSame(one.identity(), two.identity());
        assertSame(one.local(), two.local());
    }

    @Test
    void whenThereIsNoRoomANewClientIsToldToComeBack() {
        var small = new Stage(Map.of("registrations.max", 1, "retry.after.seconds", "7"));
        Thing.registered(small, "first");
        var answer = new Thing(small).register("second", "1.1", Thing.lasting(60), "</3/0>");
        assertEquals(Status.UNAVAILABLE, answer.status());
        assertEquals(Optional.of(Duration.ofSeconds(7)), answer.retryAfter());
        Thing.registered(small, "first");
        assertEquals(1, small.server().count());
    }

    @Test
    void aBootstrapRequestIsNotForAServer() {
        var request = new Uplink.BootstrapRequest(Optional.of("thing"), Optional.empty());
        assertEquals(Status.NOT_FOUND, new Thing(stage).ask(request).status());
    }

    private static Parameters binding(String letters) {
        return Parameters.of(Duration.ofSeconds(60), letters, false);
    }

    private static Parameters others(String key, String value) {
        return new Parameters(
                Optional.of(Duration.ofSeconds(60)),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                Map.of(key, value));
    }
}
