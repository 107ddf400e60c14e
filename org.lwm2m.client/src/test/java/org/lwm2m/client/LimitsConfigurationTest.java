package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lwm2m.client.management.Limits;

class LimitsConfigurationTest {

    private final List<String> complaints = new ArrayList<>();

    @Test
    void withoutAnythingTheUsualLimitsCount() {
        assertEquals(Limits.USUAL, read(Map.of()));
    }

    @Test
    void eachKeyIsReadWhetherItIsANumberOrText() {
        var expected = new Limits(Duration.ofMillis(1), Duration.ofSeconds(2), 3, 4, 5, 6, 7);
        assertEquals(
                expected,
                read(Map.of(
                        "provider.wait.millis", 1,
                        "answer.seconds", "2",
                        "calls.max", 3L,
                        "observations.max", " 4 ",
                        "attributes.max", 5,
                        "stored.notifications.max", "6",
                        "stored.values.max", "7")));
        assertEquals(List.of(), complaints);
    }

    @Test
    void aValueThatMakesNoSenseIsNamedAndTheRestCounts() {
        var limits = read(Map.of("observations.max", "many", "calls.max", 0, "stored.values.max", "9"));
        assertEquals(Limits.USUAL.observations(), limits.observations());
        assertEquals(Limits.USUAL.calls(), limits.calls());
        assertEquals(9, limits.values());
        assertEquals(
                List.of(
                        "org.lwm2m.client: calls.max has to be a number from 1, not 0; 64 is used",
                        "org.lwm2m.client: observations.max has to be a number from 0, not many; 1000 is used"),
                complaints);
    }

    @Test
    void aRestartIsOneOfTheWordsThereAre() {
        assertEquals(Restart.FORGET, Restart.read(Map.of("restart", " Forget "), complaints::add));
        assertEquals(Restart.REGISTER, Restart.read(Map.of(), complaints::add));
        assertEquals(List.of(), complaints);
        assertEquals(Restart.REGISTER, Restart.read(Map.of("restart", "again"), complaints::add));
        assertTrue(
                complaints.get(0).startsWith("org.lwm2m.client: restart has to be one of forget, "), complaints.get(0));
    }

    private Limits read(Map<String, Object> properties) {
        return LimitsConfiguration.read(properties, complaints::add);
    }
}
