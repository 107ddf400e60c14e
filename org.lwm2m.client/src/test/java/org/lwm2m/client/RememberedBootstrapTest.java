package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.keeping.States;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.testing.Proves;

/** What a bootstrap wrote counts after a restart, and what configuration says about it. */
class RememberedBootstrapTest {

    private final States states = new States();
    private final Bootstrapping it = new Bootstrapping();

    private void store() {
        it.rig.providers.stores().add(states, List.of(Providers.STORE), 0);
    }

    /** Power is cut: nobody says good-bye. Then the same client begins again, without any account. */
    private void restart() {
        it.rig.takeTransport();
        it.rig.bringTransport();
        var codecs = new ClientCodecs(it.rig.providers);
        it.device = new ManagedDevice(it.rig.loop, codecs, () -> Optional.of(it.models), Limits.USUAL);
        it.rig.remove(it.rig.transport);
        it.rig.client.providersChanged();
        it.rig.loop.run();
        it.rig.transport.close();
        it.rig.transport = new org.lwm2m.testing.LoopTransport(it.rig.network);
        it.rig.add(it.rig.transport);
        it.rig.start(List.of(), it.device, codecs);
    }

    private void bootstrap() {
        it.start(Version.V1_2, Map.of());
        it.asked();
        it.writeAccount(0, it.first, 300);
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(State.REGISTERED, it.state(101));
    }

    @Test
    @Proves("REG-36")
    void aRestartedClientRegistersWithWhatItWasGiven() {
        store();
        bootstrap();
        var write = new Downlink.Write(
                Path.of(1, 0, 1),
                new org.lwm2m.api.Content(
                        ContentFormat.TLV,
                        Bootstrapping.TLV.encode(Path.of(1, 0, 1), Bootstrapping.entries("/1/0/1", 77))),
                Downlink.Write.Mode.REPLACE);
        it.first.ask(write);
        it.rig.loop.run();
        restart();
        it.account(Version.V1_2, Map.of());
        it.rig.advance(10);
        assertEquals(List.of(101, 0), it.servers());
        assertEquals(2, it.first.count(Uplink.Register.class));
        assertEquals(
                Optional.of(Duration.ofSeconds(77)),
                it.first.last(Uplink.Register.class).parameters().lifetime());
        assertEquals(1, it.bootstrap.count(Uplink.BootstrapRequest.class));
    }

    @Test
    void aStoreThatComesLateIsAskedThen() {
        store();
        bootstrap();
        it.rig.providers.stores().remove(states);
        restart();
        it.account(Version.V1_2, Map.of());
        assertEquals(List.of(0), it.servers());
        it.rig.advance(1);
        store();
        it.rig.client.providersChanged();
        it.rig.advance(5);
        assertEquals(State.REGISTERED, it.state(101));
        assertEquals(1, it.bootstrap.count(Uplink.BootstrapRequest.class));
    }

    @Test
    void aConfiguredAccountThatABootstrapDeletedStaysAwayUntilItIsChanged() {
        store();
        it.start(Version.V1_2, Map.of());
        it.account(102, it.second, Map.of());
        it.rig.advance(1);
        it.rig.client.bootstrap();
        it.rig.loop.run();
        it.delete("/0");
        it.writeAccount(0, it.first, 300);
        it.finish();
        it.rig.advance(5);
        assertEquals(List.of(101, 0), it.servers());
        restart();
        it.account(Version.V1_2, Map.of());
        var same = assertThrows(RuntimeException.class, () -> it.account(102, it.second, Map.of()));
        assertEquals(Status.FORBIDDEN, ((LwM2mException) LwM2mException.cause(same)).status());
        it.rig.advance(5);
        assertEquals(List.of(101, 0), it.servers());
        it.account(102, it.second, Map.of(1, new Value.Int(4711)));
        it.rig.advance(5);
        assertEquals(List.of(101, 102, 0), it.servers());
    }

    @Test
    void whatIsConfiguredForAServerTakesThePlaceOfWhatABootstrapWrote() {
        store();
        bootstrap();
        it.account(101, it.second, Map.of(1, new Value.Int(60)));
        it.rig.advance(5);
        assertEquals(List.of(101, 0), it.servers());
        assertEquals(it.second.uri(), it.status(101).uri().toString());
        restart();
        assertEquals(List.of(), it.servers());
    }

    @Test
    void aBootstrapAccountWhoseTimeIsOverStaysAway() {
        store();
        it.start(Version.V1_2, Map.of(12, new Value.Int(100)));
        it.asked();
        it.writeAccount(0, it.first, 300);
        it.finish();
        it.rig.advance(50);
        restart();
        it.account(Version.V1_2, Map.of(12, new Value.Int(100)));
        it.rig.advance(10);
        assertEquals(List.of(101, 0), it.servers());
        it.rig.advance(41);
        assertEquals(List.of(101), it.servers());
        restart();
        it.account(Version.V1_2, Map.of(12, new Value.Int(100)));
        it.rig.advance(10);
        assertEquals(List.of(101), it.servers());
    }

    @Test
    void whatIsDamagedOrNewerIsNamedAndTheClientBeginsAsItIsConfigured() throws IOException {
        store();
        bootstrap();
        var name = states.all.keySet().iterator().next();
        assertEquals("org.lwm2m.client/gateway/accounts", name);
        var good = states.all.get(name);
        for (var size = 0L; size < good.size(); size++) {
            var cut = good.slice(0, size);
            assertThrows(IOException.class, () -> Kept.read(cut), "cut at " + size);
        }
        var newer = good.array().clone();
        newer[0] = 9;
        states.all.put(name, Bytes.wrap(newer));
        restart();
        it.account(Version.V1_2, Map.of());
        it.rig.advance(5);
        assertEquals(2, it.bootstrap.count(Uplink.BootstrapRequest.class));
        assertEquals(State.BOOTSTRAPPING, it.state(0));
    }

    @Test
    void eachKindOfValueComesBack() throws IOException {
        var values = List.<Value>of(
                new Value.Text("ü"),
                new Value.Int(-7),
                new Value.Unsigned(-1),
                new Value.Real(0.5),
                new Value.Flag(true),
                new Value.Opaque(Bytes.utf8("k")),
                new Value.Time(Instant.ofEpochSecond(9)),
                new Value.ObjectLink(21, 65535),
                new Value.CoreLinks("</3>"));
        var entries = new java.util.ArrayList<Entry>();
        values.forEach(each -> entries.add(Entry.of(Path.of(0, 65534, entries.size()), each)));
        var kept = new Kept(
                List.of(entries, List.of()),
                new Account.Settings(Version.V1_1, Optional.of(Bootstrapping.HERE), Optional.empty()),
                Bootstrapping.entries("/2/0/2/101", 15),
                Set.of("a"),
                Optional.of(Instant.ofEpochSecond(1)));
        assertEquals(kept, Kept.read(kept.bytes()));
        assertTrue(kept.accounts().get(0).size() == values.size());
    }
}
