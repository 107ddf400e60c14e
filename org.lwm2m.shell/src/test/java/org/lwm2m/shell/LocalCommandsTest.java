package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.ServerStatus.State;

class LocalCommandsTest {

    private static final URI CLOUD = URI.create("coap://cloud");

    private final House house = new House();
    private final LocalCommands commands = new LocalCommands(house.engines);
    private final List<Integer> updated = new ArrayList<>();

    @Test
    void statusSaysHowItGoesWithEachServerAndWhyNot() throws CommandFailed {
        house.engines.locals = List.of(local(State.REGISTERED, State.NO_PROVIDER));
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
        house.engines.locals = List.of(local(State.REGISTERED, State.WAITING, State.REGISTERED));

        assertEquals("updated gateway at server 1\nupdated gateway at server 3", commands.update());
        assertEquals(List.of(1, 3), updated);
    }

    @Test
    void updateGoesToTheServerThatIsNamed() throws CommandFailed {
        house.engines.locals = List.of(local(State.REGISTERED, State.WAITING));
        commands.update("gateway", "2");

        assertEquals(List.of(2), updated);
    }

    @Test
    void updateOfNobodySaysWhoIsHere() {
        house.engines.locals = List.of(local(State.REGISTERED));

        var failure = assertThrows(CommandFailed.class, () -> commands.update("other"));
        assertEquals("no such client runs here; there is gateway", failure.getMessage());
    }

    private LocalClient local(State... states) {
        var servers = new ArrayList<ServerStatus>();
        for (var state : states) {
            servers.add(new ServerStatus(servers.size() + 1, CLOUD, state, Optional.of("why"), Optional.empty()));
        }
        return (LocalClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LocalClient.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "endpoint" -> "gateway";
                        case "servers" -> servers;
                        case "update" -> {
                            updated.add((Integer) arguments[0]);
                            yield CompletableFuture.completedFuture(null);
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
