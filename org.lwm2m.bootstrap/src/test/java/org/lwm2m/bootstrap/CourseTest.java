package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.bootstrap.BootstrapListener;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.message.Response;
import org.lwm2m.testing.Proves;

class CourseTest {

    private static final Response INCONSISTENT = Response.failed(Status.NOT_ACCEPTABLE, "no /1 for server 101");

    private final Stage stage = new Stage();
    private final Device device = new Device(stage);

    /** Writes half of an account, and the rest when the client finds that wanting. */
    private static final class Halved implements BootstrapPlan {

        final List<String> refusals = new ArrayList<>();
        final List<Optional<LwM2mException>> ended = new ArrayList<>();

        @Override
        public CompletionStage<List<Step>> steps(BootstrapSession session) {
            return CompletableFuture.completedFuture(List.of(Samples.account(0, 101)[0]));
        }

        @Override
        public CompletionStage<List<Step>> correct(BootstrapSession session, LwM2mException refusal) {
            refusals.add(refusal.getMessage());
            return CompletableFuture.completedFuture(List.of(Samples.account(0, 101)[1]));
        }

        @Override
        public void ended(BootstrapSession session, Optional<LwM2mException> failure) {
            ended.add(failure);
        }
    }

    @Test
    @Proves("BS-18")
    void finishFollowsTheLastStepAndEndsTheSession() {
        stage.plan("urn:dev:1", Samples.account(0, 101));
        device.bootstrap("urn:dev:1");
        assertEquals(List.of("write /0/0 11542", "write /1/0 11542", "finish"), device.asked);
        assertEquals(List.of(), stage.server().sessions());
    }

    @Test
    void aPlanMayCorrectOnceWhatTheClientFindsInconsistent() {
        var plan = new Halved();
        stage.plans.put("urn:dev:1", plan);
        device.next.add(Response.of(Status.CHANGED));
        device.next.add(INCONSISTENT);

        device.bootstrap("urn:dev:1");

        assertEquals(List.of("write /0/0 11542", "finish", "write /1/0 11542", "finish"), device.asked);
        assertEquals(1, plan.refusals.size());
        assertTrue(plan.refusals.get(0).contains("no /1 for server 101"));
        assertEquals(List.of(Optional.empty()), plan.ended);
        assertTrue(stage.report().success());
    }

    @Test
    void aSecondRefusalOfFinishEndsTheSession() {
        var plan = new Halved();
        stage.plans.put("urn:dev:1", plan);
        device.next.add(Response.of(Status.CHANGED));
        device.next.add(INCONSISTENT);
        device.next.add(Response.of(Status.CHANGED));
        device.next.add(INCONSISTENT);

        device.bootstrap("urn:dev:1");

        assertEquals(4, device.asked.size());
        assertEquals(1, plan.refusals.size());
        assertEquals(Status.NOT_ACCEPTABLE, plan.ended.get(0).orElseThrow().status());
        assertEquals(
                "FINISH: the client answered 4.06 not acceptable: no /1 for server 101",
                stage.report().failure().orElseThrow());
    }

    @Test
    @Proves("BS-36")
    void applicationsHearOfStartEachResultFinishAndFailure() {
        stage.plan("urn:dev:1", Samples.account(0, 101));
        device.bootstrap("urn:dev:1");
        assertEquals(
                List.of(
                        "started urn:dev:1",
                        "WRITE /0/0: 2.04 changed",
                        "WRITE /1/0: 2.04 changed",
                        "FINISH: 2.04 changed",
                        "finished"),
                stage.heard);

        stage.heard.clear();
        device.next.add(Response.failed(Status.BAD_REQUEST, "no such\nmode"));
        device.bootstrap("urn:dev:1");
        assertEquals(
                List.of(
                        "started urn:dev:1",
                        "WRITE /0/0: 4.00 bad request, no such mode",
                        "failed: WRITE /0/0: the client answered 4.00 bad request: no such mode"),
                stage.heard);
    }

