package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.testing.Proves;

/** The OMA interoperability cases 108 and 109: queue mode (ETS INT 1.2, registration), and both engines asleep. */
class QueueModeCasesTest {

    private static final Path LEVEL = Path.of(Gauge.ID, 0, 0);

    private final Gauge.Kept gauge = new Gauge.Kept();
    private final Together both =
            new Together(new Definitions(Gauge.class), List.copyOf(Formats.all().keySet()));

    private Client registered(Version version, int lifetime) {
        both.register(version, Map.of(1, new Value.Int(lifetime), 7, new Value.Text("UQ")), gauge);
        return both.client();
    }

    private void pass(int seconds) {
        both.clock.advance(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    @Proves("QM-01")
    void case108TheServerMarksAClientThatRegistersWithQueueMode(Version version) {
        var client = registered(version, 240);
        assertTrue(client.registration().terms().queueMode());
        assertTrue(client.awake());
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    @Proves({"QM-02", "QM-04", "QM-06"})
    void case109NothingIsSentUntilTheNextUpdate(Version version) {
        var client = registered(version, 240);
        gauge.level(7);
        pass(120);
        assertFalse(client.awake());
        var read = client.read(LEVEL);
        pass(20);
        assertFalse(read.toCompletableFuture().isDone());
        assertEquals(1, client.waiting().size());

        pass(10); // the client updates 93 s before its lifetime ends
        assertEquals(List.of(Entry.of(LEVEL, new Value.Int(7))), both.done(read));
        assertTrue(client.awake());
    }

    @Test
    @Proves("QM-05")
    void bothSidesFallAsleepTogether() {
        var heard = new ArrayList<Boolean>();
        both.server.add(new ClientListener() {
            @Override
            public void awake(Client client, boolean awake) {
                heard.add(awake);
            }
        });
        registered(Version.V1_2, 86_400);
        pass(100);
        both.done(both.device.client().update(101));
        assertEquals(List.of(true, false, true), heard);
    }

    @Test
    void aSleepingClientThatIsAskedTooLateFallsAsleepForItsServer() {
        var client = registered(Version.V1_2, 86_400);
        both.done(both.device.client().sleep(101));
        assertTrue(client.awake());
        var read = client.read(LEVEL);
        both.settle();
        assertFalse(client.awake());
        assertFalse(read.toCompletableFuture().isDone());
        both.device.client().update(101);
        assertEquals(1, both.done(read).size());
    }

    @Test
    void aNotificationWakesAClientAndAllThatWaitedGoesOut() {
        var client = registered(Version.V1_2, 86_400);
        var seen = new ArrayList<Entry>();
        both.done(client.observe(List.of(LEVEL), Attributes.NONE, seen::addAll));
        pass(1000);
        var writes = new ArrayList<CompletionStage<Void>>();
        var other = Path.of(1, 0, 3);
        writes.add(client.write(other, new Value.Int(50)));
        writes.add(client.write(Path.of(1, 0, 2), new Value.Int(5)));
        gauge.level(8);
        both.device.changes().of(gauge, 0);
        writes.forEach(both::done);
        assertEquals(new Value.Int(8), seen.get(1).value());
    }

    @Test
    void aSendWakesAClient() {
        var client = registered(Version.V1_2, 86_400);
        both.done(client.write(Path.of(1, 0, 23), new Value.Flag(false)));
        pass(1000);
        var read = client.read(LEVEL);
        both.done(both.device.client().send(101, List.of(Entry.of(LEVEL, new Value.Int(3)))));
        assertEquals(1, both.done(read).size());
        assertEquals(1, both.reports.size());
    }

    @Test
    void aSendThatFindsNobodyWaitsForTheNextUpdate() {
        var client = registered(Version.V1_2, 86_400);
        both.done(client.write(Path.of(1, 0, 23), new Value.Flag(false)));
        pass(1000);
        both.network.loseRequests(1);
        var sent = both.device.client().send(101, List.of(Entry.of(LEVEL, new Value.Int(3))));
        both.settle();
        assertFalse(sent.toCompletableFuture().isDone());
        pass(100);
        both.done(sent);
        assertEquals(1, both.reports.size());
    }

    @Test
    void aClientWhoseRegistrationTheServerLostGetsWhatWaitsWithItsNewOne() {
        var client = registered(Version.V1_2, 86_400);
        pass(1000);
        var read = client.read(LEVEL);
        both.device.client().register(101);
        assertEquals(1, both.done(read).size());
    }
}
