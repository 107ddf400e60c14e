package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.client.Bootstrapping.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Role;
import org.lwm2m.security.psk.PreSharedKeys;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

/** Keys that a bootstrap writes: checked at Finish, and used from then on. */
class BootstrapKeysTest {

    private static final String PLACE = "coaps://127.0.0.1:5690";

    private final Bootstrapping it = new Bootstrapping();
    private final Map<Identity, Caller> known = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final List<URI> callers = new ArrayList<>();

    @BeforeEach
    void start() {
        it.rig.providers.modes().add(new PreSharedKeys(), List.of("0"), 0);
        it.rig.providers.transports().add(it.rig.transport, List.of("coaps"), 0);
        new LoopTransport(it.rig.network)
                .listen(
                        URI.create(PLACE),
                        Role.MANAGEMENT,
                        claimed -> CompletableFuture.completedStage(Optional.ofNullable(known.get(claimed))),
                        (from, request) -> {
                            heard.add(request.getClass().getSimpleName() + " of "
                                    + ((Identity.Psk) from.identity()).identity());
                            callers.add(from.address());
                            return CompletableFuture.completedStage(
                                    request instanceof Uplink.Register
                                            ? Response.created("rd/1")
                                            : Response.of(Status.CHANGED));
                        });
        know("one", "secret of one");
        know("two", "secret of two");
        it.start(Version.V1_2, Map.of());
        it.asked();
        it.write("/1/0", server(0, 101, 3000));
    }

    private void know(String identity, String key) {
        known.put(
                new Identity.Psk(identity),
                new Caller(new Credentials.PreSharedKey(identity, new Secret(Bytes.utf8(key))), List.of()));
    }

    private Response writeKeys(String identity, String key) {
        return it.write(
                "/0/0",
                "/0/0/0",
                PLACE,
                "/0/0/1",
                false,
                "/0/0/2",
                0,
                "/0/0/3",
                new Value.Opaque(Bytes.utf8(identity)),
                "/0/0/4",
                new Value.Opaque(Bytes.utf8("not used")),
                "/0/0/5",
                new Value.Opaque(Bytes.utf8(key)),
                "/0/0/10",
                101);
    }

    @Test
    @Proves({"SEC-18", "BS-40"})
    void newKeysEndTheOldSessionAndBeginANewOne() {
        writeKeys("one", "secret of one");
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(List.of("Register of one"), heard);
        it.rig.client.bootstrap();
        it.rig.loop.run();
        writeKeys("two", "secret of two");
        assertEquals(List.of("Register of one"), heard, "as before until Finish");
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(3);
        assertEquals(List.of("Register of one", "Deregister of one", "Register of two"), heard);
        assertFalse(it.rig.network.inUse(callers.get(0)), "the old session is closed");
        assertTrue(it.rig.network.inUse(callers.get(2)));
        assertEquals(State.REGISTERED, it.state(101));
    }

    @Test
    @Proves("SEC-18")
    void aSessionWhoseServerIsGoneEndsAsWell() {
        writeKeys("one", "secret of one");
        it.finish();
        it.rig.advance(1);
        it.rig.client.bootstrap();
        it.rig.loop.run();
        it.delete("/0/0");
        it.writeAccount(2, it.second, 300);
        it.finish();
        it.rig.advance(3);
        assertFalse(it.rig.network.inUse(callers.get(0)));
    }

    @Test
    @Proves("BS-19")
    void keysThatAreIncompleteAreInconsistent() {
        it.write("/0/0", "/0/0/0", PLACE, "/0/0/1", false, "/0/0/2", 0, "/0/0/10", 101);
        var answer = it.finish();
        assertEquals(Status.NOT_ACCEPTABLE, answer.status());
        assertTrue(Bootstrapping.text(answer).contains("/0/0"), Bootstrapping.text(answer));
        writeKeys("one", "secret of one");
        assertEquals(Status.CHANGED, it.finish().status());
    }
}
