package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.testing.Proves;

/** Whose registration it is. */
class IdentityTest {

    private static final Optional<URI> ELSEWHERE = Optional.of(URI.create("loop://10.0.0.9:4000"));

    private final Stage stage = new Stage();

    @BeforeEach
    void knowsTwoKeysAndAnotherAddress() {
        stage.callers.put(new Identity.Psk("one"), List.of());
        stage.callers.put(new Identity.Psk("two"), List.of());
        stage.callers.put(new Identity.None("10.0.0.9"), List.of());
    }

    @Test
    @Proves("SEC-19")
    void nobodyElseMayUpdateEndOrSendForARegistration() {
        var owner = keyed("one");
        owner.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        var unproved = new Thing(stage);
        for (var other : List.of(keyed("two"), unproved)) {
            other.location = owner.location;
            assertEquals(Status.NOT_FOUND, other.update(Thing.lasting(9)).status());
            assertEquals(
                    Status.NOT_FOUND,
                    other.ask(new Uplink.Deregister(owner.location)).status());
            assertEquals(
                    Status.NOT_FOUND,
                    other.ask(new Uplink.Send(Content.text("[]"))).status());
        }
        assertEquals(List.of(), stage.reports);
        assertEquals(
                Duration.ofSeconds(60),
                stage.registration("thing").orElseThrow().terms().lifetime());
        assertEquals(Status.CHANGED, owner.update(Parameters.NONE).status());
    }

    @Test
    void anEndpointOfAnotherKeyIsForbiddenUnlessItsCredentialsNameIt() {
        keyed("one").register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        assertEquals(
                Status.FORBIDDEN,
                keyed("two")
                        .register("thing", "1.1", Thing.lasting(60), Thing.LINKS)
                        .status());
        assertEquals(
                Status.FORBIDDEN,
                new Thing(stage)
                        .register("thing", "1.1", Thing.lasting(60), Thing.LINKS)
                        .status());
        assertEquals(
                new Identity.Psk("one"),
                stage.registration("thing").orElseThrow().identity());

        stage.callers.put(new Identity.Psk("two"), List.of("thing"));
        assertEquals(
                Status.CREATED,
                keyed("two")
                        .register("thing", "1.1", Thing.lasting(60), Thing.LINKS)
                        .status());
    }

    @Test
    void whoProvesItAndIsNamedTakesAnEndpointFromWhoProvesNothing() {
        Thing.registered(stage, "thing");
        assertEquals(
                Status.FORBIDDEN,
                keyed("one")
                        .register("thing", "1.1", Thing.lasting(60), Thing.LINKS)
                        .status());
        stage.callers.put(new Identity.Psk("one"), List.of("thing"));
        assertEquals(
                Status.CREATED,
                keyed("one")
                        .register("thing", "1.1", Thing.lasting(60), Thing.LINKS)
                        .status());
    }

    @Test
    void theCredentialsTellTheEndpointThatAClientLeavesOut() {
        stage.callers.put(new Identity.Psk("one"), List.of("urn:dev:1", "urn:dev:2"));
        var register =
                new Uplink.Register(Optional.empty(), "1.1", Thing.lasting(60), Optional.of(Thing.links(Thing.LINKS)));
        assertEquals(Status.CREATED, keyed("one").ask(register).status());
        assertTrue(stage.registration("urn:dev:1").isPresent());
    }

    @Test
    void aCallerThatTheStoresNoLongerKnowMayNotRegister() {
        var thing = keyed("one");
        stage.callers.remove(new Identity.Psk("one"));
        stage.advance(Duration.ofSeconds(3));
        var answer = thing.register("thing", "1.1", Thing.lasting(60), Thing.LINKS);
        assertNotEquals(Status.CREATED, answer.status());
        assertEquals(0, stage.server().count());
    }

    @Test
    void withoutProofAnUpdateFromANewPortMovesTheRegistration() {
        var thing = Thing.registered(stage, "thing").holds(Map.of("/3/0/0", "ours"));
        var before = stage.registration("thing").orElseThrow();
        stage.network.move(before.address(), URI.create("loop://127.0.0.1:61000"));
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
        var after = stage.registration("thing").orElseThrow();
        assertEquals(before.id(), after.id());
        assertEquals(URI.create("loop://127.0.0.1:61000"), after.address());
        assertEquals(1, stage.done(stage.client("thing").read(Path.of(3, 0, 0))).size());
    }

