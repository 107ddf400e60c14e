package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.server.StandingObservation;
import org.lwm2m.api.server.StandingObservations;

class ObserveCommandsTest {

    private final House house = new House();
    private final ObserveCommands commands = new ObserveCommands(house.engines);
    private final List<String> printed = new ArrayList<>();
    private final CommandSession session = (CommandSession) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {CommandSession.class}, (proxy, method, arguments) -> {
                assertEquals("get", method.getName());
                return (Consumer<String>) printed::add;
            });

    @Test
    void printsWhatIsNotifiedUntilCancelled() throws CommandFailed {
        commands.observe(session, "gateway", "/1/0/1", "pmax=60");
        house.client.seen.accept(List.of(Entry.of(Path.parse("/1/0/1"), new Value.Int(60))));

        assertEquals(List.of("observe [/1/0/1] pmax=60"), house.client.asked);
        assertEquals(1, printed.size());
        assertTrue(printed.get(0).endsWith("] gateway /1/0/1 Lifetime = 60 s"), printed.get(0));

        commands.cancel("gateway", "1/0/1");
        assertEquals(1, house.client.closed.size());
        assertEquals("nothing is observed", commands.observe(session));
    }

    @Test
    void canBeCancelledByToken() throws CommandFailed {
        commands.observe(session, "gateway", "/3/0");
        assertEquals(List.of("/3/0", "000000000000beef"), commands.running("gateway"));

        commands.cancel("gateway", "000000000000beef");
        assertEquals(1, house.client.closed.size());
    }

    @Test
    void cancelSaysWhenThereIsNothingToCancel() throws CommandFailed {
        commands.observe(session, "gateway", "/3/0");

        assertThrows(CommandFailed.class, () -> commands.cancel("gateway", "/3"));
        assertThrows(CommandFailed.class, () -> commands.cancel("other"));
        assertEquals(0, house.client.closed.size());
    }

    @Test
    void whatRunsIsListed() throws CommandFailed {
        commands.observe(session, "gateway", "/3/0", "/1");

        assertTrue(commands.observe(session).contains("gateway   [/3/0, /1]  000000000000beef"));
    }

    @Test
    void observationsEndWithTheBundle() throws CommandFailed {
        commands.observe(session, "gateway", "/3/0");
        commands.observe(session, "gateway", "/1/0");
        commands.close();

        assertEquals(2, house.client.closed.size());
    }

    @Test
    void whatIsObservedForGoodIsKeptListedAndRemovedByName() throws CommandFailed {
        var said = assertThrows(CommandFailed.class, () -> commands.observe(session, "--standing"));
        assertTrue(said.getMessage().contains("org.lwm2m.server"), said.getMessage());
        var kept = new TreeMap<String, StandingObservation>();
        commands.standing = new StandingObservations() {
            @Override
            public Map<String, StandingObservation> all() {
                return kept;
            }

            @Override
            public int observed(String name) {
                return 7;
            }

            @Override
            public void keep(String name, StandingObservation wish) {
                kept.put(name, wish);
            }

            @Override
            public boolean remove(String name) {
                return !name.equals("file") && kept.remove(name) != null;
            }
        };
        assertEquals("there are no standing observations", commands.observe(session, "--standing"));
        commands.observe(session, "--standing", "levels", "meter*", "/3/0/9", "/4/0", "pmin=10");
        commands.observe(session, "--standing", "file", "gateway", "/3");
        assertEquals("meter*", kept.get("levels").endpoints());
        var listed = commands.observe(session, "--standing");
        assertTrue(listed.contains("levels  meter*    [/3/0/9, /4/0]  pmin=10     7"), listed);
        assertThrows(CommandFailed.class, () -> commands.observe(session, "--standing", "levels", "meter*"));
        assertThrows(CommandFailed.class, () -> commands.observe(session, "--standing", "levels", "meter*", "/"));
        assertEquals("cancelled levels", commands.cancel("--standing", "levels"));
        assertThrows(CommandFailed.class, () -> commands.cancel("--standing", "levels"));
        var configured = assertThrows(CommandFailed.class, () -> commands.cancel("--standing", "file"));
        assertTrue(configured.getMessage().contains("is configured"), configured.getMessage());
    }
}
