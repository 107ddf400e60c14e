package org.lwm2m.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Registration.Terms;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;

/** What every store has to do. A store's test extends this. */
public abstract class StoreContract {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Token TOKEN = Token.of(0x1234_5678_9abc_def0L);

    /** The store under test, empty. */
    protected abstract RegistrationStore registrations();

    /** The store under test, empty. */
    protected abstract StateStore states();

    @Test
    void givesBackWhatItWasGiven() {
        var store = registrations();
        var proved = registration("a", new Identity.Psk("key of a"), "");
        var unproved = registration("b", new Identity.None("127.0.0.1"), "lwm2m");
        store.put(proved);
        store.put(unproved);
        assertEquals(Set.of(proved, unproved), all(store));
    }

    @Test
    void handsOverEachWithItsObservations() {
        var store = registrations();
        var observe = new Downlink.Observe(Path.of(3), TOKEN, Optional.empty(), Attributes.NONE);
        var watched = registration("a", new Identity.Psk("one"), "");
        var plain = registration("b", new Identity.Psk("two"), "");
        store.put(watched);
        store.put(plain);
        store.put("a", TOKEN, observe);
        var read = new HashMap<Registration, Map<Token, Downlink>>();
        store.read(read::put);
        assertEquals(Map.of(watched, Map.of(TOKEN, observe), plain, Map.of()), read);
    }

    @Test
    void givesBackEveryKindOfIdentity() {
        var store = registrations();
        var all = Set.of(
                registration("a", new Identity.None("2001:db8::1"), ""),
                registration("b", new Identity.Psk("clé"), ""),
                registration("c", new Identity.RawPublicKey(Bytes.hex("3059")), ""),
                registration("d", new Identity.Certificate("d", List.of("d.example"), Bytes.hex("00ff")), ""),
                registration("e", new Identity.Oscore(Bytes.EMPTY, Bytes.hex("01")), ""),
                registration("f", new Identity.Broker("urn:dev:f"), ""));
        all.forEach(store::put);
        assertEquals(all, all(store));
    }

    @Test
    void whatItListsStaysAsItWas() {
        var store = registrations();
        store.put(registration("a", new Identity.Psk("one"), ""));
        try (var listed = store.registrations()) {
            store.remove("a");
            store.put(registration("b", new Identity.Psk("two"), ""));
            assertEquals(List.of("a"), listed.map(Registration::id).toList());
        }
    }

    @Test
    void keepsTheLastOfEachId() {
        var store = registrations();
        store.put(registration("a", new Identity.Psk("one"), ""));
        var later = registration("a", new Identity.Psk("one"), "root");
        store.put(later);
        assertEquals(Set.of(later), all(store));
    }

    @Test
    void keepsObservationsOfEachRegistrationApart() {
        var store = registrations();
        store.put(registration("a", new Identity.Psk("one"), ""));
        store.put(registration("b", new Identity.Psk("two"), ""));
        var one = new Downlink.Observe(Path.of(3, 0, 9), TOKEN, Optional.of(ContentFormat.TLV), Attributes.NONE);
        var paths = new Content(ContentFormat.SENML_JSON, Bytes.utf8("[{\"n\":\"/3/0\"}]"));
        var many = new Downlink.ObserveComposite(
                paths, Token.of((byte) 0, (byte) 7), Optional.of(ContentFormat.SENML_JSON), Attributes.NONE);
        store.put("a", one.token(), one);
        store.put("a", many.token(), many);
        assertEquals(Map.of(one.token(), one, many.token(), many), store.observations("a"));
        assertEquals(Map.of(), store.observations("b"));
    }

    @Test
    void keepsObservationsApartWhoseRegistrationsAreCalledAlike() {
        var store = registrations();
        var observes = List.of("a", "a:", "a:0", ":").stream()
                .collect(Collectors.toMap(
                        id -> id,
                        id -> new Downlink.Observe(Path.of(3, id.length()), TOKEN, Optional.empty(), Attributes.NONE)));
        observes.forEach((id, observe) -> store.put(registration(id, new Identity.Psk(id), "")));
        observes.forEach((id, observe) -> store.put(id, TOKEN, observe));
        store.remove("a:");
        assertEquals(Map.of(TOKEN, observes.get("a")), store.observations("a"));
        assertEquals(Map.of(), store.observations("a:"));
        assertEquals(Map.of(TOKEN, observes.get("a:0")), store.observations("a:0"));
    }

