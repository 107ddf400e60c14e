package org.lwm2m.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

class StartTest {

    private final Stage stage = new Stage();

    @Test
    @Proves("BS-25")
    void aClientThatDidNotAskIsBootstrappedFromWhereItExpectsThat() {
        var device = new Device(stage); // takes only what comes from where the Bootstrap-Server listens
        stage.plan("urn:dev:1", Samples.account(0, 101));

        var report = stage.server().start("urn:dev:1", device.address());
        stage.settle();

        assertTrue(stage.done(report).success());
        assertEquals(List.of("write /0/0 11542", "write /1/0 11542", "finish"), device.asked);
        assertEquals("started urn:dev:1", stage.heard.get(0));
    }

    @Test
    @Proves("BS-25")
    void aClientWithAKeyIsCalledWithIt() {
        stage.callers.put(new Identity.Psk("urn:dev:1"), List.of("urn:dev:1"));
        stage.plan("urn:dev:1", Samples.account(0, 101));
        var wire = new LoopTransport(stage.network);
        var asked = new java.util.ArrayList<String>();
        var here = stage.done(
                wire.listen(URI.create("coaps://192.0.2.7:5684"), Role.BOOTSTRAP, keys(), (from, request) -> {
                    asked.add(from.identity() + " " + request.getClass().getSimpleName());
                    var write =
                            request instanceof BootstrapDownlink.Write || request instanceof BootstrapDownlink.Finish;
                    return CompletableFuture.completedFuture(Response.of(write ? Status.CHANGED : Status.DELETED));
                }));
        stage.carry("coaps");

        var report = stage.server().start("urn:dev:1", here.local());
        stage.settle();

        assertTrue(stage.done(report).success());
        var psk = new Identity.Psk("urn:dev:1");
        assertEquals(List.of(psk + " Write", psk + " Write", psk + " Finish"), asked);
    }

    @Test
    void whatCanNotBeStartedSaysWhy() {
        assertEquals(Status.BAD_REQUEST, failure(stage.server().start("urn:dev:1", URI.create("nowhere"))));
        assertEquals(Status.UNAVAILABLE, failure(stage.server().start("urn:dev:1", URI.create("coap://192.0.2.1:5"))));
        assertEquals(Status.NOT_FOUND, failure(stage.server().start("urn:dev:1", URI.create("loop://192.0.2.1:5"))));
        assertEquals(List.of(), stage.server().sessions());
    }

    @Test
    void aClientThatIsNotThereEndsWithItsReason() {
        stage.plan("urn:dev:1", Samples.account(0, 101));
        var report = stage.server().start("urn:dev:1", URI.create("loop://192.0.2.1:5"));
        stage.settle();
        assertTrue(stage.done(report).failure().orElseThrow().contains("nobody is at"));
    }

    private Status failure(CompletionStage<BootstrapReport> start) {
        stage.settle();
        var join = start.toCompletableFuture();
        assertTrue(join.isDone());
        return ((LwM2mException) LwM2mException.cause(assertThrows(CompletionException.class, join::join))).status();
    }

    private static CredentialStore keys() {
        return claimed -> CompletableFuture.completedFuture(Optional.of(
                new CredentialStore.Caller(new Credentials.PreSharedKey("urn:dev:1", Stage.KEY), List.of())));
    }
}
