package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.testing.Proves;

class PackTest {

    private final Stage stage = new Stage();
    private final Device device = new Device(stage);

    @Test
    @Proves("BS-29")
    void aPackIsGivenInEachFormatThatCanBeAskedFor() {
        stage.plan("urn:dev:1", Samples.account(0, 101));
        for (var format : List.of(112, 110, 11544)) {
            var answer = pack("urn:dev:1", Optional.of(format));
            assertEquals(Status.CONTENT, answer.status());
            var content = answer.content().orElseThrow();
            assertEquals(format, content.format().number());
            var entries = stage.codec(format).decode(Path.ROOT, content.bytes(), ResourceTypes.UNKNOWN);
            assertEquals(8, entries.size());
            assertTrue(entries.stream()
                    .anyMatch(each -> each.path().equals(Path.of(0, 0, 10))
                            && each.value().equals(new Value.Int(101))));
        }
        assertEquals(
                112,
                pack("urn:dev:1", Optional.empty())
                        .content()
                        .orElseThrow()
                        .format()
                        .number());
        assertEquals(List.of(), device.asked, "nothing follows a pack");
        assertEquals(List.of("started urn:dev:1 pack", "PACK: 2.05 content", "finished"), stage.heard.subList(0, 3));
        assertEquals(
                Status.NOT_ACCEPTABLE, pack("urn:dev:1", Optional.of(11542)).status());
    }

    @Test
    @Proves("BS-29")
    void aPackIsRefusedWithAReason() {
        assertEquals(
                Status.BAD_REQUEST, pack("urn:dev:unknown", Optional.of(112)).status());

        stage.plans.put(
                "urn:dev:1",
                session -> CompletableFuture.failedFuture(new LwM2mException(Status.UNAUTHORIZED, "not today")));
        assertEquals(Status.UNAUTHORIZED, pack("urn:dev:1", Optional.of(112)).status());

        stage.plan("urn:dev:1", new Step.Write(Path.of(1, 0), Samples.server(0, 101)));
        var without = pack("urn:dev:1", Optional.of(112));
        assertEquals(Status.METHOD_NOT_ALLOWED, without.status());
        assertTrue(without.reason().contains("no account of an LwM2M Server"), without::reason);
        assertTrue(stage.report().failure().isPresent());
    }

    @Test
    @Proves("BS-29")
    void aPackIsNotImplementedWhereItIsSwitchedOff() {
        var plain = new Stage(Map.of("pack", "false"));
        plain.plan("urn:dev:1", Samples.account(0, 101));
        var one = new Device(plain);
        var request = new Uplink.BootstrapPackRequest(Optional.of("urn:dev:1"), List.of(), Optional.empty());
        assertEquals(Status.NOT_IMPLEMENTED, plain.done(one.ask(request)).status());
        assertEquals(Status.CHANGED, one.bootstrap("urn:dev:1"));
    }

    @Test
    void aPackCanAskNothing() {
        stage.plans.put("urn:dev:1", session -> session.discover(Path.ROOT).thenApply(links -> List.of()));
        assertEquals(
                Status.METHOD_NOT_ALLOWED, pack("urn:dev:1", Optional.of(112)).status());
        assertEquals(List.of(), device.asked);
    }

    @Test
    void aPackThatWouldOverwriteTheBootstrapAccountWithAServerIsRefused() {
        stage.plan("urn:dev:1", Samples.account(1, 101));
        assertEquals(Status.CONTENT, pack("urn:dev:1", Optional.of(112)).status());
        var clash = pack("urn:dev:1", Optional.of(112), Path.of(0, 1));
        assertEquals(Status.METHOD_NOT_ALLOWED, clash.status());
        assertTrue(clash.reason().contains("/0/1 is the client's bootstrap account"), clash::reason);
    }

    @Test
    void thePlanIsToldWhichInstancesTheBootstrapAccountHas() {
        stage.plans.put(
                "urn:dev:1",
                session -> CompletableFuture.completedFuture(List.<BootstrapPlan.Step>of(
                        Samples.account(session.account().get(0).instance() + 1, 101))));
        var answer = pack("urn:dev:1", Optional.of(112), Path.of(0, 4), Path.of(21, 0));
        var content = answer.content().orElseThrow();
        var entries = stage.codec(112).decode(Path.ROOT, content.bytes(), ResourceTypes.UNKNOWN);
        assertEquals(Path.of(0, 5), entries.get(0).path().upTo(2));
    }

    private Response pack(String endpoint, Optional<Integer> accept, Path... account) {
        var request = new Uplink.BootstrapPackRequest(
                Optional.of(endpoint), List.of(account), accept.map(ContentFormat::new));
        return stage.done(device.ask(request));
    }
}
