package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.bootstrap.BootstrapPlanner;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.testing.Proves;

class RequestTest {

    private final Stage stage = new Stage();

    @Test
    @Proves("BS-07")
    void theTasksOfAKnownEndpointAreRunAfterItsRequestWasAnswered() {
        stage.plan("urn:dev:1", tasks());
        var device = new Device(stage);

        var answer = stage.done(device.ask(new Uplink.BootstrapRequest(Optional.of("urn:dev:1"), Optional.empty())));
        assertEquals(Status.CHANGED, answer.status());
        assertEquals(List.of(), device.asked, "the answer goes first");

        stage.settle();
        assertEquals(List.of("delete /0", "write /0/0 11542", "write /1/0 11542", "finish"), device.asked);
        assertEquals(new Value.Int(101), device.data.get(Path.of(1, 0, 0)));
        assertTrue(stage.report().success());
    }

    @Test
    @Proves("BS-07")
    void anEndpointWithoutAPlanIsRefused() {
        var device = new Device(stage);

        assertEquals(Status.BAD_REQUEST, device.bootstrap("urn:dev:unknown"));
        assertEquals(List.of(), device.asked);
        assertEquals(List.of(), stage.heard);
    }

    @Test
    @Proves({"BS-07", "BS-34"})
    void anEndpointThatIsNotThatOfTheIdentityIsRefused() {
        stage.plan("urn:dev:1", tasks());
        stage.callers.put(new Identity.Psk("one"), List.of("urn:dev:1"));
        stage.callers.put(new Identity.Psk("two"), List.of("urn:dev:2"));

        var two = new Device(stage, new Credentials.PreSharedKey("two", Stage.KEY), Optional.empty());
        assertEquals(Status.BAD_REQUEST, two.bootstrap("urn:dev:1"));
        assertEquals(List.of(), two.asked);

        var one = new Device(stage, new Credentials.PreSharedKey("one", Stage.KEY), Optional.empty());
        assertEquals(Status.CHANGED, one.bootstrap("urn:dev:1"));
        assertEquals("finish", one.asked.get(one.asked.size() - 1));
    }

    @Test
    @Proves("BS-34")
    void theEndpointMayBeLeftOutWhereTheIdentityTellsIt() {
        stage.plan("urn:dev:1", tasks());
        stage.plan("urn:dev:psk", tasks());
        stage.callers.put(new Identity.Psk("one"), List.of("urn:dev:1"));
        stage.callers.put(new Identity.Psk("urn:dev:psk"), List.of());

        var one = new Device(stage, new Credentials.PreSharedKey("one", Stage.KEY), Optional.empty());
        assertEquals(
                Status.CHANGED,
                one.bootstrap(Optional.empty(), Optional.empty()).status());
        assertEquals("urn:dev:1", stage.report().endpoint());

        var named = new Device(stage, new Credentials.PreSharedKey("urn:dev:psk", Stage.KEY), Optional.empty());
        assertEquals(
                Status.CHANGED,
                named.bootstrap(Optional.of(""), Optional.empty()).status());
        assertEquals("urn:dev:psk", stage.report().endpoint());

        var nobody = new Device(stage);
        assertEquals(
                Status.BAD_REQUEST,
                nobody.bootstrap(Optional.empty(), Optional.empty()).status());
    }

    @Test
    @Proves("BS-07")
    void aPreferredFormatThatIsNotSpokenIsRefused() {
        stage.plan("urn:dev:1", tasks());
        var device = new Device(stage);

        for (var format : List.of(0, 42, 60, 11543, 4711)) {
            var answer = device.bootstrap(Optional.of("urn:dev:1"), Optional.of(format));
            assertEquals(Status.UNSUPPORTED_FORMAT, answer.status(), "pct " + format);
        }
        stage.removeCodec(112);
        stage.advance(Duration.ofSeconds(3));
        var answer = device.bootstrap(Optional.of("urn:dev:1"), Optional.of(112));
        assertEquals(Status.UNSUPPORTED_FORMAT, answer.status());
        assertEquals(List.of(), device.asked);

        assertEquals(
                Status.CHANGED,
                device.bootstrap(Optional.of("urn:dev:1"), Optional.of(110)).status());
        assertEquals("finish", device.asked.get(device.asked.size() - 1));
    }

