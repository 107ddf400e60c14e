package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Profile;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.registration.Self;
import org.lwm2m.testing.Proves;

/** A client that registers with profiles in place of its objects, and with the list where a server wants that. */
class ProfileTest {

    private static final Profile BASE = Profile.parse("v:base-1", "</1/0>,</3/0>");
    private static final Profile METER = Profile.parse("oma:meter", "</3303>;ver=1.1,</3303/0>");
    private static final String FINGERPRINT = Profile.dynamic(4, BASE.objects()).id();

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    @Test
    @Proves("REG-28")
    void namesAProfileInPlaceOfItsObjects() {
        start(BASE);
        assertEquals("v:base-1 -", said());
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    @Proves("REG-28")
    void namesSeveralAndListsWhatItHasBeyondThem() {
        rig.management.lists("/1/0", "/3/0", "/3303/0", "/3303/7", "/5");
        start(BASE, Profile.parse("oma:meter", "</3303/0>"));
        assertEquals("v:base-1,oma:meter </3303/7>,</5>", said());
    }

    @Test
    void namesNoProfileThatSaysMoreThanIsSo() {
        start(METER, Profile.parse("v:more", "</1/0>,</3/0>,</5>"));
        assertEquals(" </1/0>,</3/0>", said());
        rig.management.lists("/1/0", "/3/0", "/3303/0");
        rig.client.register(101);
        rig.loop.run();
        // The profile says version 1.1 of the object.
        assertEquals(" </1/0>,</3/0>,</3303/0>", said());
    }

    @Test
    void aNameForWholeObjectsIsGoodForOneWithInstances() {
        start(Profile.parse("v:whole", "</1>,</3>"));
        assertEquals("v:whole </1/0>,</3/0>", said());
    }

    @Test
    @Proves("REG-28")
    void saysTheFingerprintOfItsList() {
        fingerprints(Map.of());
        assertEquals(FINGERPRINT + " -", said());
        rig.management.lists("/1/0", "/3/0", "/5");
        rig.client.register(101);
        rig.loop.run();
        var other =
                Profile.dynamic(4, Profile.parse("v:x", "</1/0>,</3/0>,</5>").objects());
        assertEquals(other.id() + " -", said());
    }

    @ParameterizedTest
    @CsvSource({"1, 64", "2, 32", "3, 30", "4, 24", "5, 16", "6, 8", "9, 24"})
    void makesTheFingerprintAsTheServerWantsIt(int suite, int digits) {
        fingerprints(Map.of(27, new Value.Unsigned(suite)));
        var id = said().split(" ")[0];
        assertEquals(suite == 9 ? 4 : suite, Integer.parseInt(id.split(":")[0]));
        assertEquals(digits, id.split(":")[1].length());
    }

    @Test
    @Proves({"REG-28", "REG-29"})
    void repeatsWithTheListWhereTheServerDoesNotKnowTheProfile() {
        server.answers(Response.of(Status.CONFLICT));
        start(BASE);
        assertEquals(List.of("v:base-1 -", " </1/0>,</3/0>"), all());
        assertEquals(State.REGISTERED, rig.status().state());
        rig.client.register(101);
        rig.loop.run();
        assertEquals(" </1/0>,</3/0>", said());
    }

    @Test
    @Proves({"REG-29", "REG-30"})
    void teachesAFingerprintThatTheServerDoesNotKnow() {
        server.answers(Response.of(Status.CONFLICT));
        fingerprints(Map.of());
        assertEquals(List.of(FINGERPRINT + " -", FINGERPRINT + " </1/0>,</3/0>"), all());
        assertEquals(State.REGISTERED, rig.status().state());
        rig.client.register(101);
        rig.loop.run();
        assertEquals(FINGERPRINT + " -", said());
    }

    @Test
    void teachesNoServerThatDoesNotLearn() {
        server.answers(Response.of(Status.CONFLICT));
        fingerprints(Map.of());
        server.answers(Response.of(Status.CONFLICT));
        rig.client.register(101);
        rig.loop.run();
        assertEquals(" </1/0>,</3/0>", said());
        assertEquals(State.REGISTERED, rig.status().state());
        rig.client.register(101);
        rig.loop.run();
        assertEquals(5, all().size());
        assertEquals(" </1/0>,</3/0>", said());
    }

    @Test
    void listsItsObjectsToAServerThatRefusesProfilesAltogether() {
        server.answers(Response.of(Status.CONFLICT));
        server.answers(Response.of(Status.CONFLICT));
        fingerprints(Map.of());
        assertEquals(List.of(FINGERPRINT + " -", FINGERPRINT + " </1/0>,</3/0>", " </1/0>,</3/0>"), all());
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    void listsItsObjectsToAServerThatDoesNotKnowWhatAProfileIs() {
        server.answers(Response.of(Status.BAD_REQUEST));
        fingerprints(Map.of());
        assertEquals(List.of(FINGERPRINT + " -", " </1/0>,</3/0>"), all());
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    void aRefusalThatHasNothingToDoWithProfilesIsOne() {
        server.answers(Response.of(Status.BAD_REQUEST));
        server.answers(Response.of(Status.BAD_REQUEST));
        fingerprints(Map.of());
        assertEquals(State.WAITING, rig.status().state());
        assertEquals(2, all().size());
    }

    @Test
    void goesOnWithTheFingerprintWhereConfiguredProfilesAreNotKnown() {
        server.answers(Response.of(Status.CONFLICT));
        rig.manner = new Self.Manner(Optional.empty(), true, true);
        start(BASE);
        assertEquals(List.of("v:base-1 -", FINGERPRINT + " -"), all());
    }

    @Test
    void anOlderServerHearsOfNoProfiles() {
        server.answers(Response.of(Status.PRECONDITION_FAILED));
        start(BASE);
        assertEquals(List.of("v:base-1 -", " </1/0>,</3/0>"), all());
        assertEquals("1.1", server.last(Uplink.Register.class).version());
    }

    @Test
    void anUpdateListsObjectsByName() {
        start(BASE);
        rig.management.lists("/1/0", "/3/0", "/5");
        rig.advance(1);
        var update = server.last(Uplink.Update.class);
        assertTrue(update.parameters().profiles().isEmpty());
        assertEquals(
                "</1/0>,</3/0>,</5>", update.objects().orElseThrow().bytes().utf8());
    }

    private void start(Profile... profiles) {
        rig.start(server, Map.of(1, new Value.Int(300)), self -> Stream.of(profiles)
                .forEach(self::add));
    }

    private void fingerprints(Map<Integer, Value> account) {
        rig.manner = new Self.Manner(Optional.empty(), true, true);
        rig.start(server, account);
    }

    private String said() {
        var all = all();
        return all.get(all.size() - 1);
    }

    /** What each Register said: profiles, and objects. */
    private List<String> all() {
        return server.heard.stream()
                .filter(Uplink.Register.class::isInstance)
                .map(Uplink.Register.class::cast)
                .map(each -> String.join(",", each.parameters().profiles()) + " "
                        + each.objects().map(list -> list.bytes().utf8()).orElse("-"))
                .toList();
    }
}
