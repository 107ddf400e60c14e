package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.Bootstrapping.all;
import static org.lwm2m.client.Bootstrapping.security;
import static org.lwm2m.client.Bootstrapping.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.testing.Proves;

/** A bootstrap in one answer, and what a client does without (Core 1.2, 6.1.7.6). */
class BootstrapPackTest {

    private final Bootstrapping it = new Bootstrapping();

    private void start(Version version) {
        it.rig.providers.codecs().add(Bootstrapping.SENML, List.of(112), 0);
        it.start(version, Map.of());
    }

    private void answers(Object... pathsAndValues) {
        it.bootstrap.answers(Response.content(new Content(
                ContentFormat.SENML_CBOR,
                Bootstrapping.SENML.encode(Path.ROOT, Bootstrapping.entries(pathsAndValues)))));
    }

    private long requests() {
        return it.bootstrap.count(Uplink.BootstrapRequest.class);
    }

    private long packs() {
        return it.bootstrap.count(Uplink.BootstrapPackRequest.class);
    }

    @Test
    @Proves({"BS-28", "BS-31"})
    void takesThePackAndNoFinish() {
        start(Version.V1_2);
        answers(all(security(0, it.first), server(0, 101, 300), security(2, it.second), server(2, 102, 300)));
        it.asked();
        var request = it.bootstrap.last(Uplink.BootstrapPackRequest.class);
        assertEquals(Optional.of("gateway"), request.endpoint());
        assertEquals(Optional.of(ContentFormat.SENML_CBOR), request.accept());
        assertEquals(List.of(Path.of(0, 1)), request.account());
        assertEquals(0, requests());
        it.rig.advance(1);
        assertEquals(State.REGISTERED, it.state(101));
        assertEquals(State.REGISTERED, it.state(102));
        assertEquals(List.of(101, 102, 0), it.servers());
    }

    @Test
    @Proves("BS-28")
    void allInstancesOfEachObjectThatItHoldsAreReplacedAndNoOthers() {
        start(Version.V1_2);
        it.account(101, it.first, Map.of());
        it.account(102, it.second, Map.of());
        it.rig.advance(1);
        answers(all(security(5, it.second), server(1, 102, 60)));
        it.rig.client.bootstrap();
        it.rig.advance(3);
        assertEquals(List.of(102, 0), it.servers());
        assertEquals(1, it.first.count(Uplink.Deregister.class));
        assertEquals(it.uri(), it.status(0).uri());
        // Only /1: the accounts in /0 stay.
        answers(server(1, 102, 90));
        it.rig.client.bootstrap();
        it.rig.advance(3);
        assertEquals(List.of(102, 0), it.servers());
        assertEquals(0, requests());
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {
                "BAD_REQUEST",
                "UNAUTHORIZED",
                "NOT_FOUND",
                "METHOD_NOT_ALLOWED",
                "NOT_ACCEPTABLE",
                "NOT_IMPLEMENTED"
            })
    @Proves("BS-30")
    void asksForABootstrapIfThePackIsRefused(Status status) {
        start(Version.V1_2);
        it.bootstrap.answers(Response.of(status));
        it.asked();
        assertEquals(1, packs());
        assertEquals(1, requests());
        it.writeAccount(0, it.first, 300);
        assertEquals(Status.CHANGED, it.finish().status());
    }

    @Test
    @Proves("BS-30")
    void asksForABootstrapAsBeforeIfThePackIsInconsistent() {
        start(Version.V1_2);
        var other = it.rig.server(9);
        // A new bootstrap account and half a server account.
        answers(all(new Object[] {"/0/1/0", other.uri(), "/0/1/1", true, "/0/1/2", 3}, security(0, it.first)));
        it.asked();
        assertEquals(1, requests());
        assertEquals(0, other.heard.size());
        assertEquals(it.uri(), it.status(0).uri());
        assertEquals(List.of(0), it.servers());
        it.writeAccount(0, it.first, 300);
        assertEquals(Status.CHANGED, it.finish().status());
    }

    @Test
    @Proves("BS-30")
    void aPackThatIsNoneIsInconsistent() {
        start(Version.V1_2);
        it.bootstrap.answers(Response.content(new Content(ContentFormat.SENML_CBOR, org.lwm2m.api.Bytes.utf8("?"))));
        it.asked();
        assertEquals(1, requests());
    }

    @Test
    void anOlderClientKnowsNoPack() {
        start(Version.V1_1);
        it.asked();
        assertEquals(0, packs());
        assertEquals(1, requests());
    }

    @Test
    void asksForAPackAgainIfNothingCameBack() {
        start(Version.V1_2);
        it.rig.network.loseRequests(1);
        it.asked();
        assertEquals(0, packs());
        answers(all(security(0, it.first), server(0, 101, 300)));
        it.rig.advance(65);
        assertEquals(State.REGISTERED, it.state(101));
        assertEquals(0, requests());
    }
}
