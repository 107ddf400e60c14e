package org.lwm2m.itest.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Registration;

/**
 * Hours with a fleet whose messages get lost, late and doubled, after which both sides agree. {@code -Dday.clients=200 -Dday.hours=24} is
 * the whole day, {@code -Dday.seed=…} another one, {@code
 * -Dday.seeds=20} twenty.
 */
class DayTest {

    private static final int CLIENTS = Integer.getInteger("day.clients", 50);
    private static final int HOURS = Integer.getInteger("day.hours", 6);
    private static final long SEED = Long.getLong("day.seed", 4);
    private static final int SEEDS = Integer.getInteger("day.seeds", 1);

    private static LongStream seeds() {
        return LongStream.range(SEED, SEED + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterAllThatMayHappenBothSidesAgreeOnEveryRegistrationObservationAndValue(long seed) {
        var fleet = after(CLIENTS, Duration.ofHours(HOURS), seed);
        System.out.printf("%d clients, %d hours, seed %d: %s%n", CLIENTS, HOURS, seed, fleet);
        agree(fleet);
    }

    private static void agree(Fleet fleet) {
        assertEquals(fleet.members.size(), fleet.server.clients().count());
        each(fleet, member -> agreesOnRegistration(fleet, member));
        each(fleet, DayTest::agreesOnValues);
        sameRegistrationsAreRefreshed(fleet);
        eachObservationHearsOfAChange(fleet);
    }

    /** To the last byte, wherever objects lie in memory: another JVM numbers them another way, and salts its sets. */
    @Test
    void theSameSeedMakesTheSameDayInAnotherJvm() throws Exception {
        var here = Again.day(SEED);
        var other = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=3",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Again.class.getName(),
                        Long.toString(SEED))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(here, new String(other.getInputStream().readAllBytes(), UTF_8).strip());
        assertEquals(0, other.waitFor());
    }

    /** A small day in a JVM of its own. */
    static final class Again {

        private Again() {}

        public static void main(String[] arguments) {
            System.out.println(day(Long.parseLong(arguments[0])));
        }

        static String day(long seed) {
            return after(40, Duration.ofHours(6), seed).toString();
        }
    }

    private static Fleet after(int clients, Duration length, long seed) {
        var fleet = new Fleet(clients, seed);
        fleet.storm(length);
        fleet.calm();
        return fleet;
    }

    private static void agreesOnRegistration(Fleet fleet, FleetMember member) {
        var client = member.client().orElseThrow();
        var registration = client.registration();
        assertEquals(member.version, registration.version());
        var listed = registration.links().stream()
                .map(link -> link.path())
                .filter(path -> path.object() >= Gauge.ID && path.depth() == 2)
                .map(Path::toString)
                .sorted()
                .toList();
        assertEquals(member.objects().stream().sorted().toList(), listed);
        var lifetime = client.read(Path.of(1, 0, 1)).toCompletableFuture();
        fleet.clock.run();
        assertEquals(
                new Value.Int(registration.terms().lifetime().toSeconds()),
                lifetime.join().get(0).value());
    }

    private static void agreesOnValues(FleetMember member) {
        member.wishes.forEach((paths, wish) -> {
            assertTrue(wish.observation.isPresent(), () -> paths + " is observed");
            assertEquals(member.content(paths), sorted(wish.last), paths::toString);
        });
    }

    /** A client that had another id than the server would be told so, and would register anew. */
    private static void sameRegistrationsAreRefreshed(Fleet fleet) {
        var before = ids(fleet);
        fleet.clock.advance(Duration.ofSeconds(1));
        fleet.members.forEach(FleetMember::update);
        fleet.clock.run();
        assertEquals(before, ids(fleet));
        each(
                fleet,
                member -> assertEquals(
                        fleet.clock.now(),
                        member.client().orElseThrow().registration().updated()));
    }

    /** One that the client has forgotten hears nothing, one that it has twice hears too much. */
    private static void eachObservationHearsOfAChange(Fleet fleet) {
        fleet.members.forEach(member -> member.wishes.values().forEach(wish -> wish.heard = 0));
        var before = fleet.figures.notifications;
        for (var member : fleet.members) {
            member.change();
        }
        fleet.clock.advance(Duration.ofSeconds(5));
        each(fleet, DayTest::agreesOnValues);
        each(fleet, member -> member.wishes.forEach((paths, wish) -> assertTrue(wish.heard > 0, paths::toString)));
        assertTrue(fleet.figures.notifications > before);
    }

    private static void each(Fleet fleet, java.util.function.Consumer<FleetMember> check) {
        assertAll(fleet.members.stream().<Executable>map(member -> () -> named(member, check)));
    }

    private static void named(FleetMember member, java.util.function.Consumer<FleetMember> check) {
        try {
            check.accept(member);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(member.endpoint + " " + member.version + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> ids(Fleet fleet) {
        return fleet.server.clients().stream()
                .map(Client::registration)
                .collect(Collectors.toMap(Registration::endpoint, Registration::id));
    }

    /** The latest of what was told together, as a notification may bring older values too. */
    private static List<Entry> sorted(List<Entry> entries) {
        var latest = entries.stream().flatMap(entry -> entry.time().stream()).max(Comparator.naturalOrder());
        return entries.stream()
                .filter(entry -> entry.time().equals(latest))
                .map(entry -> Entry.of(entry.path(), entry.value()))
                .sorted(Comparator.comparing(entry -> entry.path().instance()))
                .toList();
    }
}