    @Test
    @Proves("BS-36")
    void eachEndpointHasThePlanThatIsComputedForIt() {
        stage.server()
                .planners()
                .add(
                        session -> CompletableFuture.completedFuture(Optional.of(
                                BootstrapPlan.of(Samples.account(0, Integer.parseInt(session.endpoint()))))),
                        Map.of("service.ranking", 1));
        var other = new Device(stage);

        device.bootstrap("7");
        other.bootstrap("9");

        assertEquals(new Value.Int(7), device.data.get(Path.of(1, 0, 0)));
        assertEquals(new Value.Int(9), other.data.get(Path.of(1, 0, 0)));
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        stage.server()
                .listeners()
                .add(
                        new BootstrapListener() {
                            @Override
                            public void started(BootstrapSession session) {
                                throw new IllegalStateException("a bug");
                            }
                        },
                        Map.of("service.ranking", 9));
        stage.plan("urn:dev:1", Samples.account(0, 101));

        device.bootstrap("urn:dev:1");

        assertTrue(stage.report().success());
        assertEquals("started urn:dev:1", stage.heard.get(0));
    }

    @Test
    void anOperationThatGetsLostIsRepeatedOnceAndNoMore() {
        stage.plan("urn:dev:1", Samples.account(0, 101));
        stage.done(device.ask(
                new org.lwm2m.api.message.Uplink.BootstrapRequest(Optional.of("urn:dev:1"), Optional.empty())));
        stage.network.loseAnswers(1);
        stage.settle();
        assertEquals(List.of("write /0/0 11542", "write /0/0 11542", "write /1/0 11542", "finish"), device.asked);
        assertTrue(stage.report().success());

        device.asked.clear();
        device.dumb = true;
        device.bootstrap("urn:dev:1");
        assertEquals(
                Optional.of(Status.TIMEOUT),
                stage.report().results().stream().map(each -> each.status()).findFirst());
        assertTrue(stage.report().failure().isPresent());
    }

    @Test
    void aPlanThatNeverComesEndsWithItsSession() {
        stage.plans.put("urn:dev:1", session -> new CompletableFuture<>());
        device.bootstrap("urn:dev:1");
        assertEquals(1, stage.server().sessions().size());

        stage.advance(Duration.ofSeconds(600));

        assertEquals(List.of(), stage.server().sessions());
        assertTrue(stage.report().failure().orElseThrow().contains("600 seconds"));
    }

    @Test
    void aBugInAPlanEndsItsSessionAndNothingElse() {
        stage.plans.put("urn:dev:1", session -> {
            throw new IllegalStateException("a bug");
        });
        device.bootstrap("urn:dev:1");
        assertTrue(stage.report().failure().orElseThrow().contains("a bug"));

        stage.plan("urn:dev:1", Samples.account(0, 101));
        device.bootstrap("urn:dev:1");
        assertTrue(stage.report().success());
    }

    @Test
    void aTransportThatIsReplacedMeanwhileIsWaitedFor() {
        stage.plans.put("urn:dev:1", session -> {
            stage.replaceTransport();
            return CompletableFuture.completedFuture(List.of(new Step.Delete(Path.ROOT)));
        });
        device.bootstrap("urn:dev:1");
        assertEquals(2, stage.report().results().size(), stage.report()::toString);
    }

    @Test
    void stoppingEndsAllSessions() {
        stage.plans.put("urn:dev:1", session -> new CompletableFuture<>());
        device.bootstrap("urn:dev:1");
        stage.server().close();
        stage.work();
        assertEquals(List.of(), stage.server().sessions());
        assertEquals("failed: the Bootstrap-Server stopped", stage.heard.get(stage.heard.size() - 1));
    }

    @Test
    void aPlanWithTooManyStepsIsNotBegun() {
        var steps = new Step[1_001];
        java.util.Arrays.fill(steps, new Step.Delete(Path.ROOT));
        stage.plan("urn:dev:1", steps);
        device.bootstrap("urn:dev:1");
        assertEquals(List.of(), device.asked);
        assertTrue(stage.report().failure().orElseThrow().contains("1001 steps"));
    }
}
