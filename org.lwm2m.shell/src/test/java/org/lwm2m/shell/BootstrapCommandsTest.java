package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.bootstrap.BootstrapPlans;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapResult;
import org.lwm2m.api.bootstrap.BootstrapResult.Operation;
import org.lwm2m.api.bootstrap.BootstrapServer;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.security.Identity;

class BootstrapCommandsTest {

    private static final BootstrapReport GOOD = report("urn:dev:1", Optional.empty());
    private static final BootstrapReport BAD =
            report("urn:dev:2", Optional.of("WRITE /0/0: the client\u0007 answered"));

    private final House house = new House();
    private final BootstrapCommands commands = new BootstrapCommands(house.engines);
    private final List<String> problems = new ArrayList<>();

    @Test
    void whoWasBootstrappedIsListedWithTheResult() throws CommandFailed {
        commands.server = server(GOOD);
        var lines = commands.bootstrap().lines().toList();
        assertTrue(lines.get(0).startsWith("ENDPOINT   STARTED"), lines::toString);
        assertTrue(lines.get(1).startsWith("urn:dev:1 ") && lines.get(1).contains("bootstrapped"), lines::toString);
        assertTrue(lines.get(2).contains("failed: WRITE /0/0: the client· answered"), lines::toString);

        assertEquals(
                List.of(
                        "OPERATION  PATH  ANSWER",
                        "delete     /0    2.02 deleted",
                        "finish           2.04 changed",
                        "bootstrapped"),
                commands.bootstrap("urn:dev:1").lines().toList());
        assertThrows(CommandFailed.class, () -> commands.bootstrap("urn:dev:3"));
    }

    @Test
    void aClientThatDidNotAskIsStarted() throws CommandFailed {
        commands.server = server(GOOD);
        assertTrue(
                commands.bootstrap("start", "urn:dev:1", "coap://192.0.2.9:5").endsWith("bootstrapped"));

        commands.server = server(BAD);
        var failed =
                assertThrows(CommandFailed.class, () -> commands.bootstrap("start", "urn:dev:2", "coap://192.0.2.9:5"));
        assertTrue(failed.getMessage().startsWith("failed: WRITE"), failed::getMessage);
        assertThrows(CommandFailed.class, () -> commands.bootstrap("stop", "urn:dev:2", "coap://192.0.2.9:5"));
    }

    @Test
    void theClientHereAsksNow() throws CommandFailed {
        assertThrows(CommandFailed.class, () -> commands.bootstrap("now"));
        house.local();
        assertEquals("gateway is bootstrapped", commands.bootstrap("now"));
        assertEquals("gateway is bootstrapped", commands.bootstrap("now", "gateway"));
        assertThrows(CommandFailed.class, () -> commands.bootstrap("now", "other"));
        assertEquals(2, house.bootstrapped());
    }

    @Test
    void plansAreListedShownAndChecked() throws CommandFailed {
        commands.plans = plans();
        assertEquals(
                List.of("PLAN       CLIENTS  SERVERS     DELETES", "meter.cfg  urn:*    coap://one  servers"),
                commands.plans().lines().toList());
        assertTrue(commands.plans("meter").contains("coap://one"));
        assertThrows(CommandFailed.class, () -> commands.plans("other"));
        assertEquals("nothing wrong", commands.plans("check"));

        problems.add("meter.cfg: server.1.uri is missing");
        assertTrue(commands.plans().endsWith("1 wrong; lwm2m:plans check tells what"));
        var wrong = assertThrows(CommandFailed.class, () -> commands.plans("check"));
        assertEquals("meter.cfg: server.1.uri is missing", wrong.getMessage());
        var file = assertThrows(CommandFailed.class, () -> commands.plans("check", "draft.cfg"));
        assertEquals("draft.cfg: no good", file.getMessage());
    }

    @Test
    void whatIsMissingIsSaid() {
        assertTrue(assertThrows(CommandFailed.class, commands::bootstrap)
                .getMessage()
                .contains("org.lwm2m.bootstrap"));
        assertTrue(
                assertThrows(CommandFailed.class, commands::plans).getMessage().contains("folder"));
    }

    private static BootstrapServer server(BootstrapReport started) {
        return new BootstrapServer() {
            @Override
            public List<BootstrapSession> sessions() {
                return List.of();
            }

            @Override
            public List<BootstrapReport> reports() {
                return List.of(GOOD, BAD);
            }

            @Override
            public CompletionStage<BootstrapReport> start(String endpoint, URI address) {
                return CompletableFuture.completedFuture(started);
            }
        };
    }

    private BootstrapPlans plans() {
        var uri = Entry.of(Path.of(0, 0, 0), new Value.Text("coap://one"));
        return new BootstrapPlans() {
            @Override
            public List<Plan> plans() {
                return List.of(new Plan("meter.cfg", List.of("urn:*"), "servers", List.of(uri)));
            }

            @Override
            public List<String> problems() {
                return problems;
            }

            @Override
            public List<String> check(java.nio.file.Path file) {
                return List.of(file + ": no good");
            }
        };
    }

    private static BootstrapReport report(String endpoint, Optional<String> failure) {
        return new BootstrapReport(
                endpoint,
                new Identity.None("192.0.2.9"),
                URI.create("coap://192.0.2.9:5"),
                false,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(2),
                List.of(
                        new BootstrapResult(Operation.DELETE, Path.of(0), Status.DELETED, ""),
                        new BootstrapResult(Operation.FINISH, Path.ROOT, Status.CHANGED, "")),
                failure);
    }
}
