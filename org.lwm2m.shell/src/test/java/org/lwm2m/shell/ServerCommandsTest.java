package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.client.ServerStatus.State;

class ServerCommandsTest {

    private final House house = new House();
    private final ServerCommands commands = new ServerCommands(house.engines);

    @Test
    void serversAreShownWithBindingLifetimeAndWhatComesNext() throws CommandFailed {
        house.next = Optional.of(Instant.now().plus(Duration.ofSeconds(90)));
        house.local(State.REGISTERED, State.DISABLED);
        var lines = commands.servers().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(
                lines.get(1).matches("gateway +1 +coap://cloud +U +registered +5 min +Update in 1 min .* s +why"),
                lines.get(1));
        assertTrue(
                lines.get(2).matches("gateway +2 +coap://cloud +U +disabled +5 min +Register in 1 min .* s +why"),
                lines.get(2));
        assertEquals(lines.size(), commands.servers("gateway").lines().count());
    }

    @Test
    void whoIsNotHereIsSaid() {
        house.local(State.REGISTERED);
        var failure = assertThrows(CommandFailed.class, () -> commands.servers("other"));
        assertEquals("no client 'other' runs here; there is gateway", failure.getMessage());
    }

    @Test
    void aServerIsDisabledForATimeOrForThatOfItsAccount() throws CommandFailed {
        house.local(State.REGISTERED);
        assertEquals("disabled gateway at server 1", commands.disable("gateway", "1", "60"));
        commands.disable("gateway", "1");
        assertEquals(List.of("disable [1, Optional[PT1M]]", "disable [1, Optional.empty]"), house.called);
        assertThrows(CommandFailed.class, () -> commands.disable("gateway"));
        assertThrows(CommandFailed.class, () -> commands.disable("gateway", "1", "-1"));
    }

    @Test
    void thoseThatAreDisabledAreEnabled() throws CommandFailed {
        house.local(State.REGISTERED, State.DISABLED, State.DISABLED);
        assertEquals("registered gateway at server 2\nregistered gateway at server 3", commands.enable());
        assertEquals(List.of("enable [2]", "enable [3]"), house.called);
        house.local(State.REGISTERED);
        assertThrows(CommandFailed.class, () -> commands.enable());
        assertEquals("registered gateway at server 1", commands.enable("gateway", "1"), "its client will refuse it");
    }
}
