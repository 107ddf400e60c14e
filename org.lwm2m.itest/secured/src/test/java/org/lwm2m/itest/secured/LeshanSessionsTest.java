package org.lwm2m.itest.secured;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.client.ServerStatus.State;

/** Sessions with Leshan on the other end: a NAT that forgets in between, sockets and transports that begin anew. */
@Timeout(90)
class LeshanSessionsTest {

    private static final Map<String, Object> HASTY = Map.of("ack.timeout.millis", 200);

    @TempDir
    static Path folder;

    private static Keys keys;
    private static LeshanSide leshan;

    @BeforeAll
    static void starts() throws Exception {
        keys = new Keys(folder);
        leshan = new LeshanSide(folder);
    }

    @BeforeEach
    void forgets() {
        leshan.forget();
    }

    @AfterAll
    static void ends() {
        leshan.close();
    }

    @Test
    void ourClientKeepsItsSessionWithItsServerWhenItsAddressChanges() throws Exception {
        try (var nat = new Nat(leshan.port());
                var unit = new Unit("psk", Accounts.psk(nat.port()), HASTY)) {
            unit.until(State.REGISTERED);
            leshan.says("registered\tpsk");
            nat.moveOn();
            nat.forgetWhatWasSent();
            leshan.forget();
            unit.client.update(1).toCompletableFuture().get(30, SECONDS);
            leshan.says("updated\tpsk");
            assertEquals(Set.of(Nat.WITH_CONNECTION_ID), Set.copyOf(nat.types()), "no handshake");
            leshan.tell("read", "psk", "/3/0/0", 0);
            leshan.says("answer\t2.05.*Pump works");
            assertFalse(leshan.said().contains("registered\tpsk"), leshan.said());
        }
    }

    @Test
    void ourClientResumesItsSessionWithItsServerWithoutConnectionIds() throws Exception {
        var without = Map.<String, Object>of("ack.timeout.millis", 200, "cid.bytes", 0);
        try (var nat = new Nat(leshan.port());
                var unit = new Unit("psk", Accounts.psk(nat.port()), without)) {
            unit.until(State.REGISTERED);
            leshan.says("registered\tpsk");
            assertFalse(nat.types().contains(Nat.WITH_CONNECTION_ID));
            nat.moveOn();
            nat.forgetWhatWasSent();
            leshan.forget();
            unit.client.update(1).toCompletableFuture().get(30, SECONDS);
            leshan.says("updated\tpsk");
            assertTrue(nat.handshakes().contains(Nat.CLIENT_HELLO), "a handshake");
            assertFalse(nat.handshakes().contains(Nat.CLIENT_KEY_EXCHANGE), "an abbreviated one");
            assertFalse(leshan.said().contains("registered\tpsk"), leshan.said());
        }
    }

    @Test
    void itsClientKeepsItsSessionWithOurServerWhenItsAddressChanges() throws Exception {
        try (var site = new Site(new Known(keys), Map.of());
                var nat = new Nat(site.port())) {
            leshan.starts("nat", "rpk", nat.port(), List.of("rpk", folder.toString(), "server.pub"));
            assertEquals("registered rpk", site.next());
            nat.moveOn();
            nat.forgetWhatWasSent();
            leshan.tell("update", "nat");
            assertEquals("updated rpk", site.next());
            assertEquals(Set.of(Nat.WITH_CONNECTION_ID), Set.copyOf(nat.types()), "no handshake");
        }
    }

    @Test
    void itsClientResumesItsSessionWithOurServerOnANewSocket() throws Exception {
        try (var site = new Site(new Known(keys), Map.of());
                var nat = new Nat(site.port())) {
            leshan.starts("again", "rpk", nat.port(), List.of("rpk", folder.toString(), "server.pub"));
            assertEquals("registered rpk", site.next());
            nat.forgetWhatWasSent();
            leshan.forget();
            leshan.tell("restart", "again");
            leshan.says("known\tagain");
            assertEquals("registered rpk", site.next());
            assertTrue(nat.handshakes().contains(Nat.CLIENT_HELLO), "a handshake");
            assertFalse(nat.handshakes().contains(Nat.CLIENT_KEY_EXCHANGE), "an abbreviated one");
            assertEquals(1, site.sessions().size());
        }
    }
}
