package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Client;
import org.lwm2m.testing.Proves;

/** What an application hears of clients, and how it finds them. */
class EventsTest {

    private final Stage stage = new Stage();

    @Test
    @Proves("REG-35")
    void anApplicationHearsOfEachChangeAndFindsClientsByNameIdAndIdentity() {
        var thing = Thing.registered(stage, "a");
        thing.update(Thing.lasting(60));
        thing.ask(new Uplink.Deregister(thing.location));
        thing.register("b", "1.1", Thing.lasting(60), Thing.LINKS);
        stage.advance(Duration.ofSeconds(60 + 93));
        assertEquals(
                List.of("registered a", "updated a", "gone a DEREGISTERED", "registered b", "gone b EXPIRED"),
                stage.heard);

        var proved = new Identity.Psk("key");
        stage.callers.put(proved, List.of("c"));
        new Thing(stage, Stage.key("key"), Optional.empty()).register("c", "1.1", Thing.lasting(60), Thing.LINKS);
        thing.register("d", "1.1", Thing.lasting(60), Thing.LINKS);
        assertEquals("d", name(stage.server().find("d")));
        assertEquals("d", name(stage.server().registered(thing.location.substring("rd/".length()))));
        assertEquals(Optional.empty(), stage.server().registered("nobody"));
        assertEquals(List.of("c"), names(stage.server().of(proved)));
        assertEquals(List.of("d"), names(stage.server().of(new Identity.None("127.0.0.1"))));
    }

    @Test
    void anEndpointIsAnyTextThatIsKeptAsItIs() {
        var names =
                List.of("urn:dev:ops:32473-Refrigerator-5002", "urn:imei:490154203237518", "Kühlhaus 7 / Süd", "THING");
        for (var name : names) {
            Thing.registered(stage, name);
            assertEquals(name, stage.registration(name).orElseThrow().endpoint());
        }
        var other = Thing.registered(stage, "thing");
        assertEquals(5, stage.server().count());
        var location = other.location;
        assertEquals(
                Status.CREATED,
                other.register("thing", "1.1", Thing.lasting(60), Thing.LINKS).status());
        assertNotEquals(location, other.location);
        assertEquals(5, stage.server().count());
    }

    private static String name(Optional<Client> client) {
        return client.orElseThrow().registration().endpoint();
    }

    private static List<String> names(Stream<Client> clients) {
        return clients.map(each -> each.registration().endpoint()).collect(Collectors.toList());
    }
}
