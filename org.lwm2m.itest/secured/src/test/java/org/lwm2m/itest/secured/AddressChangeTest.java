package org.lwm2m.itest.secured;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.server.Client;

/** Both engines, and a NAT between them that forgets its mapping: what that costs with connection ids, and without. */
@Timeout(60)
class AddressChangeTest {

    private static final org.lwm2m.api.Path BATTERY = org.lwm2m.api.Path.of(3, 0, 9);
    /** Retransmission as in the tests of the transport, so that what is lost is noticed soon. */
    private static final Map<String, Object> HASTY = Map.of("ack.timeout.millis", 200);

    @TempDir
    Path folder;

    @Test
    void withConnectionIdsNothingIsAgreedAnewAndNotificationsGoOn() throws Exception {
        try (var site = new Site(new Known(new Keys(folder)), HASTY);
                var nat = new Nat(site.port());
                var unit = unit(nat)) {
            var registration = registered(site, unit);
            var levels = new LinkedBlockingQueue<List<Entry>>();
            get(client(site).observe(List.of(BATTERY), Attributes.NONE, levels::add));
            assertEquals(List.of(Entry.of(BATTERY, new Value.Int(100))), untimed(levels.poll(20, SECONDS)));
            nat.moveOn();
            nat.forgetWhatWasSent();
            unit.drain(55);
            assertEquals(List.of(Entry.of(BATTERY, new Value.Int(55))), untimed(levels.poll(20, SECONDS)));
            // The server has learned where the client is from that alone.
            assertEquals(
                    new Value.Int(55), get(client(site).read(BATTERY)).get(0).value());
            get(unit.client.update(1));
            assertEquals("updated unit", site.next());
            assertEquals(registration, client(site).registration().id());
            assertEquals(
                    nat.outsidePort(), client(site).registration().address().getPort());
            assertEquals(Set.of(Nat.WITH_CONNECTION_ID), Set.copyOf(nat.types()), "no handshake");
            assertEquals(1, site.sessions().size());
            assertEquals(List.of(), site.more());
        }
    }

    @Test
    void withoutConnectionIdsTheSessionIsResumedAndTheUpdateGoesOn() throws Exception {
        var without = Map.<String, Object>of("ack.timeout.millis", 200, "cid.bytes", 0);
        try (var site = new Site(new Known(new Keys(folder)), without);
                var nat = new Nat(site.port());
                var unit = unit(nat)) {
            var registration = registered(site, unit);
            assertFalse(site.sessions().get(0).protection().contains("CID"));
            nat.moveOn();
            nat.forgetWhatWasSent();
            get(unit.client.update(1));
            assertEquals("updated unit", site.next());
            assertTrue(nat.handshakes().contains(Nat.CLIENT_HELLO), "a handshake");
            assertFalse(nat.handshakes().contains(Nat.CLIENT_KEY_EXCHANGE), "an abbreviated one");
            assertEquals(registration, client(site).registration().id());
            assertEquals(
                    nat.outsidePort(), client(site).registration().address().getPort());
            assertEquals(
                    new Value.Int(100), get(client(site).read(BATTERY)).get(0).value());
            assertEquals(1, site.sessions().size());
            assertEquals(List.of(), site.more());
        }
    }

    private Unit unit(Nat nat) throws Exception {
        return new Unit("unit", Accounts.psk(nat.port()), HASTY);
    }

    private static String registered(Site site, Unit unit) throws Exception {
        unit.until(State.REGISTERED);
        assertEquals("registered unit", site.next());
        return client(site).registration().id();
    }

    private static Client client(Site site) {
        return site.client("unit").orElseThrow();
    }

    private static List<Entry> untimed(List<Entry> entries) {
        return entries.stream().map(each -> Entry.of(each.path(), each.value())).toList();
    }

    private static <T> T get(java.util.concurrent.CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, SECONDS);
    }
}