    @Test
    @Proves("REG-33")
    void aProvedIdentityMovesItsRegistrationAndANewAddressWithoutProofHasToRegister() {
        var proved = keyed("one");
        proved.register("proved", "1.1", Thing.lasting(300), Thing.LINKS);
        var id = stage.registration("proved").orElseThrow().id();
        proved.call(Stage.key("one"), ELSEWHERE);
        assertEquals(Status.CHANGED, proved.update(Parameters.NONE).status());
        assertEquals(ELSEWHERE, stage.registration("proved").map(each -> each.address()));
        assertEquals(id, stage.registration("proved").orElseThrow().id());

        var unproved = Thing.registered(stage, "unproved");
        unproved.call(Credentials.NONE, ELSEWHERE.map(uri -> uri.resolve("//10.0.0.9:4001")));
        assertEquals(Status.NOT_FOUND, unproved.update(Parameters.NONE).status());
        assertEquals(
                Status.CREATED,
                unproved.register("unproved", "1.1", Thing.lasting(60), Thing.LINKS)
                        .status());
        assertEquals(
                new Identity.None("10.0.0.9"),
                stage.registration("unproved").orElseThrow().identity());
    }

    @Test
    void aProvedIdentityIsFoundAgainByWhateverItSays() {
        var thing = keyed("one").holds(Map.of("/3/0/9", "50"));
        thing.register("thing", "1.1", Thing.lasting(300), Thing.LINKS);
        var watch = stage.done(stage.client("thing").observe(List.of(Path.of(3, 0, 9)), Attributes.NONE, seen -> {}));
        thing.call(Stage.key("one"), ELSEWHERE);
        assertEquals(Status.CHANGED, thing.notify(watch.token(), "51").status());
        assertEquals(ELSEWHERE, stage.registration("thing").map(each -> each.address()));
        assertEquals(List.of("registered thing"), stage.heard);
    }

    @Test
    void whoProvesNothingHasRoomForSoManyRegistrationsAndSoLongLists() {
        var small = new Stage(Map.of("peer.registrations.max", 2));
        small.callers.put(new Identity.Psk("one"), List.of());
        var thing = new Thing(small);
        for (var name : List.of("one", "two", "one")) {
            assertEquals(
                    Status.CREATED,
                    thing.register(name, "1.1", Thing.lasting(60), "</3/0>").status());
        }
        assertEquals(
                Status.UNAVAILABLE,
                thing.register("three", "1.1", Thing.lasting(60), "</3/0>").status());
        var list = IntStream.range(0, 40).mapToObj(id -> "</3/" + id + ">").collect(Collectors.joining(","));
        var longer = new Uplink.Update(thing.location, Parameters.NONE, Optional.of(Thing.links(list)));
        assertEquals(Status.UNAVAILABLE, thing.ask(longer).status());
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());

        var proved = new Thing(small, Stage.key("one"), Optional.empty());
        for (var name : List.of("three", "four", "five")) {
            assertEquals(
                    Status.CREATED,
                    proved.register(name, "1.1", Thing.lasting(60), "</3/0>").status());
        }
    }

    @Test
    @Proves("REG-32")
    void requestsGoOnlyToWhereTheClientWasLast() {
        var one = Thing.registered(stage, "one").holds(Map.of("/3/0/0", "of one"));
        var two = Thing.registered(stage, "two").holds(Map.of("/3/0/0", "of two"));
        stage.done(stage.client("two").read(Path.of(3, 0, 0)));
        assertEquals(List.of(), one.asked);
        assertEquals(1, two.asked.size());
        stage.network.move(stage.registration("one").orElseThrow().address(), URI.create("loop://127.0.0.1:61001"));
        one.update(Parameters.NONE);
        stage.done(stage.client("one").read(Path.of(3, 0, 0)));
        assertEquals(1, one.asked.size());
    }

    @Test
    void aNotificationOrASendOfAnotherPeerIsNotHeard() {
        var owner = keyed("one").holds(Map.of("/3/0/9", "50"));
        owner.register("thing", "1.1", Thing.lasting(300), Thing.LINKS);
        var watch = stage.done(stage.client("thing").observe(List.of(Path.of(3, 0, 9)), Attributes.NONE, seen -> {}));
        stage.reports.clear();
        var other = keyed("two");
        other.register("other", "1.1", Thing.lasting(300), Thing.LINKS);
        assertEquals(Status.NOT_FOUND, other.notify(watch.token(), "66").status());
        var ended = new Uplink.Notify(watch.token(), Response.of(Status.NOT_FOUND));
        assertEquals(Status.NOT_FOUND, other.ask(ended).status());
        assertEquals(List.of(), stage.reports);
        assertEquals(Status.CHANGED, owner.notify(watch.token(), "51").status());
        assertEquals(1, stage.reports.size());
        assertEquals(
                1,
                owner.asked.stream().filter(Downlink.Observe.class::isInstance).count());
    }

    private Thing keyed(String identity) {
        return new Thing(stage, Stage.key(identity), Optional.empty());
    }
}