    @Test
    void keepsTheLastRequestOfEachToken() {
        var store = registrations();
        store.put(registration("a", new Identity.Psk("one"), ""));
        var none = Token.of(new byte[0]);
        var zero = Token.of(new byte[1]);
        var attributes = Attributes.NONE.with(Attribute.PMIN, 10).with(Attribute.GT, 0.5);
        var observe = new Downlink.Observe(Path.of(3), none, Optional.empty(), attributes);
        store.put("a", none, new Downlink.Observe(Path.of(4), none, Optional.empty(), Attributes.NONE));
        store.put("a", none, observe);
        store.put("a", zero, new Downlink.Observe(Path.ROOT, zero, Optional.empty(), Attributes.NONE));
        assertEquals(observe, store.observations("a").get(none));
        assertEquals(Set.of(none, zero), store.observations("a").keySet());
    }

    @Test
    void forgetsOneObservation() {
        var store = registrations();
        store.put(registration("a", new Identity.Psk("one"), ""));
        store.put("a", TOKEN, new Downlink.Observe(Path.of(3), TOKEN, Optional.empty(), Attributes.NONE));
        store.remove("a", TOKEN);
        assertEquals(Map.of(), store.observations("a"));
        assertEquals(1, all(store).size());
    }

    @Test
    void forgetsTheObservationsWithTheirRegistration() {
        var store = registrations();
        store.put(registration("a", new Identity.Psk("one"), ""));
        store.put("a", TOKEN, new Downlink.Observe(Path.of(3), TOKEN, Optional.empty(), Attributes.NONE));
        store.remove("a");
        assertEquals(Set.of(), all(store));
        store.put(registration("a", new Identity.Psk("one"), ""));
        assertEquals(Map.of(), store.observations("a"));
    }

    @Test
    void takesItCalmlyWhenWhatIsToGoIsNotThere() {
        var store = registrations();
        store.remove("a");
        store.remove("a", TOKEN);
        states().remove("a");
        assertEquals(Set.of(), all(store));
    }

    @Test
    void keepsStatesByName() {
        var store = states();
        store.put("engine/a", Bytes.hex("0102"));
        store.put("engine/b", Bytes.EMPTY);
        store.put("engine/a", Bytes.hex("03"));
        assertEquals(Optional.of(Bytes.hex("03")), store.get("engine/a"));
        assertEquals(Optional.of(Bytes.EMPTY), store.get("engine/b"));
        assertEquals(Optional.empty(), store.get("engine/c"));
    }

    @Test
    void keepsWhatTheBytesWereWhenTheyCame() {
        var store = states();
        var mine = new byte[] {1, 2};
        store.put("a", Bytes.wrap(mine));
        mine[0] = 9;
        assertEquals(Optional.of(Bytes.hex("0102")), store.get("a"));
    }

    @Test
    void forgetsAState() {
        var store = states();
        store.put("a", Bytes.hex("01"));
        store.put("ab", Bytes.hex("02"));
        store.remove("a");
        assertEquals(Optional.empty(), store.get("a"));
        assertEquals(Set.of("ab"), store.names("").collect(Collectors.toSet()));
    }

    @Test
    void keepsWhatSeveralThreadsPutAtOnce() {
        var store = states();
        IntStream.range(0, 64).parallel().forEach(number -> {
            store.put("engine/" + number % 16, Bytes.of((byte) number));
            assertTrue(store.get("engine/" + number % 16).isPresent());
        });
        assertEquals(16, store.names("engine/").count());
    }

    @Test
    void listsNamesByTheirBeginning() {
        var store = states();
        store.put("engine/a", Bytes.EMPTY);
        store.put("engine/b", Bytes.EMPTY);
        store.put("other/a", Bytes.EMPTY);
        store.remove("engine/b");
        assertEquals(Set.of("engine/a"), store.names("engine/").collect(Collectors.toSet()));
        assertTrue(store.names("nobody/").findAny().isEmpty());
    }

    private static Set<Registration> all(RegistrationStore store) {
        try (var all = store.registrations()) {
            return all.collect(Collectors.toSet());
        }
    }

    private static Registration registration(String id, Identity identity, String root) {
        var terms = new Terms(
                Duration.ofMinutes(5), Set.of(Binding.U, Binding.T), true, Optional.of("4912345"), List.of("oma:v1"));
        return new Registration(
                id,
                "urn:dev:" + id,
                identity,
                URI.create("coap://127.0.0.1:40001"),
                URI.create("coap://127.0.0.1:5683"),
                Version.V1_1,
                terms,
                root,
                List.of(new Link(Path.ROOT, Map.of("ct", "110 112")), Link.of(Path.of(3, 0))),
                NOON,
                NOON.plusSeconds(60));
    }
}
