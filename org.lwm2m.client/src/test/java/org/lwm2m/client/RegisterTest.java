package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.testing.Proves;

/** How a client comes to be registered, with whom, and what it does when it can't be. */
class RegisterTest {

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    @Test
    @Proves("REG-01")
    void registersWithEndpointLifetimeVersionBindingAndItsObjects() {
        rig.start(server);
        var register = server.last(Uplink.Register.class);
        assertEquals(Optional.of("gateway"), register.endpoint());
        assertEquals(Optional.of(Duration.ofSeconds(300)), register.parameters().lifetime());
        assertEquals("1.2", register.version());
        assertEquals(Optional.of("U"), register.parameters().binding());
        assertEquals(ContentFormat.LINK, register.objects().orElseThrow().format());
        assertEquals("</1/0>,</3/0>", register.objects().orElseThrow().bytes().utf8());
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    @Proves("REG-07")
    void announcesTheFormatsThatGoBeyondTheBasicOnes() {
        rig.providers.codecs().add(new TlvCodec(), List.of(11542, 110, 0, 42), 0);
        rig.start(server);
        var objects = server.last(Uplink.Register.class).objects().orElseThrow();
        assertEquals("</>;ct=\"110 11542\",</1/0>,</3/0>", objects.bytes().utf8());
    }

    @Test
    void saysQueueModeAsTheVersionWantsIt() {
        server.answers(Response.of(Status.PRECONDITION_FAILED));
        server.answers(Response.of(Status.PRECONDITION_FAILED));
        rig.start(server, Map.of(7, new Value.Text("UQ")));
        var registers = server.heard.stream().map(Uplink.Register.class::cast).toList();
        assertEquals(Optional.of("U"), registers.get(0).parameters().binding());
        assertTrue(registers.get(0).parameters().queueMode());
        assertEquals(Optional.of("UQ"), registers.get(2).parameters().binding());
        assertFalse(registers.get(2).parameters().queueMode());
    }

    @Test
    void stepsItsVersionDownWhereTheServerDoesNotSpeakIt() {
        server.answers(Response.of(Status.PRECONDITION_FAILED));
        server.answers(Response.of(Status.PRECONDITION_FAILED));
        rig.start(server);
        assertEquals(
                List.of("1.2", "1.1", "1.0"),
                server.heard.stream()
                        .map(each -> ((Uplink.Register) each).version())
                        .toList());
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    void failsWhereTheServerSpeaksNoVersionAtAll() {
        for (var version = 0; version < 3; version++) {
            server.answers(Response.of(Status.PRECONDITION_FAILED));
        }
        rig.start(server);
        assertEquals(3, server.heard.size());
        assertEquals(State.WAITING, rig.status().state());
        assertTrue(rig.status().problem().orElseThrow().contains("4.12"), rig.status()::toString);
    }

    @ParameterizedTest
    @Proves("REG-23")
    @CsvSource(
            nullValues = "-",
            value = {
                // 17, 18, 19, 20, how many attempts these are, pauses between the first ones
                "-, -, -, -, 5, 60 120 240 480 86400 60 120",
                "3, 10, 500, 2, 6, 10 20 500 10 20 500 10",
                "1, 10, 500, 3, 3, 500 500 500",
                "2, 7, 4294967295, 3, 2, 7",
            })
    void triesAgainAfterGrowingPauses(Long count, Long timer, Long delay, Long sequences, int all, String pauses) {
        var resources = new java.util.HashMap<Integer, Value>();
        var values = new Long[] {count, timer, delay, sequences};
        for (var each = 0; each < 4; each++) {
            if (values[each] != null) {
                resources.put(17 + each, new Value.Unsigned(values[each]));
            }
        }
        server.stop();
        rig.start(server, resources);
        var tries = new ArrayList<Long>();
        for (var expected : pauses.split(" ")) {
            var before = attempts();
            rig.advance(Long.parseLong(expected) - 1);
            assertEquals(before, attempts(), "too early: " + tries);
            rig.advance(1);
            assertEquals(before + 1, attempts(), "too late: " + tries);
            tries.add(Long.valueOf(expected));
            var last = tries.size() == all - 1;
            assertEquals(last ? State.FAILED : State.WAITING, rig.status().state(), "after " + tries);
        }
        if (delay != null && delay == 4294967295L) {
            assertEquals(State.FAILED, rig.status().state());
            assertEquals(0, rig.loop.timers());
        }
    }

    private long attempts() {
        return rig.heard.stream()
                .filter(each -> each.state() == State.REGISTERING)
                .count();
    }

    @Test
    void comesBackWhenABusyServerSaid() {
        server.answers(new Response(
                Status.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(17))));
        rig.start(server);
        rig.advance(16);
        assertEquals(1, server.heard.size());
        rig.advance(1);
        assertEquals(2, server.heard.size());
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    @Proves("REG-31")
    void ignoresRequestsUntilItsRegisterIsAnswered() {
        var answer = new CompletableFuture<Response>();
        server.answers(answer);
        rig.start(server);
        var early = server.ask(new Downlink.Read(Path.of(3, 0), Optional.empty()));
        rig.advance(10);
        assertTrue(early.isCompletedExceptionally());
        assertTrue(rig.management.handled.isEmpty());

        answer.complete(Response.created("rd/1"));
        rig.loop.run();
        var inTime = server.ask(new Downlink.Read(Path.of(3, 0), Optional.empty()));
        rig.loop.run();
        assertEquals(Status.CHANGED, inTime.join().status());
    }

    @Test
    void answersARequestThatOvertookTheAnswerToRegister() {
        var answer = new CompletableFuture<Response>();
        server.answers(answer);
        rig.start(server);
        var early = server.ask(new Downlink.Read(Path.of(3, 0), Optional.empty()));
        rig.loop.run();
        answer.complete(Response.created("rd/1"));
        rig.loop.run();
        assertEquals(Status.CHANGED, early.join().status());
        assertEquals(1, rig.management.handled.size());
    }

    @Test
    void ignoresWhatOnlyABootstrapServerMaySay() {
        rig.start(server);
        var write = server.ask(new BootstrapDownlink.Delete(Path.ROOT));
        var finish = server.ask(new BootstrapDownlink.Finish());
        rig.advance(10);
        assertTrue(write.isCompletedExceptionally() && finish.isCompletedExceptionally());
        assertEquals(State.REGISTERED, rig.status().state());
        assertEquals(1, server.heard.size());
    }

    @Test
    void whatOnlyClientsSayIsNotFoundHere() {
        rig.start(server);
        var back = server.ask(new Uplink.Deregister("rd/1"));
        rig.loop.run();
        assertEquals(Status.NOT_FOUND, back.join().status());
    }

    @Test
    @Proves("REG-24")
    void registersWithSeveralServersEachWithItsOwnState() {
        var other = rig.server(102);
        other.answers(Response.of(Status.FORBIDDEN));
        var accounts = new ArrayList<>(Rig.account(0, 101, server.uri(), Map.of(1, new Value.Int(100))));
        accounts.addAll(Rig.account(1, 102, other.uri(), Map.of(1, new Value.Int(400))));
        rig.start(accounts);
        assertEquals(State.REGISTERED, rig.client.servers().get(0).state());
        assertEquals(State.WAITING, rig.client.servers().get(1).state());

        rig.advance(60);
        assertEquals(1, server.count(Uplink.Update.class));
        assertEquals(
                Optional.of(Duration.ofSeconds(400)),
                other.last(Uplink.Register.class).parameters().lifetime());
        assertEquals(0, other.count(Uplink.Update.class));
        assertEquals(State.REGISTERED, rig.client.servers().get(1).state());

        server.ask(new Downlink.Read(Path.of(3, 0), Optional.empty()));
        other.ask(new Downlink.Read(Path.of(3, 0), Optional.empty()));
        rig.loop.run();
        assertEquals(
                List.of(101, 102),
                rig.management.sessions.stream().map(each -> each.server()).toList());
    }

    @Test
    @Proves("REG-20")
    void registersInTheOrderOfThePriorities() {
        var first = rig.server(1);
        var second = rig.server(2);
        var accounts = new ArrayList<>(Rig.account(0, 2, second.uri(), Map.of(13, new Value.Unsigned(20))));
        accounts.addAll(Rig.account(1, 1, first.uri(), Map.of(13, new Value.Unsigned(10))));
        accounts.addAll(Rig.account(2, 101, server.uri(), Map.of()));
        var answer = new CompletableFuture<Response>();
        first.answers(answer);
        rig.start(accounts);
        assertEquals(1, server.heard.size(), "without priority, on its own");
        assertEquals(1, first.heard.size());
        assertEquals(0, second.heard.size());
        answer.complete(Response.created("rd/1"));
        rig.loop.run();
        assertEquals(1, second.heard.size());
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 0"})
    void aServerThatFailsBlocksThoseAfterItOnlyWhereItShould(boolean block, int registers) {
        var first = rig.server(1);
        first.stop();
        var accounts = new ArrayList<>(
                Rig.account(0, 1, first.uri(), Map.of(13, new Value.Unsigned(1), 15, new Value.Flag(block))));
        accounts.addAll(Rig.account(1, 101, server.uri(), Map.of(13, new Value.Unsigned(2))));
        rig.start(accounts);
        assertEquals(registers, server.heard.size());
    }

    @Test
    @Proves("REG-21")
    void waitsForItsInitialDelay() {
        rig.start(server, Map.of(14, new Value.Unsigned(30)));
        rig.advance(29);
        assertEquals(0, server.heard.size());
        rig.advance(1);
        assertEquals(1, server.heard.size());
        server.answers(Response.of(Status.NOT_FOUND));
        rig.client.update(101);
        rig.loop.run();
        assertEquals(2, server.count(Uplink.Register.class), "only before the first registration");
    }

    @Test
    void saysWhichProviderIsMissingAndGoesOnWhenItComes() {
        rig.remove(rig.transport);
        rig.providers.modes().remove(rig.nosec);
        rig.providers.linkCodecs().remove(rig.links);
        rig.start(server);
        problem("no transport for coap");
        rig.add(rig.transport);
        rig.client.providersChanged();
        rig.loop.run();
        problem("no security mode 3");
        rig.providers.modes().add(rig.nosec, List.of("3"), 0);
        rig.client.providersChanged();
        rig.loop.run();
        problem("no codec for the link format");
        rig.providers.linkCodecs().add(rig.links, List.of(40), 0);
        rig.client.providersChanged();
        rig.loop.run();
        assertEquals(State.REGISTERED, rig.status().state());
    }

    @Test
    void whatIsReplacedJustWhileItIsNeededIsNamed() {
        SecurityMode takesTheCodec = (account, below) -> {
            rig.providers.linkCodecs().remove(rig.links);
            return CompletableFuture.completedStage(below);
        };
        rig.providers.modes().remove(rig.nosec);
        rig.providers.modes().add(takesTheCodec, List.of("3"), 0);
        rig.start(server);
        var problem = rig.status().problem().orElseThrow();
        assertTrue(problem.contains("link format"), problem);
        assertFalse(problem.contains("Exception"), problem);
    }

    private void problem(String words) {
        assertEquals(State.NO_PROVIDER, rig.status().state());
        assertTrue(rig.status().problem().orElseThrow().contains(words), rig.status()::toString);
    }
}
