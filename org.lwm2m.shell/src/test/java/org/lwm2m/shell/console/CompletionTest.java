package org.lwm2m.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lwm2m.shell.House;
import org.lwm2m.shell.ObserveCommands;
import org.lwm2m.shell.console.Completion.Choice;

class CompletionTest {

    private final House house = new House();
    private final Completion completion = new Completion(house.engines, new ObserveCommands(house.engines));

    @Test
    void offersCommandsWithAndWithoutScope() {
        assertEquals(
                List.of("lwm2m:read", "read", "felix:lb"),
                values(completion.choices(List.of("lwm2m:read", "felix:lb"), List.of("re"), 0)));
    }

    @Test
    void offersEndpointsBehindACommandOfAClient() {
        assertEquals(List.of("gateway"), after("lwm2m:read", ""));
        assertEquals(List.of("gateway"), after("observe", "g"));
    }

    @Test
    void offersTheObjectsAndInstancesThatTheClientHas() {
        var choices = completion.choices(List.of(), List.of("read", "gateway", "/"), 2);

        assertEquals(List.of("/1", "/1/0", "/3", "/3/0"), values(choices));
        assertEquals(new Choice("/3/0", "Device 0", true), choices.get(3));
    }

    @Test
    void offersTheResourcesOfAnInstanceThatTheCommandCanUse() {
        assertTrue(after("write", "gateway", "/1/0/").contains("/1/0/1"));
        assertTrue(!after("write", "gateway", "/1/0/").contains("/1/0/8"));
        assertTrue(after("execute", "gateway", "/1/0/").contains("/1/0/8"));
    }

    @Test
    void offersWhatCanBeSetOnAPath() {
        assertTrue(after("attributes", "gateway", "/3", "p").contains("pmin="));
    }

    @Test
    void offersObjectsWithTheirNames() {
        var choices = completion.choices(List.of(), List.of("objects", ""), 1);

        assertEquals(new Choice("1", "LwM2M Server 1.0", false), choices.get(0));
    }

    @Test
    void offersNothingWhereNothingIsKnown() {
        assertEquals(List.of(), after("read", "nobody", "/"));
        assertEquals(List.of(), after("echo", ""));
    }

    private List<String> after(String... words) {
        return values(completion.choices(List.of(), List.of(words), words.length - 1));
    }

    private static List<String> values(List<Choice> choices) {
        return choices.stream().map(Choice::value).toList();
    }
}