    @Test
    void aNewRequestTakesThePlaceOfTheSessionThereWas() {
        stage.plan("urn:dev:1", tasks());
        var before = new Device(stage);
        stage.done(before.ask(new Uplink.BootstrapRequest(Optional.of("urn:dev:1"), Optional.empty())));

        var now = new Device(stage);
        now.bootstrap("urn:dev:1");

        assertEquals(List.of(), before.asked);
        assertEquals("finish", now.asked.get(now.asked.size() - 1));
        assertEquals(2, stage.server().reports().size());
        assertTrue(stage.server().reports().get(1).failure().orElseThrow().contains("asked anew"));
        assertEquals(List.of(), stage.server().sessions());
    }

    @Test
    void whomThereIsNoRoomForIsToldWhenToComeBack() {
        var small = new Stage(Map.of("sessions.max", 2, "peer.sessions.max", 1, "retry.after.seconds", 7));
        small.callers.put(new Identity.None("127.0.0.2"), List.of());
        small.callers.put(new Identity.None("127.0.0.3"), List.of());
        for (var i = 0; i < 4; i++) {
            small.plan("urn:dev:" + i, tasks());
        }
        assertEquals(Status.CHANGED, begin(small, device(small, "127.0.0.1"), 0).status());

        var sameAddress = begin(small, device(small, "127.0.0.1"), 1);
        assertEquals(Status.UNAVAILABLE, sameAddress.status());
        assertEquals(Optional.of(Duration.ofSeconds(7)), sameAddress.retryAfter());

        assertEquals(Status.CHANGED, begin(small, device(small, "127.0.0.2"), 2).status());
        var full = begin(small, device(small, "127.0.0.3"), 3);
        assertEquals(Status.UNAVAILABLE, full.status());
        assertEquals(Optional.of(Duration.ofSeconds(7)), full.retryAfter());

        small.settle();
        assertEquals(List.of(), small.server().sessions());
        assertEquals(Status.CHANGED, begin(small, device(small, "127.0.0.3"), 3).status());
    }

    @Test
    void theHighestRankedPlannerThatHasAPlanGivesIt() {
        stage.plan("urn:dev:1", new Step.Delete(Path.ROOT));
        stage.plan("urn:dev:2", new Step.Delete(Path.ROOT));
        BootstrapPlanner better =
                session -> CompletableFuture.completedFuture(Optional.<org.lwm2m.api.bootstrap.BootstrapPlan>of(
                                org.lwm2m.api.bootstrap.BootstrapPlan.of(new Step.Delete(Path.of(3))))
                        .filter(plan -> session.endpoint().equals("urn:dev:1")));
        stage.server().planners().add(better, Map.of("service.ranking", 5));

        var one = new Device(stage);
        one.bootstrap("urn:dev:1");
        assertEquals(List.of("delete /3", "finish"), one.asked);

        var two = new Device(stage);
        two.bootstrap("urn:dev:2");
        assertEquals(List.of("delete /", "finish"), two.asked);
    }

    @Test
    void aPlannerThatIsBeingReplacedIsWaitedForAndOneThatFailsRefuses() {
        stage.plan("urn:dev:1", new Step.Delete(Path.ROOT));
        var broken = new Stage();
        broken.server()
                .planners()
                .add(
                        session -> {
                            throw new LwM2mException(Status.FORBIDDEN, "not yours");
                        },
                        Map.of("service.ranking", 5));
        assertEquals(Status.FORBIDDEN, new Device(broken).bootstrap("urn:dev:1"));

        stage.plan("urn:dev:1", new Step.Delete(Path.ROOT));
        stage.server().planners().remove(stage.planner);
        var answer = new Device(stage).ask(new Uplink.BootstrapRequest(Optional.of("urn:dev:1"), Optional.empty()));
        stage.work();
        assertFalse(answer.toCompletableFuture().isDone());

        stage.server().planners().add(stage.planner, Map.of());
        assertEquals(Status.CHANGED, stage.done(answer).status());
    }

    @Test
    void otherRequestsFindNothingHere() {
        var device = new Device(stage);
        assertEquals(
                Status.NOT_FOUND,
                stage.done(device.ask(new Uplink.Deregister("rd/1"))).status());
    }

    private static org.lwm2m.api.message.Response begin(Stage stage, Device device, int number) {
        return stage.done(device.ask(new Uplink.BootstrapRequest(Optional.of("urn:dev:" + number), Optional.empty())));
    }

    private static Device device(Stage stage, String host) {
        return new Device(stage, Credentials.NONE, Optional.of(URI.create("loop://" + host)));
    }

    private static Step[] tasks() {
        var account = Samples.account(0, 101);
        return new Step[] {new Step.Delete(Path.of(0)), account[0], account[1]};
    }
}
