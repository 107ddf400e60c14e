package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Path;
import org.lwm2m.api.client.ServerStatus.State;

class LocalCommandsTest {

    private final House house = new House();
    private final LocalCommands commands = new LocalCommands(house.engines);

    @Test
    void statusSaysHowItGoesWithEachServerAndWhyNot() throws CommandFailed {
        house.local(State.REGISTERED, State.NO_PROVIDER);
        var lines = commands.status().lines().toList();

        assertEquals("CLIENT   SERVER  URI           STATE        PROBLEM", lines.get(0));
        assertEquals("gateway  1       coap://cloud  registered   why", lines.get(1));
        assertEquals("gateway  2       coap://cloud  no provider  why", lines.get(2));
        assertTrue(commands.status().contains("server: 1 client registered"));
    }

    @Test
    void statusSaysWhatIsMissing() throws CommandFailed {
        house.engines.clients = null;
        var status = commands.status();

        assertTrue(status.contains("clients: none; is the bundle org.lwm2m.client started"), status);
        assertTrue(status.contains("server: none; is the bundle org.lwm2m.server started?"), status);
    }

    @Test
    void updateGoesToAllServersThatTheClientIsRegisteredWith() throws CommandFailed {
        house.local(State.REGISTERED, State.WAITING, State.REGISTERED);

        assertEquals("updated gateway at server 1\nupdated gateway at server 3", commands.update());
        assertEquals(List.of(1, 3), house.updated);
    }

    @Test
    void updateGoesToTheServerThatIsNamed() throws CommandFailed {
        house.local(State.REGISTERED, State.WAITING);
        commands.update("gateway", "2");

        assertEquals(List.of(2), house.updated);
    }

    @Test
    void registerGoesToTheServersThatTheClientIsNotRegisteredWith() throws CommandFailed {
        house.local(State.REGISTERED, State.FAILED, State.WAITING);

        assertEquals("registered gateway at server 2\nregistered gateway at server 3", commands.register());
        assertEquals(List.of(2, 3), house.registered);
    }

    @Test
    void registerDoesNothingToAStandingRegistrationUnlessItIsNamed() throws CommandFailed {
        house.local(State.REGISTERED);

        assertThrows(CommandFailed.class, () -> commands.register("gateway"));
        assertEquals("registered gateway at server 1", commands.register("gateway", "1"));
        assertEquals(List.of(1), house.registered);
    }

    @Test
    void sendGoesToTheClientThatRunsHere() throws CommandFailed {
        house.local(State.REGISTERED);

        assertEquals(
                "sent /3/0/9 /1/0 to the servers whose Mute Send, /1/x/23, is false",
                commands.send("gateway", "/3/0/9", "1/0"));
        assertEquals(List.of(List.of(Path.parse("/3/0/9"), Path.parse("/1/0"))), house.sent);
        var failure = assertThrows(CommandFailed.class, () -> commands.send("other", "/3"));
        assertEquals("no client 'other' runs here; there is gateway", failure.getMessage());
    }

    @Test
    void updateOfNobodySaysWhoIsHere() {
        house.local(State.REGISTERED);

        var failure = assertThrows(CommandFailed.class, () -> commands.update("other"));
        assertEquals("no client 'other' runs here; there is gateway", failure.getMessage());
    }
}
