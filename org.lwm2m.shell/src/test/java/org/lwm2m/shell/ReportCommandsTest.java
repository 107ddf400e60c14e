package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Token;

class ReportCommandsTest {

    private static final Entry LIFETIME = Entry.of(Path.parse("/1/0/1"), new Value.Int(60), Instant.EPOCH);

    private final House house = new House();
    private final ReportCommands commands = new ReportCommands(house.engines);
    private final List<String> printed = new ArrayList<>();
    private final CommandSession session = (CommandSession) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CommandSession.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "hashCode" -> 1;
                case "equals" -> proxy == arguments[0];
                default -> (Consumer<String>) printed::add;
            });

    @Test
    void whatWasSentIsShownWithItsTimesAndWhatIsObservedIsNot() throws CommandFailed {
        assertTrue(commands.received().startsWith("nothing yet"));
        commands.received(house.client, List.of(LIFETIME), Optional.empty());
        commands.received(house.client, List.of(LIFETIME), Optional.of(Token.of(1)));
        commands.faulty(house.client, Path.parse("/3/0/9"), "it is of type INTEGER, not Text");

        var lines = commands.received("gateway").lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).endsWith("gateway   /1/0/1 Lifetime = 60 s at 1970-01-01 00:00:00Z"), lines.get(1));
        assertTrue(lines.get(2).endsWith("/3/0/9 makes no sense: it is of type INTEGER, not Text"), lines.get(2));
        assertTrue(commands.received("other").startsWith("nothing yet"));
    }

    @Test
    void whatHasJustBeenSentIsWaitedForAMoment() throws Exception {
        var shown = new FutureTask<>(commands::received);
        var shell = new Thread(shown);
        shell.start();
        while (shell.isAlive() && shell.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        commands.received(house.client, List.of(LIFETIME), Optional.empty());

        assertTrue(shown.get().contains("/1/0/1 Lifetime"), shown.get());
    }

    @Test
    void itIsPrintedAsItComesUntilThatIsStopped() throws CommandFailed {
        assertEquals("following gateway", commands.follow(session, "gateway"));
        commands.received(house.client, List.of(LIFETIME), Optional.empty());
        assertEquals("following all clients", commands.follow(session));
        commands.received(house.client, List.of(LIFETIME), Optional.empty());
        commands.follow(session, "off");
        commands.received(house.client, List.of(LIFETIME), Optional.empty());

        assertEquals(2, printed.size());
        assertTrue(printed.get(0).contains("] gateway /1/0/1 Lifetime = 60 s at 1970"), printed.get(0));
    }

    @Test
    void aFloodIsShownInPart() throws CommandFailed {
        for (var i = 0; i < 20; i++) {
            commands.received(house.client, Collections.nCopies(1000, LIFETIME), Optional.empty());
        }
        var lines = commands.received().lines().toList();
        assertEquals(101, lines.size());
        assertTrue(lines.get(100).endsWith("and 980 values more"), lines.get(100));
    }
}
