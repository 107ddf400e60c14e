package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Profile;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.server.profile.ConfiguredProfile;
import org.lwm2m.server.profile.Teacher;
import org.lwm2m.store.memory.MemoryRegistrations;
import org.lwm2m.store.memory.MemoryState;
import org.lwm2m.testing.Proves;

/** Clients that name profiles in place of their objects. */
class ProfileTest {

    private static final String ETS = "6:27354b9a";
    private static final String WHOLE = "</1/0>,</3/0>,</3303/0>";

    private final Stage stage = new Stage();

    @Test
    @Proves("REG-28")
    void profilesThatAreConfiguredAndTheListAreTakenTogether() {
        configured("v:base-1", "</1/0>,</3/0>");
        configured("oma:meter", "</3303/0>;ver=1.1, </3303/1>");
        assertEquals(Status.CREATED, register("one", List.of("v:base-1"), ""));
        assertEquals("/1/0 /3/0", objects("one"));
        assertEquals(Status.CREATED, register("two", List.of("v:base-1", "oma:meter"), ""));
        assertEquals("/1/0 /3/0 /3303/0 /3303/1", objects("two"));
        assertEquals(Status.CREATED, register("three", List.of("v:base-1"), "</>;ct=110,</4/0>,</3/0>,</0/0>"));
        assertEquals("/ /4/0 /3/0 /1/0", objects("three"));
        assertEquals(
                List.of("v:base-1", "oma:meter"),
                stage.registration("two").orElseThrow().terms().profiles());
        assertEquals(
                Map.of("ver", "1.1"),
                stage.registration("two").orElseThrow().links().get(2).parameters());
    }

    @Test
    void aProfileIsUnderTheRootOfItsClient() {
        configured("v:base-1", "</1/0>,</3/0>");
        assertEquals(Status.CREATED, register("thing", List.of("v:base-1"), "</lwm2m>;rt=\"oma.lwm2m\",</lwm2m/4/0>"));
        assertEquals("/ /4/0 /1/0 /3/0", objects("thing"));
        assertEquals("lwm2m", stage.registration("thing").orElseThrow().root());
    }

    /** ETS 110 and 111. */
    @Test
    @Proves("REG-28")
    void aDynamicProfileThatIsKnownTellsTheListOrAPartOfIt() {
        configured(ETS, "</1/0>,</3/0>");
        assertEquals(Status.CREATED, register("case-110", List.of(ETS), ""));
        assertEquals("/1/0 /3/0", objects("case-110"));
        assertEquals(Status.CREATED, register("case-111", List.of(ETS), "</4/0>"));
        assertEquals("/4/0 /1/0 /3/0", objects("case-111"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "</4/0>", "</>;ct=110"})
    @Proves("REG-29")
    void aProfileThatNobodyKnowsIsConflictUntilTheListComes(String list) {
        assertEquals(Status.CONFLICT, register("thing", List.of(ETS), list));
        assertEquals(Status.CONFLICT, register("thing", List.of("v:base-1"), list));
        assertTrue(stage.registration("thing").isEmpty());
        assertEquals(Status.CREATED, register("thing", List.of("v:base-1"), WHOLE));
        assertEquals("/1/0 /3/0 /3303/0", objects("thing"));
    }

    @Test
    @Proves("REG-29")
    void oneUnknownProfileAmongSeveralIsConflict() {
        configured("v:base-1", "</1/0>,</3/0>");
        assertEquals(Status.CONFLICT, register("thing", List.of("v:base-1", "v:more"), "</4/0>"));
    }

    @Test
    @Proves("REG-30")
    void aProfileIsLearnedFromARegistrationThatHasItAndTheList() {
        assertEquals(Status.CREATED, register("thing", List.of(ETS), WHOLE));
        assertEquals(Status.CREATED, register("thing", List.of(ETS), ""));
        assertEquals("/1/0 /3/0 /3303/0", objects("thing"));
        assertEquals(Status.CREATED, register("thing", List.of(ETS), "</4/0>"));
        assertEquals("/4/0 /1/0 /3/0 /3303/0", objects("thing"));
        // It says what it means now, whatever it said before.
        assertEquals(Status.CREATED, register("thing", List.of(ETS), "</1/0>,</3/0>"));
        assertEquals("/1/0 /3/0", objects("thing"));
        assertEquals(Status.CREATED, register("thing", List.of(ETS), ""));
        assertEquals("/1/0 /3/0", objects("thing"));
    }

    @Test
    void whatAClientTeachesCountsForNobodyElse() {
        assertEquals(Status.CREATED, register("liar", List.of(ETS), WHOLE));
        assertEquals(Status.CONFLICT, register("honest", List.of(ETS), ""));
        var proved = proved("honest");
        assertEquals(Status.CONFLICT, register(proved, "honest", List.of(ETS), ""));
        assertEquals(Status.CREATED, register(proved, "honest", List.of(ETS), "</1/0>,</3/0>"));
        assertEquals(Status.CREATED, register("liar", List.of(ETS), ""));
        assertEquals("/1/0 /3/0 /3303/0", objects("liar"));
        assertEquals(Status.CREATED, register(proved, "honest", List.of(ETS), ""));
        assertEquals("/1/0 /3/0", objects("honest"));
    }

    /** The same endpoint, from somebody who has not its keys, or other keys. */
    @Test
    void noStrangerTeachesInTheNameOfAnEndpoint() {
        assertEquals(Status.CREATED, register("thing", List.of(ETS), WHOLE));
        stage.client("thing");
        var proved = proved("thing");
        assertEquals(Status.CONFLICT, register(proved, "thing", List.of(ETS), ""));
    }

    @Test
    void theFingerprintOfAListCountsForAll() {
        var links = List.of(Link.of(Path.of(1, 0)), Link.of(Path.of(3, 0)), Link.of(Path.of(3303, 0)));
        var proof = Profile.dynamic(4, links).id();
        assertEquals(Status.CREATED, register("first", List.of(proof), WHOLE));
        assertEquals(Status.CREATED, register("second", List.of(proof), ""));
        assertEquals("/1/0 /3/0 /3303/0", objects("second"));
        // 32 bits are too short: another list for them is found in minutes.
        var brief = Profile.dynamic(6, links).id();
        assertEquals(Status.CREATED, register("first", List.of(brief), WHOLE));
        assertEquals(Status.CONFLICT, register("second", List.of(brief), ""));
    }

    @Test
    void aLieAboutAFingerprintIsNoProof() {
        var proof = Profile.dynamic(1, List.of(Link.of(Path.of(1, 0)), Link.of(Path.of(3, 0))))
                .id();
        assertEquals(Status.CREATED, register("liar", List.of(proof), WHOLE));
        assertEquals(Status.CONFLICT, register("honest", List.of(proof), ""));
    }

    @Test
    void nobodyTeachesWhatAConfiguredIdMeans() {
        assertEquals(Status.CREATED, register("thing", List.of("v:base-1"), WHOLE));
        assertEquals(Status.CONFLICT, register("thing", List.of("v:base-1"), ""));
        configured("v:base-1", "</1/0>,</3/0>");
        assertEquals(Status.CREATED, register("thing", List.of("v:base-1"), ""));
        assertEquals("/1/0 /3/0", objects("thing"));
    }

    @Test
    void aListThatIsTooLongIsNotLearned() {
        var list = "</1/0>,</3/0>,"
                + IntStream.range(0, 300)
                        .mapToObj(each -> "</3303/" + each + ">")
                        .collect(Collectors.joining(","));
        assertEquals(Status.CREATED, register("thing", List.of(ETS), list));
        assertEquals(Status.CONFLICT, register("thing", List.of(ETS), ""));
    }

    @Test
    void strangersMakeNobodyElseForgotten() {
        var small = new Stage(Map.of("profiles.max", 10));
        small.callers.put(new Identity.Psk("kept"), List.of("kept"));
        var kept = new Thing(small, Stage.key("kept"), Optional.empty());
        assertEquals(Status.CREATED, register(kept, "kept", List.of(ETS), WHOLE));
        for (var each = 0; each < 50; each++) {
            assertEquals(Status.CREATED, register(new Thing(small), "stranger-" + each, List.of(ETS), WHOLE));
        }
        assertEquals(Status.CREATED, register(new Thing(small), "stranger-49", List.of(ETS), ""));
        assertEquals(Status.CONFLICT, register(new Thing(small), "stranger-48", List.of(ETS), ""));
        assertEquals(Status.CREATED, register(kept, "kept", List.of(ETS), ""));
    }

    @Test
    void noneIsLearnedWhereNoneIsToBe() {
        var small = new Stage(Map.of("profiles.max", 0));
        assertEquals(Status.CREATED, register(new Thing(small), "thing", List.of(ETS), WHOLE));
        assertEquals(Status.CONFLICT, register(new Thing(small), "thing", List.of(ETS), ""));
    }

    @Test
    @Proves("REG-30")
    void whatWasLearnedOutlivesTheServer() {
        var states = new MemoryState();
        stage.server().profiles().keepIn(states);
        assertEquals(
                Status.CREATED, register("thing", List.of(ETS), "</lwm2m>;rt=\"oma.lwm2m\",</lwm2m/1/0>,</lwm2m/3/0>"));
        stage.settle();
        stage.restart(new MemoryRegistrations());
        assertEquals(Status.CONFLICT, register("thing", List.of(ETS), ""));
        stage.server().profiles().keepIn(states);
        stage.settle();
        assertEquals(Status.CREATED, register("thing", List.of(ETS), ""));
        assertEquals("lwm2m", stage.registration("thing").orElseThrow().root());
        assertEquals("/ /1/0 /3/0", objects("thing"));
    }

    @Test
    void aDamagedProfileInTheStoreIsForgottenAndTheOthersCount() {
        var states = new MemoryState();
        stage.server().profiles().keepIn(states);
        register("thing", List.of(ETS), WHOLE);
        stage.settle();
        states.put("org.lwm2m.server/profile/half", Bytes.wrap(new byte[] {1, 0, 5}));
        states.put("org.lwm2m.server/profile/later", Bytes.wrap(new byte[] {9}));
        stage.restart(new MemoryRegistrations());
        stage.server().profiles().keepIn(states);
        stage.settle();
        assertEquals(Status.CREATED, register("thing", List.of(ETS), ""));
        assertEquals(1, states.names("org.lwm2m.server/profile/").count());
    }

    @Test
    void aStoreThatIsSlowIsWrittenToOnceForSeveralLessons() {
        var written = new ArrayList<String>();
        var states = new CountingState(written);
        stage.server().profiles().keepIn(states);
        stage.settle();
        for (var each = 0; each < 5; each++) {
            // The workers have no turn in between.
            stage.server()
                    .profiles()
                    .learn(new Teacher("thing", ""), Profile.parse(ETS, "</1/0>,</3/0>,</5/" + each + ">"));
        }
        stage.settle();
        assertEquals(1, written.size(), written::toString);
    }

    @Test
    void anUpdateMayNameProfilesAndANewListEndsThem() {
        configured("v:base-1", "</1/0>,</3/0>");
        configured("v:more", "</3303/0>");
        var thing = new Thing(stage);
        assertEquals(Status.CREATED, register(thing, "thing", List.of("v:base-1"), ""));
        assertEquals(Status.CHANGED, thing.update(Parameters.NONE).status());
        assertEquals("/1/0 /3/0", objects("thing"));
        assertEquals(
                Status.CHANGED,
                thing.update(saying(List.of("v:base-1", "v:more"))).status());
        assertEquals("/1/0 /3/0 /3303/0", objects("thing"));
        assertEquals(Status.CONFLICT, thing.update(saying(List.of("v:other"))).status());
        var list = new Uplink.Update(thing.location, Parameters.NONE, Optional.of(Thing.links("</1/0>,</3/0>,</5>")));
        assertEquals(Status.CHANGED, thing.ask(list).status());
        assertEquals("/1/0 /3/0 /5", objects("thing"));
        assertEquals(
                List.of(), stage.registration("thing").orElseThrow().terms().profiles());
    }

    @ParameterizedTest
    @CsvSource({"v:", "x:meter", "6:1234", "6:nothex00", "v:a b"})
    void whatIsNoProfileIdIsRefused(String id) {
        assertEquals(Status.BAD_REQUEST, register("thing", List.of(id), WHOLE));
    }

    @ParameterizedTest
    @CsvSource({"1.0, BAD_REQUEST", "1.1, CONFLICT"})
    void anOlderClientHasNoProfiles(String version, Status refusal) {
        configured("v:base-1", "</1/0>,</3/0>");
        var without = new Uplink.Register(Optional.of("thing"), version, saying(List.of("v:base-1")), Optional.empty());
        assertEquals(refusal, new Thing(stage).register(without).status());
        var with = new Uplink.Register(
                Optional.of("thing"), version, saying(List.of("v:base-1")), Optional.of(Thing.links("</1/0>")));
        assertEquals(Status.CREATED, new Thing(stage).register(with).status());
        assertEquals("/1/0", objects("thing"));
    }

    @Test
    void aSourceThatFailsKnowsNothingAndTheNextIsAsked() {
        stage.server()
                .profiles()
                .sources()
                .add(id -> CompletableFuture.failedFuture(new IllegalStateException()), Map.of());
        stage.server()
                .profiles()
                .sources()
                .add(
                        id -> {
                            throw new IllegalStateException();
                        },
                        Map.of());
        configured("v:base-1", "</1/0>,</3/0>");
        assertEquals(Status.CREATED, register("thing", List.of("v:base-1"), ""));
    }

    @ParameterizedTest
    @CsvSource({"v:base-1, '</1/0'", "v:base-1, ''", "v:base-1, '</1/0/1>'", "base, '</1/0>'"})
    void aConfiguredProfileThatMakesNoSenseIsNotThere(String id, String objects) {
        configured(id, objects);
        assertEquals(Status.CREATED, register("thing", List.of("v:base-1"), WHOLE));
        assertEquals(Status.CONFLICT, register("thing", List.of("v:base-1"), ""));
    }

    private void configured(String id, String objects) {
        stage.server().profiles().sources().add(new ConfiguredProfile(Map.of("id", id, "objects", objects)), Map.of());
    }

    private Thing proved(String name) {
        stage.callers.put(new Identity.Psk(name), List.of(name));
        return new Thing(stage, Stage.key(name), Optional.empty());
    }

    private Status register(String endpoint, List<String> profiles, String list) {
        return register(new Thing(stage, Credentials.NONE, Optional.empty()), endpoint, profiles, list);
    }

    private static Status register(Thing thing, String endpoint, List<String> profiles, String list) {
        var content = Optional.of(list).filter(each -> !each.isEmpty()).map(Thing::links);
        return thing.register(
                        new Uplink.Register(Optional.of(endpoint), Version.V1_2.toString(), saying(profiles), content))
                .status();
    }

    private static Parameters saying(List<String> profiles) {
        var said = Thing.lasting(300);
        return new Parameters(said.lifetime(), said.binding(), false, Optional.empty(), profiles, Map.of());
    }

    private String objects(String endpoint) {
        return stage.registration(endpoint).orElseThrow().links().stream()
                .map(each -> each.path().toString())
                .collect(Collectors.joining(" "));
    }

    private record CountingState(List<String> written) implements StateStore {

        @Override
        public Optional<Bytes> get(String name) {
            return Optional.empty();
        }

        @Override
        public void put(String name, Bytes state) {
            written.add(name);
        }

        @Override
        public void remove(String name) {
            written.remove(name);
        }

        @Override
        public Stream<String> names(String prefix) {
            return Stream.empty();
        }
    }
}
